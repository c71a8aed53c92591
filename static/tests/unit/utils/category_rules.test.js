import { expect, mockDate, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { getCategoryRules } from "@customer_category/app/utils/category_rules";
import {
    OTHER_PRODUCT,
    PRODUCT,
    TRADE,
    UNKNOWN,
    VIP,
    createPricelist,
    fixed,
    getPriceFor,
    load,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const TARGET = { variantId: PRODUCT, templateId: PRODUCT, productCategoryIds: [7, 8] };

async function setupRules(rules) {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, rules);
    const getPrices = (category = VIP) =>
        getCategoryRules(store.models["customer.category"].get(category), pricelist, TARGET).map(
            (rule) => rule.fixed_price
        );
    return { store, pricelist, getPrices };
}

test("a category's rules are those of the pricelist that may reach the product", async () => {
    const vip = { customer_category_id: VIP };
    const { store, getPrices } = await setupRules([
        fixed(1, { ...vip, product_tmpl_id: PRODUCT, product_id: PRODUCT }),
        fixed(2, { ...vip, product_tmpl_id: PRODUCT }),
        fixed(3, { ...vip, categ_id: 8 }),
        fixed(4, vip),
        fixed(5, { ...vip, product_tmpl_id: OTHER_PRODUCT }),
        fixed(6, { ...vip, categ_id: 9 }),
        fixed(7, { customer_category_id: TRADE }),
        fixed(8, { customer_category_id: UNKNOWN }),
        fixed(9),
    ]);
    createPricelist(store, [fixed(10, vip)]);
    expect(getPrices()).toEqual([1, 2, 3, 4]);
});

test("a rule that comes while the till is open is found", async () => {
    const { store, pricelist, getPrices } = await setupRules([]);
    expect(getPrices()).toEqual([]);
    load(store, "product.pricelist.item", {
        ...fixed(50, { customer_category_id: VIP }),
        pricelist_id: pricelist.id,
    });
    expect(getPrices()).toEqual([50]);
});

test("a rule that changes its category while the till is open changes sides", async () => {
    const { store, getPrices } = await setupRules([fixed(50, { customer_category_id: VIP })]);
    expect([getPrices(VIP), getPrices(TRADE)]).toEqual([[50], []]);
    const rule = store.models["product.pricelist.item"].find((item) => item.fixed_price === 50);
    rule.customer_category_id = TRADE;
    expect([getPrices(VIP), getPrices(TRADE)]).toEqual([[], [50]]);
});

test("rules for everybody begin and end at their moment, on a product and on all", async () => {
    const store = await setupPosEnv();
    const period = { date_start: "2025-06-15 12:00:00", date_end: "2025-06-15 13:00:00" };
    const onAll = createPricelist(store, [fixed(70, period), fixed(95)]);
    const onProduct = createPricelist(store, [
        fixed(60, { ...period, product_tmpl_id: PRODUCT }),
        fixed(95),
    ]);
    const getPrices = () => [onAll, onProduct].map((list) => getPriceFor(store, list, false));
    mockDate("2025-06-15 11:59:59", 0);
    expect(getPrices()).toEqual([95, 95]);
    mockDate("2025-06-15 12:00:00", 0);
    expect(getPrices()).toEqual([70, 60]);
    mockDate("2025-06-15 13:00:01", 0);
    expect(getPrices()).toEqual([95, 95]);
});

test("of two like rules for everybody on a product the newer holds, in any order", async () => {
    const store = await setupPosEnv();
    const onProduct = { product_tmpl_id: PRODUCT };
    const pricelist = createPricelist(store, [fixed(60, onProduct), fixed(70, onProduct)]);
    expect(getPriceFor(store, pricelist, false)).toBe(70);
});
