import { describe, expect, mockDate, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";
import {
    OTHER_PRODUCT,
    PRODUCT,
    TRADE,
    UNKNOWN,
    VIP,
    createCustomer,
    createOrder,
    createPricelist,
    createShopRules,
    fixed,
    getPriceFor,
    load,
} from "@customer_category/../tests/unit/utils";

definePosModels();

/** A till, and what the plain product costs there by some rules for a customer of some categories. */
async function setupPrices() {
    const store = await setupPosEnv();
    const getPrice = (rules, { categories = [VIP], policy, quantity } = {}) => {
        const pricelist = createPricelist(store, rules, policy);
        return getPriceFor(store, pricelist, createCustomer(store, categories), quantity);
    };
    return { store, getPrice };
}

describe("who gets the price of a category", () => {
    test("nobody without a customer", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, createShopRules());
        expect(getPriceFor(store, pricelist, false)).toBe(100);
    });

    test("its members", async () => {
        const { getPrice } = await setupPrices();
        expect(getPrice(createShopRules())).toBe(90);
    });

    test("no customer of another category", async () => {
        const { getPrice } = await setupPrices();
        expect(
            getPrice([fixed(90, { customer_category_id: VIP })], {
                categories: [TRADE],
            })
        ).toBe(100);
    });

    test("no customer without categories", async () => {
        const { getPrice } = await setupPrices();
        expect(getPrice(createShopRules(), { categories: [] })).toBe(100);
    });

    test("nobody when the till does not know the category", async () => {
        const { getPrice } = await setupPrices();
        const rules = [fixed(10, { customer_category_id: UNKNOWN })];
        expect(getPrice(rules, { categories: [UNKNOWN] })).toBe(100);
        expect(getPrice(rules, { categories: [] })).toBe(100);
    });

    test("nobody once the category is gone from the till", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, createShopRules());
        const customer = createCustomer(store, [VIP]);
        store.models["customer.category"].get(VIP).delete();
        expect(getPriceFor(store, pricelist, customer)).toBe(100);
    });

    test("nobody without a pricelist", async () => {
        const store = await setupPosEnv();
        createPricelist(store, createShopRules());
        expect(getPriceFor(store, undefined, createCustomer(store, [VIP]))).toBe(100);
    });

    test("not by the rules of another pricelist", async () => {
        const store = await setupPosEnv();
        const own = { product_tmpl_id: PRODUCT, customer_category_id: VIP };
        createPricelist(store, [fixed(50, own), fixed(60, { customer_category_id: VIP })]);
        const pricelist = createPricelist(store, [fixed(95)]);
        expect(getPriceFor(store, pricelist, createCustomer(store, [VIP]))).toBe(95);
    });
});

describe("several prices for one customer", () => {
    test("the lowest holds", async () => {
        const { getPrice } = await setupPrices();
        expect(getPrice(createShopRules(), { categories: [VIP, TRADE] })).toBe(80);
    });

    test("the lowest may be nothing", async () => {
        const { getPrice } = await setupPrices();
        expect(getPrice([fixed(0, { customer_category_id: VIP }), fixed(100)])).toBe(0);
    });

    test("a lower price for everybody holds", async () => {
        const { getPrice } = await setupPrices();
        const rules = [fixed(110, { customer_category_id: VIP }), fixed(100)];
        expect(getPrice(rules)).toBe(100);
    });

    test("category first: a lower price for everybody does not hold", async () => {
        const { getPrice } = await setupPrices();
        const rules = [fixed(110, { customer_category_id: VIP }), fixed(100)];
        expect(getPrice(rules, { policy: "category_first" })).toBe(110);
    });

    test("category first: the lowest of the categories holds", async () => {
        const { getPrice } = await setupPrices();
        const rules = [
            fixed(120, { customer_category_id: TRADE }),
            fixed(110, { customer_category_id: VIP }),
            fixed(100),
        ];
        const categories = [VIP, TRADE];
        expect(getPrice(rules, { categories, policy: "category_first" })).toBe(110);
    });

    test("discounts do not add up", async () => {
        const { getPrice } = await setupPrices();
        const tenOff = { compute_price: "percentage", percent_price: 10 };
        const rules = [
            { ...tenOff, customer_category_id: TRADE },
            { ...tenOff, customer_category_id: VIP },
            tenOff,
        ];
        expect(getPrice(rules, { categories: [VIP, TRADE] })).toBe(90);
    });
});

describe("the category that gave the price", () => {
    async function getChoice(rules, categories) {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, rules);
        const order = createOrder(store, pricelist, createCustomer(store, categories));
        const variant = store.models["product.product"].get(PRODUCT);
        return withPricedOrder(order, () =>
            variant.getCustomerCategoryPrice(pricelist, 1, 0, false, variant)
        );
    }

    test("is told with what anybody pays", async () => {
        const { price, generalPrice, category } = await getChoice(createShopRules(), [VIP, TRADE]);
        expect([price, generalPrice, category.name]).toEqual([80, 100, "Trade"]);
    });

    test("is none when everybody pays the same", async () => {
        const { price, category } = await getChoice(
            [fixed(90, { customer_category_id: VIP }), fixed(90)],
            [VIP]
        );
        expect([price, category]).toEqual([90, undefined]);
    });

    test("is the first in sequence of two that give the same", async () => {
        const rules = [
            fixed(90, { customer_category_id: VIP }),
            fixed(90, { customer_category_id: TRADE }),
            fixed(100),
        ];
        expect((await getChoice(rules, [TRADE, VIP])).category.name).toBe("VIP");
    });
});

