import { describe, expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
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
    load,
} from "@customer_category/../tests/unit/utils";

definePosModels();

describe("loading", () => {
    test("the till knows the categories", async () => {
        const store = await setupPosEnv();
        const categories = store.models["customer.category"].getAll();
        expect(categories.map(({ name }) => name)).toEqual(["VIP", "Trade"]);
    });
});

describe("the price of a product", () => {
    test("is for the customer of the selected order where no other is named", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, createShopRules());
        const variant = store.models["product.product"].get(PRODUCT);
        const getPrice = () => variant.getPrice(pricelist, 1, 0, false, variant);
        const first = createOrder(store, pricelist, createCustomer(store, [VIP]));
        expect(getPrice()).toBe(90);
        createOrder(store, pricelist, createCustomer(store, [TRADE]));
        expect(getPrice()).toBe(80);
        store.setOrder(first);
        expect(getPrice()).toBe(90);
    });

    test("is the customer's where no variant is named, as in the product's details", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, [
            fixed(85, { product_tmpl_id: PRODUCT, customer_category_id: VIP }),
            fixed(100),
        ]);
        createOrder(store, pricelist, createCustomer(store, [VIP]));
        expect(store.models["product.template"].get(PRODUCT).getPrice(pricelist, 1)).toBe(85);
    });

    test("is for nobody when no order is selected", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, createShopRules());
        createOrder(store, pricelist, createCustomer(store, [VIP]));
        store.selectedOrderUuid = undefined;
        const variant = store.models["product.product"].get(PRODUCT);
        expect(variant.getPrice(pricelist, 1, 0, false, variant)).toBe(100);
    });

    test("added to an order in the background is for that order's customer", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, createShopRules());
        const guest = createOrder(store, pricelist);
        createOrder(store, pricelist, createCustomer(store, [VIP]));
        expect((await addLine(store, guest)).price_unit).toBe(100);
    });
});

describe("choosing the customer at the till", () => {
    async function setupSale() {
        const store = await setupPosEnv();
        const order = createOrder(store, createPricelist(store, createShopRules()));
        const line = await addLine(store, order);
        patchWithCleanup(store.notification, { add: (message) => expect.step(message) });
        return { store, order, line };
    }

    test("changes the prices without a word before any payment", async () => {
        const { store, line } = await setupSale();
        store.setPartnerToCurrentOrder(createCustomer(store, [VIP]));
        expect(line.price_unit).toBe(90);
        expect.verifySteps([]);
    });

    test("brings rewards in line with the new prices", async () => {
        const { store } = await setupSale();
        patchWithCleanup(store, { updateRewards: () => expect.step("rewards") });
        store.setPartnerToCurrentOrder(createCustomer(store, [VIP]));
        expect.verifySteps(["rewards"]);
    });

    test("tells the cashier when it changes the total under a payment", async () => {
        const { store, order } = await setupSale();
        order.addPaymentline(store.models["pos.payment.method"].get(1));
        store.setPartnerToCurrentOrder(createCustomer(store, [VIP]));
        expect.verifySteps([
            "The total changed from $\u00a0115.00 to $\u00a0103.50. Check the payment.",
        ]);
    });

    test("says nothing when the total stays", async () => {
        const { store, order } = await setupSale();
        order.addPaymentline(store.models["pos.payment.method"].get(1));
        store.setPartnerToCurrentOrder(createCustomer(store, []));
        expect.verifySteps([]);
    });
});

describe("categories that change while the till is open", () => {
    async function setupSale(categories) {
        const store = await setupPosEnv();
        const customer = createCustomer(store, categories);
        const order = createOrder(store, createPricelist(store, createShopRules()), customer);
        const line = await addLine(store, order);
        patchWithCleanup(store.notification, { add: (message) => expect.step(message) });
        /** The server sends the customer again, as it does with every order that it stores. */
        const sendCustomer = async (categoryIds) => {
            const values = { id: customer.id, name: "Ann", customer_category_ids: categoryIds };
            store.models.loadConnectedData({ "res.partner": [values] });
            await Promise.resolve();
        };
        return { store, order, line, sendCustomer };
    }

    test("change the prices of the customer's open orders", async () => {
        const { line, sendCustomer } = await setupSale([]);
        expect(line.price_unit).toBe(100);
        await sendCustomer([VIP]);
        expect(line.price_unit).toBe(90);
        await sendCustomer([]);
        expect(line.price_unit).toBe(100);
        expect.verifySteps([]);
    });

    test("change an order in the background too", async () => {
        const { store, line, sendCustomer } = await setupSale([]);
        createOrder(store, createPricelist(store, []));
        await sendCustomer([VIP]);
        expect(line.price_unit).toBe(90);
    });

    test("change nothing under a begun payment: the cashier is told, once", async () => {
        const { store, order, line, sendCustomer } = await setupSale([]);
        order.addPaymentline(store.models["pos.payment.method"].get(1));
        await sendCustomer([VIP]);
        await sendCustomer([VIP]);
        expect(line.price_unit).toBe(100);
        expect.verifySteps([
            "The categories of Ann changed. This order keeps its prices, because its payment is begun.",
        ]);
    });

    test("leave a sale that is done alone", async () => {
        const { order, line, sendCustomer } = await setupSale([]);
        order.state = "paid";
        await sendCustomer([VIP]);
        expect(line.price_unit).toBe(100);
        expect.verifySteps([]);
    });
});

describe("after a payment is begun", () => {
    test("a preset that changes the total is told", async () => {
        const store = await setupPosEnv();
        const order = createOrder(store, createPricelist(store, [fixed(100)]));
        await addLine(store, order);
        order.addPaymentline(store.models["pos.payment.method"].get(1));
        patchWithCleanup(store.notification, { add: (message) => expect.step(message) });
        const pricelist_id = createPricelist(store, [fixed(80)]).id;
        await store.selectPreset(load(store, "pos.preset", { name: "Takeaway", pricelist_id }));
        expect.verifySteps([
            "The total changed from $\u00a0115.00 to $\u00a092.00. Check the payment.",
        ]);
    });

    test("a pricelist that changes the total is told", async () => {
        const store = await setupPosEnv();
        const order = createOrder(store, createPricelist(store, [fixed(100)]));
        await addLine(store, order);
        order.addPaymentline(store.models["pos.payment.method"].get(1));
        patchWithCleanup(store.notification, { add: (message) => expect.step(message) });
        await store.selectPricelist(createPricelist(store, [fixed(80)]));
        expect.verifySteps([
            "The total changed from $\u00a0115.00 to $\u00a092.00. Check the payment.",
        ]);
    });
});

describe("the product's details", () => {
    test("show the customer's price, its category and the price without", async () => {
        const store = await setupPosEnv();
        createOrder(
            store,
            createPricelist(store, createShopRules()),
            createCustomer(store, [VIP, TRADE])
        );
        patchWithCleanup(store.data, { call: async () => ({ all_prices: {} }) });
        const product = store.models["product.template"].get(PRODUCT);
        const { customerCategoryPrice } = await store.getProductInfo(product, 1);
        expect(customerCategoryPrice).toEqual({
            customer: "Customer of 1,2",
            price: 80,
            generalPrice: 100,
            category: "Trade",
            rule: "fixed price on all products",
        });
    });
});
