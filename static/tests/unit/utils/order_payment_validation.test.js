import { expect, test } from "@odoo/hoot";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
    TRADE,
    VIP,
    addLine,
    answerLimits,
    createCustomer,
    createOrder,
    createPricelist,
    limit,
} from "@customer_category/../tests/unit/utils";

definePosModels();

async function setupPayment() {
    const store = await setupPosEnv();
    limit(store.models["product.template"].get(PRODUCT), [VIP]);
    const customer = createCustomer(store, [VIP]);
    const order = createOrder(store, createPricelist(store, []), customer);
    await addLine(store, order);
    order.addPaymentline(store.models["pos.payment.method"].get(2));
    const validation = new OrderPaymentValidation({ pos: store, orderUuid: order.uuid });
    return { store, order, validation };
}

test("a sale that is for the customer is valid however often it is asked", async () => {
    const { store, validation } = await setupPayment();
    answerLimits(store);
    expect(await validation.isOrderValid()).toBe(true);
    expect(await validation.isOrderValid()).toBe(true);
    expect.verifySteps([]);
});

test("a sale that is not for the customer is not valid", async () => {
    const { store, order, validation } = await setupPayment();
    order.setPartner(createCustomer(store, []));
    answerLimits(store);
    expect(await validation.isOrderValid()).toBe(false);
    expect.verifySteps([order.lines[0].soldProduct.display_name]);
});

test("what is removed at the payment is looked at again before it is valid", async () => {
    const { store, order, validation } = await setupPayment();
    order.setPartner(createCustomer(store, []));
    const name = order.lines[0].soldProduct.display_name;
    answerLimits(store, { way: "remove" });
    expect(await validation.isOrderValid()).toBe(false);
    expect(order.lines.length).toBe(0);
    expect.verifySteps([name]);
});

test("a payment that is not for the customer is not valid, and says why", async () => {
    const { store, validation } = await setupPayment();
    const method = limit(store.models["pos.payment.method"].get(2), [TRADE]);
    answerLimits(store);
    expect(await validation.isOrderValid()).toBe(false);
    expect.verifySteps([`“${method.name}” is only for Trade. Take another payment method.`]);
});
