import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import { MODAL, addTillTour, click, leaveCart, see } from "./till_steps";

const LINE = ".modal .partner-info:contains(Tom)";

const openCard = () => [
    ...ProductScreen.clickPartnerButton().flat(),
    click("the customer's menu", `${LINE} .fa-bars`),
    // On a phone the menu is a sheet, which the tour's machinery takes to be below the dialog.
    click("categories", "body .o-dropdown-item:contains(Categories)"),
];

/** The list is below the card, and then the product screen, or on a phone the cart. */
const closeCard = () => [
    Dialog.confirm("Close"),
    click("leave the list", `${MODAL}:has(.partner-list) .partner-info:contains(Tom) b`),
];

/** Seen where the customer's button is; from there a phone has to go back to the products. */
const hasTotal = (total) => [leaveCart(), ProductScreen.totalAmountIs(total)];

addTillTour("till_changes", () => [
    ProductScreen.clickDisplayedProduct("Mug"),
    openCard(),
    see("in none yet", `${MODAL} .customer-category-card:contains(In no category)`),
    click("add", ".customer-category-add"),
    see("what is secret is not offered", `${MODAL}:not(:contains(Secret))`),
    click("VIP", `${MODAL} .selection-item:contains(VIP)`),
    see("it is told", ".o_notification:contains(Tom is in VIP now)"),
    see("the card has it", `${MODAL} .customer-category-of-card:contains(VIP)`),
    closeCard(),
    see("the order wears the badge", ".set-partner .o_badge:contains(VIP)"),
    hasTotal("90.00"),
    openCard(),
    click("remove", `${MODAL} .customer-category-remove`),
    see("the card has it no more", `${MODAL} h5:contains(Before)`),
    click("a mistake", ".o_notification:contains(no longer in VIP) button:contains(Undo)"),
    see("there again", `${MODAL} .customer-category-of-card:contains(VIP)`),
    click("remove again", `${MODAL} .customer-category-remove`),
    see("gone", `${MODAL} .customer-category-card:not(:has(.customer-category-of-card))`),
    Dialog.confirm("Close"),
    click("leave the list", `${MODAL} .modal-footer button:contains(Discard)`),
    see("the badge is gone", ".set-partner:not(:has(.o_badge))"),
    hasTotal("100.00"),
]);
