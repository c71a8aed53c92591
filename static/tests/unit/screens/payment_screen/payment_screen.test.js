import { expect, test } from "@odoo/hoot";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { PaymentScreen } from "@point_of_sale/app/screens/payment_screen/payment_screen";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { followCustomerCategories } from "@customer_category/app/utils/moved_prices";
import {
    TRADE,
    VIP,
    addLine,
    createCustomer,
    createOrder,
    createPricelist,
} from "@customer_category/../tests/unit/utils";

definePosModels();

test("the cashier's word on the invoice outlives a change of the customer's categories", async () => {
    const store = await setupPosEnv();
    const [vip, trade] = store.models["customer.category"].readMany([VIP, TRADE]);
    vip.update({ invoice_by_default: true });
    trade.update({ invoice_by_default: true });
    const customer = createCustomer(store, [VIP]);
    const order = createOrder(store, createPricelist(store, []), customer);
    await addLine(store, order);
    const screen = await mountWithCleanup(PaymentScreen, { props: { orderUuid: order.uuid } });
    expect(order.isToInvoice()).toBe(true);
    await screen.toggleIsToInvoice();
    customer.update({ customer_category_ids: [["link", trade]] });
    followCustomerCategories(store);
    expect(order.isToInvoice()).toBe(false);
    await screen.toggleIsToInvoice();
    customer.update({
        customer_category_ids: [
            ["unlink", vip],
            ["unlink", trade],
        ],
    });
    followCustomerCategories(store);
    expect(order.isToInvoice()).toBe(true);
});
