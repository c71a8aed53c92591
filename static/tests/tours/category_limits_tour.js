import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import { scan_barcode as scanBarcode } from "@point_of_sale/../tests/generic_helpers/utils";
import { back as utilsBack } from "@point_of_sale/../tests/pos/tours/utils/common";
import { registry } from "@web/core/registry";

const MODAL = ".modal:not(.o_inactive_modal)";

const pickCustomer = (name) => [
    ...PartnerList.searchCustomerValue(name),
    PartnerList.clickPartner(name),
];

const chooseCustomer = (name, ...answer) => [
    ...ProductScreen.clickPartnerButton().flat(),
    ...pickCustomer(name),
    ...answer,
    { ...utilsBack(), isActive: ["mobile"] },
];

const pay = () => [
    ...ProductScreen.clickPayButton(),
    ...PaymentScreen.clickPaymentMethod("Card"),
    ...PaymentScreen.clickValidate(),
    ...ReceiptScreen.isShown(),
    Chrome.isSynced(),
    ...ReceiptScreen.clickNextOrder(),
];

const see = (content, trigger) => ({ content, trigger });

const clickIn = (text) => ({
    content: `click ${text}`,
    trigger: `${MODAL} .modal-footer button:contains(${text})`,
    run: "click",
});

const isLocked = see("the wine has a lock", ".product:contains(Wine) .customer-category-lock");
const isOpen = see(
    "the wine is open",
    ".product:contains(Wine):not(:has(.customer-category-lock))"
);
const says = (text) => see(`the dialog says ${text}`, `${MODAL} .modal-body:contains(${text})`);

const addTour = (name, ...stories) =>
    registry.category("web_tour.tours").add(`customer_category_${name}`, {
        steps: () => [Chrome.startPoS(), ...stories.map((story) => story())].flat(Infinity),
    });

addTour("limited_payment", () => [
    chooseCustomer("Otto Other"),
    ProductScreen.clickDisplayedProduct("Mug"),
    ProductScreen.clickPayButton(),
    {
        content: "pay by a method that is for VIPs",
        trigger: ".paymentmethods .paymentmethod:contains(Members)",
        run: "click",
    },
    says("“Members” is only for VIP. Take another payment method."),
    Dialog.confirm(),
    PaymentScreen.clickPaymentMethod("Card"),
    PaymentScreen.clickValidate(),
    ReceiptScreen.isShown(),
    Chrome.isSynced(),
    ReceiptScreen.clickNextOrder(),
]);

addTour("limited_program", () => [
    ProductScreen.clickDisplayedProduct("Mug"),
    chooseCustomer("Otto Other"),
    ProductScreen.totalAmountIs("10.00"),
    chooseCustomer("Vera VIP"),
    ProductScreen.totalAmountIs("9.00"),
    chooseCustomer("Otto Other"),
    ProductScreen.totalAmountIs("10.00"),
    chooseCustomer("Vera VIP"),
    ProductScreen.totalAmountIs("9.00"),
    pay(),
]);

addTour(
    "restricted_products",
    // Nobody is chosen: the dialog leads to the customer, and on.
    () => [
        isLocked,
        ProductScreen.clickDisplayedProduct("Wine", false),
        says("Only for"),
        says("VIP"),
        clickIn("Choose Customer"),
        pickCustomer("Vera VIP"),
        ProductScreen.totalAmountIs("100.00"),
        isOpen,
    ],
    // The customer changes: the wine cannot stay.
    () => [
        ProductScreen.clickDisplayedProduct("Mug"),
        chooseCustomer("Otto Other", says("Wine"), clickIn("Remove from Order"), Dialog.isNot()),
        ProductScreen.totalAmountIs("10.00"),
        isLocked,
        pay(),
    ],
    // A manager sells it all the same, and says why.
    () => [
        chooseCustomer("Otto Other"),
        ProductScreen.clickDisplayedProduct("Wine", false),
        clickIn("Sell Anyway"),
        {
            content: "give a reason",
            trigger: `${MODAL} textarea`,
            run: "edit Birthday present",
        },
        clickIn("Sell Anyway"),
        ProductScreen.totalAmountIs("100.00"),
        pay(),
    ]
);

const isRefused = () => [says("Wine"), clickIn("Close"), Dialog.isNot()];

addTour("restricted_ways", () => [
    chooseCustomer("Otto Other"),
    scanBarcode("WINE-1"),
    isRefused(),
    ProductScreen.searchProduct("Wine"),
    isLocked,
    ProductScreen.clickDisplayedProduct("Wine", false),
    isRefused(),
    ProductScreen.searchProduct("Cheese"),
    ProductScreen.clickDisplayedProduct("Cheese", false),
    see("wine goes with cheese", `${MODAL} .optional-product-line:contains(Wine)`),
    {
        content: "take wine with it",
        trigger: `${MODAL} .optional-product-line:contains(Wine) button:contains(Add)`,
        run: "click",
    },
    { content: "add it", trigger: `${MODAL} .modal-footer button:contains(Add)`, run: "click" },
    isRefused(),
    ProductScreen.totalAmountIs("20.00"),
    pay(),
]);

/** As many clicks as stock: a dialog would be in the way of the next one. */
addTour("plain_sale", () => [
    see("locks tell that the till knows categories", ".customer-category-lock"),
    ProductScreen.clickDisplayedProduct("Mug"),
    Dialog.isNot(),
    ProductScreen.clickPayButton(),
    Dialog.isNot(),
    PaymentScreen.clickPaymentMethod("Card"),
    Dialog.isNot(),
    PaymentScreen.clickValidate(),
    ReceiptScreen.isShown(),
    Dialog.isNot(),
    see(
        "the receipt is as in stock",
        ".pos-receipt:not(:has(.customer-category-saving, .customer-category-news))"
    ),
    Chrome.isSynced(),
    ReceiptScreen.clickNextOrder(),
]);
