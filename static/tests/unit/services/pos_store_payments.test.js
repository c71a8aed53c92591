import { describe, expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
    VIP,
    addLine,
    answerLimits,
    createCustomer,
    createOrder,
    limit,
} from "@customer_category/../tests/unit/utils";

definePosModels();

/** The customer and the pricelist are ones that the server has: it stores the sale. */
async function setupSale(categoryId) {
    const store = await setupPosEnv();
    const method = store.config.fast_payment_method_ids[0];
    const customer = store.models["res.partner"].getFirst();
    if (categoryId) {
        const category = store.models["customer.category"].get(categoryId);
        customer.update({ customer_category_ids: [["link", category]] });
    }
    const order = createOrder(store, store.config.pricelist_id, categoryId && customer);
    return { store, method, order };
}

describe("a fast payment", () => {
    test("by a method that is for others is refused with the reason", async () => {
        const { store, method, order } = await setupSale();
        order.setPartner(createCustomer(store));
        await addLine(store, order);
        limit(method, [VIP]);
        answerLimits(store);
        await store.validateOrderFast(method);
        expect.verifySteps([`“${method.name}” is only for VIP. Take another payment method.`]);
        expect(order.payment_ids.length).toBe(0);
        expect(order.finalized).toBe(false);
    });

    test("for what is not for the customer is stopped", async () => {
        const { store, method, order } = await setupSale(VIP);
        const { soldProduct } = await addLine(store, order);
        limit(store.models["product.template"].get(PRODUCT), [VIP]);
        order.setPartner(createCustomer(store));
        answerLimits(store);
        await store.validateOrderFast(method);
        expect.verifySteps([soldProduct.display_name]);
        expect(order.payment_ids.length).toBe(0);
        expect(order.finalized).toBe(false);
    });

    test("by a VIP goes through", async () => {
        const { store, method, order } = await setupSale(VIP);
        limit(store.models["product.template"].get(PRODUCT), [VIP]);
        await addLine(store, order);
        limit(method, [VIP]);
        answerLimits(store);
        await store.validateOrderFast(method);
        expect.verifySteps([]);
        expect(order.state).toBe("paid");
    });
});

test("a sale without categories shows nothing of ours, from the first product on", async () => {
    const { store, method, order } = await setupSale();
    patchWithCleanup(store.dialog, { add: (popup) => expect.step(popup.name) });
    patchWithCleanup(store.notification, { add: (message) => expect.step(String(message)) });
    await addLine(store, order);
    store.setPartnerToCurrentOrder(createCustomer(store));
    store.setPartnerToCurrentOrder(false);
    await store.pay();
    await store.validateOrderFast(method);
    expect(order.state).toBe("paid");
    expect.verifySteps([]);
});
