import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import { registry } from "@web/core/registry";

/**
 * Go to another page of the server.
 *
 * @param {string} content what the step does
 * @param {string} url
 */
const goTo = (content, url) => ({
    content,
    trigger: "body",
    run: () => {
        window.location.href = url;
    },
    expectUnloadPage: true,
});

const createCategory = () => [
    { content: "new category", trigger: ".o-kanban-button-new", run: "click" },
    { content: "name it", trigger: ".o_field_widget[name=name] input", run: "edit Book Club" },
    {
        content: "members pay 90%",
        trigger: ".o_field_widget[name=price_percent] input",
        run: "edit 90",
    },
    { content: "save", trigger: ".o_form_button_save", run: "click" },
    { content: "saved", trigger: ".o_form_saved" },
];

const addTwentyCustomers = () => [
    goTo("go to the contacts", "/odoo/contacts"),
    {
        content: "look for the readers",
        trigger: ".o_searchview_input",
        run: "fill Reader",
    },
    { content: "search", trigger: ".o_searchview_input", run: "press Enter" },
    {
        content: "there are twenty of them",
        trigger: ".o_list_view:has(.o_facet_value:contains(Reader)) .o_pager_limit:contains(20)",
    },
    {
        content: "select them all",
        trigger: "thead .o_list_record_selector input",
        run: "click",
    },
    { content: "open the menu", trigger: ".o_cp_action_menus button:has(.fa-cog)", run: "click" },
    { content: "add", trigger: ".o-dropdown-item:contains(Add to category)", run: "click" },
    {
        content: "to the new category",
        trigger: ".modal .o_field_widget[name=category_ids] input",
        run: "edit Book",
    },
    {
        content: "choose it",
        trigger: ".o-autocomplete--dropdown-item:contains(Book Club)",
        run: "click",
    },
    {
        content: "the dialog says what will happen",
        trigger: ".modal .o_field_widget[name=summary]:contains(20 will be added)",
    },
    { content: "do it", trigger: ".modal footer button:contains(Add)", run: "click" },
    {
        content: "all twenty wear the badge",
        trigger: ".o_list_view:has(.o_data_row:nth-child(20) .o_tag:contains(Book Club))",
    },
];

const priceTheCategory = () => [
    goTo("go to the pricelists", "/odoo/pricelists"),
    { content: "open the shop's", trigger: ".o_data_cell:contains(Shop prices)", run: "click" },
    { content: "new rule", trigger: ".o_field_x2many_list_row_add a", run: "click" },
    {
        content: "for the book club",
        trigger: ".modal .o_field_widget[name=customer_category_id] input",
        run: "edit Book",
    },
    {
        content: "choose it",
        trigger: ".o-autocomplete--dropdown-item:contains(Book Club)",
        run: "click",
    },
    {
        content: "its discount is filled in",
        trigger: ".modal .o_field_widget[name=percent_price] input:value(10.00)",
    },
    { content: "save the rule", trigger: ".modal .o_form_button_save", run: "click" },
    { content: "save the pricelist", trigger: ".o_form_button_save", run: "click" },
    { content: "saved", trigger: ".o_form_saved" },
];

const openTheTill = () => [
    goTo("go to the tills", "/odoo/point-of-sale"),
    {
        content: "open the shop's",
        trigger: ".o_kanban_record:contains(Corner) button:contains(Open Register)",
        run: "click",
        expectUnloadPage: true,
    },
    Dialog.confirm("Open Register"),
];

/** Sell a mug to a member: the price changes when the customer is chosen. */
const sell = () => [
    ...ProductScreen.clickDisplayedProduct("Mug"),
    ...ProductScreen.totalAmountIs("100.00"),
    ...ProductScreen.clickPartnerButton().flat(),
    ...ProductScreen.clickCustomer("Reader 01").flat(),
    ...ProductScreen.totalAmountIs("90.00"),
    ...ProductScreen.clickPayButton(),
    ...PaymentScreen.clickPaymentMethod("Card"),
    ...PaymentScreen.clickValidate(),
    ...ReceiptScreen.isShown(),
    Chrome.isSynced(),
    ...ReceiptScreen.clickNextOrder(),
];

const seeSilver = () => [
    goTo("go to the contacts", "/odoo/contacts"),
    { content: "look for the customer", trigger: ".o_searchview_input", run: "fill Reader 01" },
    { content: "search", trigger: ".o_searchview_input", run: "press Enter" },
    {
        content: "open the customer",
        trigger: ".o_list_view:has(.o_pager_limit:contains(1)) .o_data_cell:contains(Reader 01)",
        run: "click",
    },
    {
        content: "both badges are there",
        trigger:
            ".o_field_widget[name=customer_category_ids]:has(.o_tag:contains(Silver)):has(.o_tag:contains(Book Club))",
    },
    {
        content: "Silver is the rewards group",
        trigger: ".o_field_widget[name=rewards_category_id]:contains(Silver)",
    },
];

registry.category("web_tour.tours").add("customer_category_first_loop", {
    steps: () =>
        [
            createCategory(),
            addTwentyCustomers(),
            priceTheCategory(),
            openTheTill(),
            sell(),
            sell(),
            sell(),
            seeSilver(),
        ].flat(),
});
