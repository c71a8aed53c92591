import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    TRADE,
    VIP,
    addLine,
    createCustomer,
    createOrder,
    createPricelist,
    createShopRules,
    fixed,
} from "@customer_category/../tests/unit/utils";

definePosModels();

async function setupSale(rules = createShopRules(), categories = [VIP]) {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, rules);
    const order = createOrder(store, pricelist, createCustomer(store, categories));
    return { store, pricelist, order };
}

describe("the quantity of a line", () => {
    const rules = [
        fixed(70, { customer_category_id: VIP, min_quantity: 10 }),
        fixed(90, { customer_category_id: VIP }),
        fixed(85, { min_quantity: 5 }),
        fixed(100),
    ];

    test("decides on the customer's price when it changes", async () => {
        const { store, order } = await setupSale(rules);
        const line = await addLine(store, order);
        const getPriceOf = (quantity) => {
            line.setQuantity(quantity);
            return line.price_unit;
        };
        expect([1, 5, 10, 4].map(getPriceOf)).toEqual([90, 85, 70, 90]);
    });

    test("decides when the customer is chosen after it", async () => {
        const { store, pricelist } = await setupSale(rules);
        const order = createOrder(store, pricelist);
        const line = await addLine(store, order, { qty: 12 });
        expect(line.price_unit).toBe(85);
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(70);
    });

    test("changed in the background follows that order's customer", async () => {
        const { store, pricelist, order } = await setupSale();
        const line = await addLine(store, order);
        createOrder(store, pricelist, createCustomer(store, [TRADE]));
        line.setQuantity(2);
        expect(line.price_unit).toBe(90);
    });

    test("changed on a line priced by hand leaves its price", async () => {
        const { store, order } = await setupSale();
        const line = await addLine(store, order, { price_unit: 55 });
        line.setQuantity(3);
        expect(line.price_unit).toBe(55);
    });
});

describe("adding the same product again", () => {
    test("makes one line at the customer's price", async () => {
        const { store, order } = await setupSale();
        await addLine(store, order);
        await addLine(store, order);
        expect(order.lines.map((line) => [line.qty, line.price_unit])).toEqual([[2, 90]]);
    });

    test("makes one line when the customer was chosen in between", async () => {
        const { store, pricelist } = await setupSale();
        const order = createOrder(store, pricelist);
        await addLine(store, order);
        order.setPartner(createCustomer(store, [VIP]));
        await addLine(store, order);
        expect(order.lines.map((line) => [line.qty, line.price_unit])).toEqual([[2, 90]]);
    });

    test("makes one line in the background, at that order's customer's price", async () => {
        const { store, pricelist, order } = await setupSale();
        createOrder(store, pricelist, createCustomer(store, [TRADE]));
        await addLine(store, order);
        await addLine(store, order);
        expect(order.lines.map((line) => [line.qty, line.price_unit])).toEqual([[2, 90]]);
    });

    test("leaves a line priced by hand alone", async () => {
        const { store, order } = await setupSale();
        await addLine(store, order, { price_unit: 90 });
        await addLine(store, order);
        expect(order.lines.map((line) => line.price_unit)).toEqual([90, 90]);
    });
});
