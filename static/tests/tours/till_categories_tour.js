import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import { addTillTour, answer, click, leaveCart, pay, says, see } from "./till_steps";

const LIST = ".modal .partner-list";

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

const confirmNote = () => [says("Ask for the form"), answer("Understood")];

addTillTour("till_categories", () => [
    ProductScreen.clickDisplayedProduct("Mug"),
    chooseFromCategory("VIP", "Vera", "Tom"),
    confirmNote(),
    see("the button wears the badge", ".set-partner .o_badge:contains(VIP)"),
    see("a near miss", ".customer-category-status:contains(1 more visit by)"),
    click("open the card", ".customer-category-status"),
    see("what is missing", ".customer-category-conditions:contains(Visits)"),
    Dialog.confirm("Close"),
    leaveCart(),
    pay(),
    see("the receipt has the saving", ".customer-category-saving:contains(10.00 as)"),
    see(
        "and what was reached",
        ".pos-receipt .customer-category-news:contains(You just reached Silver)"
    ),
    see("which the cashier reads too", ".receipt-screen .customer-category-news:contains(Silver)"),
    ReceiptScreen.clickNextOrder(),
    // The next sale knows it at once; a customer is found by it too.
    ...ProductScreen.clickPartnerButton().flat(),
    ...PartnerList.searchCustomerValue("Silver"),
    click("choose the new Silver", `${LIST} .partner-info:contains(Silver) b:contains(Vera)`),
    confirmNote(),
    see("it is on the button", ".set-partner .o_badge:contains(Silver)"),
]);

addTillTour("at_risk", () => [
    ProductScreen.clickDisplayedProduct("Mug"),
    chooseFromCategory("Silver", "Vera", "Tom"),
    see(
        "until when",
        ".customer-category-status .fw-bold:contains(/At risk: leaves “Silver” on .* unless/)"
    ),
    click("open the card", ".customer-category-status"),
    see("in the card too", ".customer-category-of-card:contains(At risk)"),
    see("what is not met", ".customer-category-conditions .fa-times"),
    Dialog.confirm("Close"),
    leaveCart(),
    pay(),
    see("it is saved", ".pos-receipt .customer-category-news:contains(/Silver until .*/)"),
]);
