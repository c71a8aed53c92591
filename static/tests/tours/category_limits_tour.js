import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as PosLoyalty from "@pos_loyalty/../tests/tours/utils/pos_loyalty_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import { scan_barcode as scanBarcode } from "@point_of_sale/../tests/generic_helpers/utils";
import {
    MODAL,
    addTillTour,
    answer,
    chooseCustomer,
    click,
    leaveCart,
    openCart,
    pay,
    payAndGoOn,
    payByCard,
    pickCustomer,
    says,
    see,
} from "./till_steps";

const isLocked = see("the wine has a lock", ".product:contains(Wine) .customer-category-lock");
const isOpen = see(
    "the wine is open",
    ".product:contains(Wine):not(:has(.customer-category-lock))"
);
addTillTour("limited_payment", () => [
    chooseCustomer("Otto Other"),
    ProductScreen.clickDisplayedProduct("Mug"),
    ProductScreen.clickPayButton(),
    click("pay as VIPs do", ".paymentmethods .paymentmethod:contains(Members)"),
    says("“Members” is only for VIP. Take another payment method."),
    Dialog.confirm(),
    payByCard(),
]);

addTillTour("default_invoice", () => [
    chooseCustomer("Otto Other"),
    ProductScreen.clickDisplayedProduct("Mug"),
    ProductScreen.clickPayButton(),
    PaymentScreen.isInvoiceButtonUnchecked(),
    PaymentScreen.clickPartnerButton(),
    PaymentScreen.clickCustomer("Vera VIP"),
    PaymentScreen.isInvoiceButtonChecked(),
    PaymentScreen.clickInvoiceButton(),
    PaymentScreen.isInvoiceButtonUnchecked(),
    payByCard(),
]);

addTillTour("limited_program", () => [
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

/** On a phone these buttons are in the cart. */
const enterCode = () => [openCart(), PosLoyalty.enterCode("FORVIPS"), leaveCart()];

addTillTour("limited_code", () => [
    ProductScreen.clickDisplayedProduct("Mug"),
    chooseCustomer("Otto Other"),
    enterCode(),
    see("the code is refused", ".o_notification:contains(“Club” is only for VIP.)"),
    ProductScreen.totalAmountIs("10.00"),
    chooseCustomer("Vera VIP"),
    enterCode(),
    ProductScreen.totalAmountIs("9.00"),
    pay(),
]);

addTillTour("limited_gift", () => [
    ProductScreen.clickDisplayedProduct("Mug"),
    chooseCustomer("Otto Other"),
    openCart(),
    ProductScreen.clickControlButtonMore(),
    see("there is no reward", ".control-buttons button.disabled:contains(Reward)"),
    click("close the buttons", `${MODAL} header button[aria-label=Close]`),
    leaveCart(),
    chooseCustomer("Vera VIP"),
    openCart(),
    PosLoyalty.claimReward("Free Product - Wine"),
    leaveCart(),
    ProductScreen.totalAmountIs("10.00"),
    chooseCustomer("Otto Other", says("Wine"), answer("Remove from Order"), Dialog.isNot()),
    ProductScreen.totalAmountIs("10.00"),
    see("nothing is left of it", ".product:contains(Wine):not(:has(.product-cart-qty))"),
    pay(),
]);

addTillTour(
    "restricted_products",
    // Nobody is chosen: the dialog leads to the customer, and on.
    () => [
        isLocked,
        ProductScreen.clickDisplayedProduct("Wine", false),
        says("Only for"),
        says("VIP"),
        answer("Choose Customer"),
        pickCustomer("Vera VIP"),
        ProductScreen.totalAmountIs("100.00"),
        isOpen,
    ],
    // The customer changes: the wine cannot stay.
    () => [
        ProductScreen.clickDisplayedProduct("Mug"),
        chooseCustomer("Otto Other", says("Wine"), answer("Close"), Dialog.isNot()),
        isLocked,
        // The cashier who closed that is asked again before the payment.
        ProductScreen.clickPayButton(false),
        says("Wine"),
        answer("Remove from Order"),
        Dialog.isNot(),
        ProductScreen.totalAmountIs("10.00"),
        payAndGoOn(),
    ],
    // A manager sells it all the same, and says why.
    () => [
        chooseCustomer("Otto Other"),
        ProductScreen.clickDisplayedProduct("Wine", false),
        answer("Sell Anyway"),
        {
            content: "give a reason",
            trigger: `${MODAL} textarea`,
            run: "edit Birthday present",
        },
        answer("Sell Anyway"),
        ProductScreen.totalAmountIs("100.00"),
        payAndGoOn(),
    ]
);

const isRefused = () => [says("Wine"), answer("Close"), Dialog.isNot()];

addTillTour("restricted_ways", () => [
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
    click("take it", `${MODAL} .optional-product-line:contains(Wine) button:contains(Add)`),
    answer("Add"),
    isRefused(),
    ProductScreen.totalAmountIs("20.00"),
    pay(),
]);

const isHidden = see("no wine is on show", ".product-list:not(:has(.product:contains(Wine)))");

addTillTour("hidden_products", () => [
    see("the mug is", ".product:contains(Mug)"),
    isHidden,
    scanBarcode("WINE-1"),
    says("Only for"),
    answer("Close"),
    chooseCustomer("Vera VIP"),
    isOpen,
    ProductScreen.clickDisplayedProduct("Wine", false),
    ProductScreen.totalAmountIs("100.00"),
    chooseCustomer("Otto Other", says("Wine"), answer("Remove from Order"), Dialog.isNot()),
    isHidden,
]);

/** As many clicks as stock: a dialog would be in the way of the next one. */
addTillTour("plain_sale", () => [
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
]);
