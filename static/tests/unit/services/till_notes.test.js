import { describe, expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    TRADE,
    VIP,
    createCustomer,
    createOrder,
    createPricelist,
} from "@customer_category/../tests/unit/utils";

definePosModels();

describe("the note of a category", () => {
    async function setupSale(values) {
        const store = await setupPosEnv();
        Object.assign(store.models["customer.category"].get(VIP), values);
        createOrder(store, createPricelist(store, []));
        patchWithCleanup(store.notification, {
            add: (message, { title }) => expect.step(`quiet: ${title}: ${message}`),
        });
        patchWithCleanup(store.dialog, {
            add: (_dialog, { title, body }) => expect.step(`confirm: ${title}: ${body}`),
        });
        const choose = (categories) =>
            store.setPartnerToCurrentOrder(categories && createCustomer(store, categories));
        return { store, choose };
    }

    test("is told quietly when a member is chosen", async () => {
        const { choose } = await setupSale({ till_note: "No charge" });
        choose([VIP]);
        expect.verifySteps(["quiet: Customer of 1: No charge"]);
    });

    test("is to be confirmed if the category says so", async () => {
        const { choose } = await setupSale({ till_note: "Ask", till_note_confirm: true });
        choose([VIP]);
        expect.verifySteps(["confirm: Customer of 1: Ask"]);
    });

    test("comes in one dialog with others", async () => {
        const { store, choose } = await setupSale({ till_note: "Ask", till_note_confirm: true });
        const values = { till_note: "No credit", till_note_confirm: true };
        Object.assign(store.models["customer.category"].get(TRADE), values);
        choose([VIP, TRADE]);
        expect.verifySteps(["confirm: Customer of 1,2: Ask\n\nNo credit"]);
    });

    test("is not told for others, nor when the customer is removed or chosen again", async () => {
        const { store, choose } = await setupSale({ till_note: "No charge" });
        choose([TRADE]);
        choose(false);
        expect.verifySteps([]);
        choose([VIP]);
        store.setPartnerToCurrentOrder(store.getOrder().partner_id);
        expect.verifySteps(["quiet: Customer of 1: No charge"]);
    });
});