describe("the rule of a category", () => {
    const forVip = (price, values) => fixed(price, { customer_category_id: VIP, ...values });

    test("on the variant goes before the one on the product", async () => {
        const { getPrice } = await setupPrices();
        const rules = [
            forVip(91, { product_id: PRODUCT }),
            forVip(85, { product_tmpl_id: PRODUCT }),
            forVip(80),
        ];
        expect(getPrice(rules)).toBe(91);
        expect(getPrice(rules.slice(1))).toBe(85);
    });

    test("on another product does not count", async () => {
        const { getPrice } = await setupPrices();
        const rules = [forVip(85, { product_tmpl_id: OTHER_PRODUCT }), forVip(92)];
        expect(getPrice(rules)).toBe(92);
    });

    test("on all products counts though everybody has one on the product", async () => {
        const { getPrice } = await setupPrices();
        expect(getPrice([fixed(95, { product_tmpl_id: PRODUCT }), forVip(90)])).toBe(90);
    });

    test("on a parent product category reaches the product, the nearer one first", async () => {
        const store = await setupPosEnv();
        const goods = load(store, "product.category", { name: "Goods", parent_id: false });
        const shoes = load(store, "product.category", { name: "Shoes", parent_id: goods.id });
        store.models["product.template"].get(PRODUCT).categ_id = shoes;
        const customer = createCustomer(store, [VIP]);
        const onGoods = forVip(85, { categ_id: goods.id });
        const pricelist = createPricelist(store, [onGoods, forVip(80)]);
        expect(getPriceFor(store, pricelist, customer)).toBe(85);
        const nearer = createPricelist(store, [onGoods, forVip(88, { categ_id: shoes.id })]);
        expect(getPriceFor(store, nearer, customer)).toBe(88);
    });

    test("with the larger minimum quantity counts from that quantity on", async () => {
        const { getPrice } = await setupPrices();
        const rules = [forVip(70, { min_quantity: 10 }), forVip(90)];
        expect(getPrice(rules, { quantity: 9 })).toBe(90);
        expect(getPrice(rules, { quantity: 10 })).toBe(70);
    });

    test("counts within its dates only", async () => {
        const { getPrice } = await setupPrices();
        mockDate("2025-06-15 12:00:00", 0);
        const during = { date_start: "2025-06-01 00:00:00", date_end: "2025-06-30 23:59:59" };
        expect(getPrice([forVip(70, during), fixed(95)])).toBe(70);
        expect(getPrice([forVip(70, { date_end: "2025-06-01 00:00:00" }), fixed(95)])).toBe(95);
        expect(getPrice([forVip(70, { date_start: "2025-06-30 00:00:00" })])).toBe(100);
    });

    test("gives way at its end though the till stays open", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, [forVip(70, { date_end: "2025-06-15 12:00:00" })]);
        const customer = createCustomer(store, [VIP]);
        mockDate("2025-06-15 12:00:00", 0);
        expect(getPriceFor(store, pricelist, customer)).toBe(70);
        mockDate("2025-06-15 12:00:01", 0);
        expect(getPriceFor(store, pricelist, customer)).toBe(100);
    });
});

describe("the computation of a category's rule", () => {
    test("is Odoo's percentage", async () => {
        const { getPrice } = await setupPrices();
        expect(
            getPrice([
                { customer_category_id: VIP, compute_price: "percentage", percent_price: 12.5 },
            ])
        ).toBe(87.5);
    });

    test("is Odoo's formula", async () => {
        const { getPrice } = await setupPrices();
        const formula = {
            compute_price: "formula",
            price_discount: 33,
            price_round: 5,
            price_surcharge: -0.01,
        };
        expect(getPrice([{ customer_category_id: VIP, ...formula }])).toBe(64.99);
    });

    test("can start from the cost", async () => {
        const store = await setupPosEnv();
        store.models["product.product"].get(PRODUCT).standard_price = 40;
        const rule = { base: "standard_price", compute_price: "formula", price_discount: -50 };
        const pricelist = createPricelist(store, [{ customer_category_id: VIP, ...rule }]);
        expect(getPriceFor(store, pricelist, createCustomer(store, [VIP]))).toBe(60);
    });
});

describe("a pricelist based on another", () => {
    const basedOn = (base, values = {}) => ({
        base: "pricelist",
        base_pricelist_id: base.id,
        compute_price: "percentage",
        percent_price: 10,
        ...values,
    });

    test("counts the customer's price there", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, [
            basedOn(createPricelist(store, createShopRules())),
        ]);
        expect(getPriceFor(store, pricelist, createCustomer(store, [VIP]))).toBe(81);
        expect(getPriceFor(store, pricelist, false)).toBe(90);
    });

    test("counts the customer's price there for a category's rule too", async () => {
        const store = await setupPosEnv();
        const base = createPricelist(store, createShopRules());
        const rule = basedOn(base, { customer_category_id: VIP, percent_price: 50 });
        const pricelist = createPricelist(store, [rule]);
        expect(getPriceFor(store, pricelist, createCustomer(store, [VIP, TRADE]))).toBe(40);
        expect(getPriceFor(store, pricelist, false)).toBe(100);
    });

    test("keeps the policy of each", async () => {
        const store = await setupPosEnv();
        const dear = [fixed(120, { customer_category_id: VIP }), fixed(100)];
        const base = createPricelist(store, dear, "category_first");
        const pricelist = createPricelist(store, [basedOn(base)]);
        expect(getPriceFor(store, pricelist, createCustomer(store, [VIP]))).toBe(108);
    });
});
