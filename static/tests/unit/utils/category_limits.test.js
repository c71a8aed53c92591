import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
    TRADE,
    UNKNOWN,
    VIP,
    createCustomer,
    limit,
    load,
} from "@customer_category/../tests/unit/utils";
import {
    getBarriers,
    getCategoryNames,
    hasLimits,
    isAgreedBefore,
    isForCustomer,
} from "@customer_category/app/utils/category_limits";

definePosModels();

const getProduct = (store) => store.models["product.template"].get(PRODUCT);

describe("a product", () => {
    test("without categories is for everybody", async () => {
        const store = await setupPosEnv();
        expect(hasLimits(getProduct(store))).toBe(false);
        expect(isForCustomer(getProduct(store), undefined)).toBe(true);
    });

    test("is for members of any of its categories", async () => {
        const store = await setupPosEnv();
        const product = limit(getProduct(store), [VIP, TRADE]);
        expect(isForCustomer(product, createCustomer(store, [TRADE]))).toBe(true);
        expect(isForCustomer(product, createCustomer(store, []))).toBe(false);
        expect(isForCustomer(product, undefined)).toBe(false);
    });

    test("is for nobody when the till does not know its category", async () => {
        const store = await setupPosEnv();
        const product = limit(getProduct(store), [UNKNOWN]);
        expect(hasLimits(product)).toBe(true);
        expect(isForCustomer(product, createCustomer(store, [VIP]))).toBe(false);
        expect(isForCustomer(product, createCustomer(store, [UNKNOWN]))).toBe(false);
        expect(getCategoryNames([product])).toEqual([]);
    });

    test("is for nobody when its category was brought in archived", async () => {
        const store = await setupPosEnv();
        const { id } = load(store, "customer.category", { name: "Old", active: false });
        const product = limit(getProduct(store), [id]);
        expect(isForCustomer(product, createCustomer(store, [id]))).toBe(false);
        expect(getCategoryNames([product])).toEqual([]);
    });

    test("is limited in each of its variants", async () => {
        const store = await setupPosEnv();
        const product = limit(getProduct(store), [VIP]);
        const [variant] = product.product_variant_ids;
        expect(getBarriers(variant, undefined).map(({ id }) => id)).toEqual([PRODUCT]);
        expect(getBarriers(variant, createCustomer(store, [VIP]))).toEqual([]);
    });
});

describe("what fills a card", () => {
    async function setupCard(program_type) {
        const store = await setupPosEnv();
        const product = getProduct(store);
        const addProgram = (categoryIds) =>
            limit(
                load(store, "loyalty.program", {
                    name: "Cards",
                    program_type,
                    trigger_product_ids: [product.product_variant_ids[0].id],
                    pricelist_ids: [],
                    rule_ids: [],
                    reward_ids: [],
                }),
                categoryIds
            );
        return { store, product, addProgram };
    }

    for (const type of ["gift_card", "ewallet"]) {
        test(`of a program for VIPs (${type}) is sold to them alone`, async () => {
            const { store, product, addProgram } = await setupCard(type);
            expect(hasLimits(product)).toBe(false);
            const { id } = addProgram([VIP]);
            expect(hasLimits(product)).toBe(true);
            expect(getBarriers(product, createCustomer(store)).map((one) => one.id)).toEqual([id]);
            expect(getBarriers(product, undefined).map((one) => one.id)).toEqual([id]);
            expect(getBarriers(product, createCustomer(store, [VIP]))).toEqual([]);
        });
    }

    test("of a program for VIPs and of one for everybody is sold to everybody", async () => {
        const { store, product, addProgram } = await setupCard("gift_card");
        addProgram([VIP]);
        addProgram([]);
        expect(getBarriers(product, createCustomer(store))).toEqual([]);
    });

    test("of another kind of program is sold to everybody", async () => {
        const { store, product, addProgram } = await setupCard("promotion");
        addProgram([VIP]);
        expect(getBarriers(product, createCustomer(store))).toEqual([]);
    });
});

test("what comes back or was agreed on before is known by its values", () => {
    expect(isAgreedBefore({ qty: 1 })).toBe(false);
    expect(isAgreedBefore({ qty: -1 })).toBe(true);
    expect(isAgreedBefore({ qty: 1, refunded_orderline_id: {} })).toBe(true);
    expect(isAgreedBefore({ qty: 1, sale_order_line_id: {} })).toBe(true);
    expect(isAgreedBefore({ qty: 1, sale_order_origin_id: {} })).toBe(true);
});
