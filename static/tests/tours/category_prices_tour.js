/* global posmodel */
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as TicketScreen from "@point_of_sale/../tests/pos/tours/utils/ticket_screen_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as Notification from "@point_of_sale/../tests/generic_helpers/notification_util";
import * as Numpad from "@point_of_sale/../tests/generic_helpers/numpad_util";
import * as OfflineUtil from "@point_of_sale/../tests/generic_helpers/offline_util";
import { inLeftSide } from "@point_of_sale/../tests/pos/tours/utils/common";
import { addTillTour, chooseCustomer, payAndGoOn, payByCard } from "./till_steps";

const sellMug = (price) => [
    ...ProductScreen.clickDisplayedProduct("Mug"),
    ...ProductScreen.totalAmountIs(price),
];

const waitUntil = (content, condition) => ({
    content,
    trigger: "body",
    timeout: 30000,
    run: async () => {
        for (let i = 0; !condition(); i++) {
            if (i > 250) {
                throw new Error(`Waited in vain until ${content}`);
            }
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    },
});

addTillTour(
    "preset",
    () => [
        sellMug("100.00"),
        chooseCustomer("Vera VIP"),
        ProductScreen.totalAmountIs("90.00"),
        ProductScreen.selectPreset("Here", "Away"),
        ProductScreen.totalAmountIs("70.00"),
        payAndGoOn(),
    ],
    () => [
        sellMug("100.00"),
        ProductScreen.selectPreset("Here", "Away"),
        ProductScreen.totalAmountIs("75.00"),
        chooseCustomer("Vera VIP"),
        ProductScreen.totalAmountIs("70.00"),
        payAndGoOn(),
    ]
);

addTillTour("quantity_break", () => [
    chooseCustomer("Vera VIP"),
    sellMug("90.00"),
    inLeftSide([Numpad.click("9")]),
    ProductScreen.totalAmountIs("810.00"),
    inLeftSide([Numpad.click("⌫"), Numpad.click("1"), Numpad.click("0")]),
    ProductScreen.totalAmountIs("600.00"),
    payAndGoOn(),
]);

addTillTour("two_categories", () => [
    sellMug("100.00"),
    chooseCustomer("Vera VIP"),
    ProductScreen.totalAmountIs("90.00"),
    chooseCustomer("Tom Both"),
    ProductScreen.totalAmountIs("80.00"),
    ProductScreen.clickInfoProduct("Mug", [
        {
            content: "the product's details say what the customer pays and why",
            trigger:
                ".section-customer-category:contains(Tom Both):contains(80.00):contains(Trade):contains(100.00)",
        },
        Dialog.cancel(),
    ]),
    ProductScreen.totalAmountIs("160.00"),
    payAndGoOn(),
]);

addTillTour("manual_price", () => [
    ProductScreen.addOrderline("Mug", "1", "55", "55.00"),
    chooseCustomer("Vera VIP"),
    ProductScreen.totalAmountIs("55.00"),
    sellMug("145.00"),
    payAndGoOn(),
]);

addTillTour("refund", () => [
    chooseCustomer("Vera VIP"),
    sellMug("90.00"),
    payAndGoOn(),
    ProductScreen.clickRefund(),
    TicketScreen.selectOrder("Vera VIP"),
    ProductScreen.clickNumpad("1"),
    TicketScreen.confirmRefund(),
    PaymentScreen.isShown(),
    PaymentScreen.totalIs("-90.00"),
    payByCard(),
]);

addTillTour("payment_begun", () => [
    sellMug("100.00"),
    ProductScreen.clickPayButton(),
    PaymentScreen.clickPaymentMethod("Card"),
    PaymentScreen.clickPartnerButton(),
    PaymentScreen.clickCustomer("Vera VIP"),
    Notification.has("The total changed from $ 100.00 to $ 90.00"),
    PaymentScreen.totalIs("90.00"),
]);

addTillTour("offline", () => [
    chooseCustomer("Vera VIP"),
    OfflineUtil.setOfflineMode(),
    sellMug("90.00"),
    ProductScreen.clickPayButton(),
    PaymentScreen.clickPaymentMethod("Card"),
    PaymentScreen.clickValidate(),
    ReceiptScreen.isShown(),
    waitUntil("the sale is done and not stored", () =>
        posmodel.models["pos.order"].some((order) => order.finalized && !order.isSynced)
    ),
    OfflineUtil.setOnlineMode(),
    {
        content: "the browser finds its network again",
        trigger: "body",
        run: () => window.dispatchEvent(new Event("online")),
    },
    waitUntil("the sale is stored", () =>
        posmodel.models["pos.order"].every((order) => !order.finalized || order.isSynced)
    ),
    Dialog.confirm("Continue with limited functionality"),
    ReceiptScreen.clickNextOrder(),
    ProductScreen.isShown(),
]);
