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
    load,
} from "@customer_category/../tests/unit/utils";

definePosModels();

/** A till with an order of one plain product at the shop's prices. */
async function setupSale() {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, createShopRules());
    const order = createOrder(store, pricelist);
    const line = await addLine(store, order);
    return { store, pricelist, order, line };
}

describe("the customer of an order", () => {
    test("pays the category's price when chosen after the product", async () => {
        const { store, order, line } = await setupSale();
        expect(line.price_unit).toBe(100);
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(90);
    });

    test("pays the other category's price when changed", async () => {
        const { store, order, line } = await setupSale();
        order.setPartner(createCustomer(store, [VIP]));
        order.setPartner(createCustomer(store, [TRADE]));
        expect(line.price_unit).toBe(80);
    });

    test("leaves the price for everybody when removed", async () => {
        const { store, order, line } = await setupSale();
        order.setPartner(createCustomer(store, [VIP]));
        order.setPartner(false);
        expect(line.price_unit).toBe(100);
    });

    test("keeps the category's price under another pricelist with such a rule", async () => {
        const { store, order, line } = await setupSale();
        order.setPartner(createCustomer(store, [VIP]));
        order.setPricelist(
            createPricelist(store, [fixed(60, { customer_category_id: VIP }), fixed(70)])
        );
        expect(line.price_unit).toBe(60);
    });

    test("pays for the categories of now when the order is priced again", async () => {
        const { store, order, line } = await setupSale();
        const customer = createCustomer(store, []);
        order.setPartner(customer);
        customer.update({ customer_category_ids: [["link", VIP]] });
        order.recomputeCustomerCategoryPrices();
        expect(line.price_unit).toBe(90);
    });
});

describe("a line keeps its price when the customer is chosen", () => {
    test("if it was set by hand", async () => {
        const { store, order } = await setupSale();
        const line = await addLine(store, order, { price_unit: 55 });
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(55);
    });

    test("if it is a refund or a settled sale", async () => {
        const { store, order, line } = await setupSale();
        line.price_type = "automatic";
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(100);
    });

    test("if the sale is done", async () => {
        const { store, order, line } = await setupSale();
        order.setPartner(createCustomer(store, []));
        order.partner_id.update({ customer_category_ids: [["link", VIP]] });
        order.state = "paid";
        order.recomputeCustomerCategoryPrices();
        expect(line.price_unit).toBe(100);
    });
});

describe("two open orders", () => {
    test("have the prices of their own customers", async () => {
        const { store, pricelist, order, line } = await setupSale();
        order.setPartner(createCustomer(store, [VIP]));
        const second = createOrder(store, pricelist, createCustomer(store, [TRADE]));
        const secondLine = await addLine(store, second);
        expect([line.price_unit, secondLine.price_unit]).toEqual([90, 80]);
    });

    test("do not mix up when the one in the background is priced", async () => {
        const { store, pricelist, order, line } = await setupSale();
        createOrder(store, pricelist, createCustomer(store, [TRADE]));
        expect(store.getOrder()).not.toBe(order);
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(90);
        order.setPartner(false);
        expect(line.price_unit).toBe(100);
    });
});

describe("a preset with its own pricelist", () => {
    async function setupPreset() {
        const sale = await setupSale();
        const rules = [fixed(70, { customer_category_id: VIP }), fixed(75)];
        const preset = load(sale.store, "pos.preset", {
            name: "Delivery",
            pricelist_id: createPricelist(sale.store, rules).id,
        });
        sale.store.config.use_presets = true;
        return { ...sale, preset };
    }

    test("has the customer's price when chosen before the customer", async () => {
        const { store, order, line, preset } = await setupPreset();
        order.setPreset(preset);
        expect(line.price_unit).toBe(75);
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(70);
    });

    test("has the customer's price when chosen after the customer", async () => {
        const { store, order, line, preset } = await setupPreset();
        order.setPartner(createCustomer(store, [VIP]));
        order.setPreset(preset);
        expect(line.price_unit).toBe(70);
    });

    test("has the customer's price on an order that came from the server", async () => {
        const { store, order, line, preset } = await setupPreset();
        order.setPreset(preset);
        delete order.uiState.pricedCategories;
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(70);
    });

    test("has the price for everybody when the customer is removed", async () => {
        const { store, order, line, preset } = await setupPreset();
        order.setPreset(preset);
        order.setPartner(createCustomer(store, [VIP]));
        order.setPartner(false);
        expect(line.price_unit).toBe(75);
    });

    test("keeps the pricelist that the cashier chose instead", async () => {
        const { store, pricelist, order, line, preset } = await setupPreset();
        order.setPreset(preset);
        order.setPricelist(pricelist);
        order.setPartner(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(90);
    });
});

describe("combos", () => {
    const COMBO = 7;
    const DESK = 3;
    const CHAIR = 1;

    /** The combo with a desk, which is in its price, and a chair, which costs 100 more. */
    const addCombo = (store, order) => {
        const item = (id) => ({
            combo_item_id: store.models["product.combo.item"].get(id),
            qty: 1,
        });
        const payload = [[item(DESK)], [item(CHAIR)]];
        return addLine(store, order, { product: COMBO, payload });
    };
    const getPrices = (line) => line.combo_line_ids.map((child) => child.price_unit);

    async function setupCombo() {
        const store = await setupPosEnv();
        const onCombo = { product_tmpl_id: COMBO };
        const forVip = { ...onCombo, customer_category_id: VIP };
        const pricelist = createPricelist(store, [fixed(450, forVip), fixed(500, onCombo)]);
        return { store, pricelist, order: createOrder(store, pricelist) };
    }

    test("share out the customer's price when added", async () => {
        const { store, order } = await setupCombo();
        order.setPartner(createCustomer(store, [VIP]));
        expect(getPrices(await addCombo(store, order))).toEqual([450, 100]);
    });

    test("share out the customer's price when the customer comes later and goes", async () => {
        const { store, order } = await setupCombo();
        const line = await addCombo(store, order);
        expect(getPrices(line)).toEqual([500, 100]);
        order.setPartner(createCustomer(store, [VIP]));
        expect(getPrices(line)).toEqual([450, 100]);
        order.setPartner(false);
        expect(getPrices(line)).toEqual([500, 100]);
    });

    test("added to an order in the background have its customer's price", async () => {
        const { store, pricelist, order } = await setupCombo();
        createOrder(store, pricelist, createCustomer(store, [VIP]));
        expect(getPrices(await addCombo(store, order))).toEqual([500, 100]);
    });
});

describe("a pricelist that is at the till only for others to build on", () => {
    test("does not become a customer's own", async () => {
        const { store, pricelist, order, line } = await setupSale();
        const base = createPricelist(store, [fixed(1)]);
        const customer = createCustomer(store);
        customer.property_product_pricelist = base;
        order.setPartner(customer);
        expect(order.pricelist_id.id).toBe(pricelist.id);
        expect(line.price_unit).toBe(100);
    });

    test("does become a customer's own where the till offers it", async () => {
        const { store, order, line } = await setupSale();
        const offered = createPricelist(store, [fixed(60)]);
        store.config.use_pricelist = true;
        store.config.update({ available_pricelist_ids: [["link", offered]] });
        const customer = createCustomer(store);
        customer.property_product_pricelist = offered;
        order.setPartner(customer);
        expect(line.price_unit).toBe(60);
    });
});
