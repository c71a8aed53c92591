/** Steps that stories at the till share. */
import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import { back } from "@point_of_sale/../tests/pos/tours/utils/common";
import { registry } from "@web/core/registry";

export const MODAL = ".modal:not(.o_inactive_modal)";

export const see = (content, trigger) => ({ content, trigger });
export const click = (content, trigger) => ({ content, trigger, run: "click" });
export const act = (content, run) => ({ content, trigger: "body", run });

/** @param {string} text */
export const says = (text) =>
    see(`the dialog says ${text}`, `${MODAL} .modal-body:contains(${text})`);

/** @param {string} text of a button below the dialog */
export const answer = (text) =>
    click(`answer ${text}`, `${MODAL} .modal-footer button:contains(${text})`);

/** On a phone the customer's button is in the cart, and the products are not. */
export const openCart = () => ({ ...ProductScreen.clickReview(), isActive: ["mobile"] });
export const leaveCart = () => ({ ...back(), isActive: ["mobile"] });

/** @param {string} name */
export const pickCustomer = (name) => [
    ...PartnerList.searchCustomerValue(name),
    PartnerList.clickPartner(name),
];

/**
 * @param {string} name
 * @param {object[]} answers steps in the dialogs that come of it
 */
export const chooseCustomer = (name, ...answers) => [
    ...ProductScreen.clickPartnerButton().flat(),
    ...pickCustomer(name),
    ...answers,
    leaveCart(),
];

/** From the payment screen to the receipt. */
export const payByCard = () => [
    ...PaymentScreen.clickPaymentMethod("Card"),
    ...PaymentScreen.clickValidate(),
    ...ReceiptScreen.isShown(),
    Chrome.isSynced(),
];

/** From the products to the receipt. */
export const pay = () => [...ProductScreen.clickPayButton(), ...payByCard()];

/** From the products to the next order. */
export const payAndGoOn = () => [...pay(), ...ReceiptScreen.clickNextOrder()];

/**
 * @param {string} name
 * @param {(() => Array)[]} stories that follow one another
 */
export const addTillTour = (name, ...stories) =>
    registry.category("web_tour.tours").add(`customer_category_${name}`, {
        steps: () => [Chrome.startPoS(), ...stories.map((story) => story())].flat(Infinity),
    });
