import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { describePrice, describeRule } from "@customer_category/app/utils/price_description";
import {
    PRODUCT,
    VIP,
    createCustomer,
    createOrder,
    createPricelist,
    createShopRules,
} from "@customer_category/../tests/unit/utils";

definePosModels();

describe("a rule in words", () => {
    const tenOff = { compute_price: "percentage", percent_price: 10 };
    const describeInWords = (rule) => String(describeRule(rule));

    test("says what it does and on what", async () => {
        await setupPosEnv();
        expect(describeInWords(tenOff)).toBe("10% off on all products");
        expect(describeInWords({ ...tenOff, product_tmpl_id: {} })).toBe("10% off on this product");
        expect(describeInWords({ ...tenOff, product_tmpl_id: {}, product_id: {} })).toBe(
            "10% off on this variant"
        );
        expect(describeInWords({ ...tenOff, categ_id: { name: "Shoes" } })).toBe(
            "10% off on Shoes"
        );
    });

    test("says from which quantity on", async () => {
        await setupPosEnv();
        expect(describeInWords({ ...tenOff, min_quantity: 5 })).toBe(
            "10% off on all products, from 5 on"
        );
    });

    test("names fixed prices, formulas and surcharges", async () => {
        await setupPosEnv();
        expect(describeInWords({ compute_price: "fixed" })).toBe("fixed price on all products");
        expect(describeInWords({ compute_price: "formula" })).toBe(
            "price by formula on all products"
        );
        expect(describeInWords({ compute_price: "percentage", percent_price: -12.5 })).toBe(
            "12.5% more on all products"
        );
    });
});

describe("the price of a product in words", () => {
    test("is none on an anonymous sale", async () => {
        const store = await setupPosEnv();
        const order = createOrder(store, createPricelist(store, createShopRules()));
        expect(describePrice(order, store.models["product.product"].get(PRODUCT), 1)).toBe(false);
        expect(describePrice(undefined, undefined, 1)).toBe(false);
    });

    test("names no category where the customer pays what everybody pays", async () => {
        const store = await setupPosEnv();
        const customer = createCustomer(store, []);
        const order = createOrder(store, createPricelist(store, createShopRules()), customer);
        const variant = store.models["product.product"].get(PRODUCT);
        const { price, generalPrice, category, rule } = describePrice(order, variant, 1);
        expect([price, generalPrice, category, rule]).toEqual([100, 100, undefined, undefined]);
    });

    test("is for the order's customer though another order is selected", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, createShopRules());
        const order = createOrder(store, pricelist, createCustomer(store, [VIP]));
        createOrder(store, pricelist);
        const variant = store.models["product.product"].get(PRODUCT);
        expect(describePrice(order, variant, 1).price).toBe(90);
    });
});
