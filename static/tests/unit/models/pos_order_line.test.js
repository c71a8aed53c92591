import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
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

describe("products tracked by lot", () => {
    /** A till where members pay 90, or 60 from six pieces on, whatever lots they are of. */
    async function setupLots() {
        const store = await setupPosEnv();
        store.models["product.template"].get(PRODUCT).tracking = "lot";
        store.models["stock.picking.type"].getFirst().use_create_lots = true;
        const pricelist = createPricelist(store, [
            fixed(60, { min_quantity: 6, customer_category_id: VIP }),
            fixed(90, { customer_category_id: VIP }),
            fixed(100),
        ]);
        const order = createOrder(store, pricelist);
        const add = (lot, values) =>
            store.addLineToOrder(
                {
                    product_tmpl_id: store.models["product.template"].get(PRODUCT),
                    pack_lot_ids: [["create", { lot_name: lot }]],
                    ...values,
                },
                order,
                {},
                false
            );
        return { store, pricelist, order, add };
    }

    test("have the customer's price for the quantity of all lots", async () => {
        const { store, order, add } = await setupLots();
        const lines = [await add("A", { qty: 3 }), await add("B", { qty: 3 })];
        order.setPartner(createCustomer(store, [VIP]));
        expect(lines.map((line) => line.price_unit)).toEqual([60, 60]);
    });

    test("reach the customer's quantity with the lot that is added", async () => {
        const { store, order, add } = await setupLots();
        order.setPartner(createCustomer(store, [VIP]));
        const first = await add("A", { qty: 3 });
        expect(first.price_unit).toBe(90);
        const second = await add("B", { qty: 3 });
        expect([first.price_unit, second.price_unit]).toEqual([60, 60]);
    });

    test("lose it when the quantity of one lot is reduced", async () => {
        const { store, order, add } = await setupLots();
        order.setPartner(createCustomer(store, [VIP]));
        const lines = [await add("A", { qty: 3 }), await add("B", { qty: 3 })];
        lines[0].setQuantity(2);
        expect(lines.map((line) => line.price_unit)).toEqual([90, 90]);
    });

    test("keep the price set by hand on one lot", async () => {
        const { store, order, add } = await setupLots();
        const byHand = await add("A", { qty: 3, price_unit: 55 });
        const other = await add("B", { qty: 3 });
        order.setPartner(createCustomer(store, [VIP]));
        expect([byHand.price_unit, other.price_unit]).toEqual([55, 60]);
    });

    test("added to an order in the background have its customer's price", async () => {
        const { store, pricelist, order, add } = await setupLots();
        const rule = {
            base: "pricelist",
            base_pricelist_id: pricelist.id,
            compute_price: "formula",
        };
        order.setPricelist(createPricelist(store, [{ ...rule, price_surcharge: 1 }]));
        createOrder(store, pricelist, createCustomer(store, [VIP]));
        expect((await add("A", { qty: 3 })).price_unit).toBe(101);
    });
});

describe("what a line records", () => {
    const getRecord = (line) => [line.customer_category_id?.name, line.category_discount];

    test("is the category that gave its price, and what that saved", async () => {
        const { store, order } = await setupSale();
        const line = await addLine(store, order, { qty: 3 });
        expect(getRecord(line)).toEqual(["VIP", 30]);
        line.setQuantity(5);
        expect(getRecord(line)).toEqual(["VIP", 50]);
    });

    test("follows the customer", async () => {
        const { store, pricelist } = await setupSale();
        const order = createOrder(store, pricelist);
        const line = await addLine(store, order);
        expect(getRecord(line)).toEqual([undefined, 0]);
        order.setPartner(createCustomer(store, [TRADE]));
        expect(getRecord(line)).toEqual(["Trade", 20]);
        order.setPartner(false);
        expect(getRecord(line)).toEqual([undefined, 0]);
    });

    test("is nothing where everybody pays the same", async () => {
        const { store, order } = await setupSale([
            fixed(90, { customer_category_id: VIP }),
            fixed(90),
        ]);
        expect(getRecord(await addLine(store, order))).toEqual([undefined, 0]);
    });

    test("is a loss where category first makes members pay more", async () => {
        const store = await setupPosEnv();
        const rules = [fixed(110, { customer_category_id: VIP }), fixed(100)];
        const pricelist = createPricelist(store, rules, "category_first");
        const order = createOrder(store, pricelist, createCustomer(store, [VIP]));
        expect(getRecord(await addLine(store, order))).toEqual(["VIP", -10]);
    });

    test("is nothing once the price is set by hand", async () => {
        const { store, order } = await setupSale();
        const line = await addLine(store, order);
        line.price_type = "manual";
        line.setUnitPrice(85);
        expect(getRecord(line)).toEqual([undefined, 0]);
    });

    test("goes with a quantity that keeps its price", async () => {
        const { store, order } = await setupSale();
        const line = await addLine(store, order, { qty: 4 });
        line.setQuantity(-4, true);
        expect(getRecord(line)).toEqual(["VIP", -40]);
    });

    test("goes to the server with the order", async () => {
        const { store, order } = await setupSale();
        await addLine(store, order, { qty: 2 });
        const [[, , values]] = order.serializeForORM().lines;
        expect([values.customer_category_id, values.category_discount]).toEqual([VIP, 20]);
    });

    test("is given back in proportion when the line is refunded", async () => {
        const { store, pricelist, order } = await setupSale();
        const line = await addLine(store, order, { qty: 4 });
        const refund = createOrder(store, pricelist);
        const refundLine = store.models["pos.order.line"].create({
            order_id: refund,
            product_id: line.product_id,
            qty: -1,
            price_unit: line.price_unit,
            price_type: "automatic",
            refunded_orderline_id: line,
        });
        refund.setOrderPrices();
        expect(getRecord(refundLine)).toEqual(["VIP", -10]);
    });
});
