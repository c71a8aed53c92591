import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { describeRewardLimit } from "@customer_category/app/utils/limit_description";
import {
    PRODUCT,
    UNKNOWN,
    VIP,
    createCustomer,
    createOrder,
    createPricelist,
    limit,
    load,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const CODE = "FORVIPS";

async function setupSale(categories, limits = [VIP]) {
    const store = await setupPosEnv();
    const values = { pricelist_ids: [], rule_ids: [], reward_ids: [], program_type: "promotion" };
    const program = limit(
        load(store, "loyalty.program", { name: "Club", trigger: "auto", ...values }),
        limits
    );
    load(store, "loyalty.rule", { program_id: program.id, mode: "with_code", code: CODE });
    load(store, "loyalty.rule", { program_id: program.id, mode: "auto" });
    const customer = categories && createCustomer(store, categories);
    const order = createOrder(store, createPricelist(store, []), customer);
    return { store, order, program };
}

describe("a program", () => {
    test("is for members of its categories", async () => {
        const { order, program } = await setupSale([VIP]);
        expect(order._programIsApplicable(program)).toBe(true);
    });

    test("is not for others, nor for nobody in particular", async () => {
        const { store, order, program } = await setupSale();
        expect(order._programIsApplicable(program)).toBe(false);
        order.setPartner(createCustomer(store, []));
        expect(order._programIsApplicable(program)).toBe(false);
    });

    test("is for nobody when the till does not know its category", async () => {
        const { order, program } = await setupSale([VIP], [UNKNOWN]);
        expect(order._programIsApplicable(program)).toBe(false);
    });

    test("refuses its code with the reason", async () => {
        const { store, order } = await setupSale([]);
        expect(String(await store.activateCode(CODE))).toBe(
            "“Club” is only for VIP. Choose a customer who belongs to it."
        );
        expect(order.uiState.codeActivatedProgramRules).toEqual([]);
    });
});

describe("a reward", () => {
    test("of a program for others is not given", async () => {
        const { order, program } = await setupSale([]);
        const reward = { program_id: program, reward_type: "discount", required_points: 0 };
        expect(String(order._applyReward(reward, 1))).toMatch(/only for VIP/);
    });

    test("that is a free product for others is not given", async () => {
        const { store, order, program } = await setupSale([], []);
        const product = limit(store.models["product.template"].get(PRODUCT), [VIP]);
        const [variant] = product.product_variant_ids;
        const reward = {
            program_id: program,
            reward_type: "product",
            reward_product_ids: [variant],
        };
        expect(String(describeRewardLimit(order, reward))).toMatch(/not for this customer/);
        order.setPartner(createCustomer(store, [VIP]));
        expect(describeRewardLimit(order, reward)).toBe("");
    });
});
