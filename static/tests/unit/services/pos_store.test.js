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
            "The change of customer changed the total from $\u00a0115.00 to $\u00a0103.50.",
        ]);
    });

    test("says nothing when the total stays", async () => {
        const { store, order } = await setupSale();
        order.addPaymentline(store.models["pos.payment.method"].get(1));
        store.setPartnerToCurrentOrder(createCustomer(store, []));
        expect.verifySteps([]);
    });
});
