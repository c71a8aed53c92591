import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import { back } from "@point_of_sale/../tests/pos/tours/utils/common";
import { registry } from "@web/core/registry";

const LIST = ".modal .partner-list";
const see = (content, trigger) => ({ content, trigger });
const click = (content, trigger) => ({ content, trigger, run: "click" });

/** Each starts where the customer's button is: on a phone that is the cart. */
const chooseFromCategory = (category, name, other) => [
    ...ProductScreen.clickPartnerButton().flat(),
    see(
        "members wear badges",
        `${LIST} .partner-info:contains(${name}) .o_badge:contains(${category})`
    ),
    click("only this category", `.customer-category-filter button:contains(${category})`),
    see("others are gone", `${LIST}:not(:contains(${other}))`),
    click("choose", `${LIST} .partner-info b:contains(${name})`),
];

registry.category("web_tour.tours").add("customer_category_till_categories", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.clickDisplayedProduct("Mug"),
            chooseFromCategory("VIP", "Vera", "Tom"),
            see("the note is to be confirmed", ".modal-body:contains(Ask for the form)"),
            click("confirmed", ".modal-footer button:contains(Understood)"),
            see("the button wears the badge", ".set-partner .o_badge:contains(VIP)"),
            see("a near miss", ".customer-category-status:contains(1 more visit by)"),
            click("open the card", ".customer-category-status"),
            see("what is missing", ".customer-category-conditions:contains(Visits)"),
            Dialog.confirm("Close"),
            { ...back(), isActive: ["mobile"] },
            ProductScreen.clickPayButton(),
            PaymentScreen.clickPaymentMethod("Card"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            see("the receipt has the saving", ".customer-category-saving:contains(10.00 as)"),
            see(
                "and what was reached",
                ".pos-receipt .customer-category-news:contains(You just reached Silver)"
            ),
            Chrome.isSynced(),
        ].flat(Infinity),
});
