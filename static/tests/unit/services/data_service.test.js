import { expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { PosData } from "@point_of_sale/app/services/data_service";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    VIP,
    createCustomer,
    createOrder,
    createPricelist,
} from "@customer_category/../tests/unit/utils";

definePosModels();

/** A till whose calls are stepped with their contexts. */
async function setupCalls(categoryIds) {
    const store = await setupPosEnv();
    const customer = categoryIds && createCustomer(store, categoryIds);
    createOrder(store, createPricelist(store, []), customer);
    patchWithCleanup(PosData.prototype, {
        execute: ({ method, kwargs }) => expect.step([method, kwargs?.context]),
    });
    return { store, customer };
}

test("the server is told for whom rewards are", async () => {
    const { store, customer } = await setupCalls([VIP]);
    const kwargs = { context: { lang: "en_US" } };
    await store.data.call("pos.order", "validate_coupon_programs", [[], {}, []], kwargs);
    const context = { lang: "en_US", customer_category_partner_id: customer.id };
    expect.verifySteps([["validate_coupon_programs", context]]);
});

test("the server is told that rewards are for nobody in particular", async () => {
    const { store } = await setupCalls();
    await store.data.call("pos.order", "validate_coupon_programs", [[], {}, []]);
    const context = { customer_category_partner_id: false };
    expect.verifySteps([["validate_coupon_programs", context]]);
});

test("other questions go as they are", async () => {
    const { store } = await setupCalls([VIP]);
    await store.data.call("pos.order", "read", [[1]]);
    expect.verifySteps([["read", undefined]]);
});
