import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    TRADE,
    UNKNOWN,
    VIP,
    createCustomer,
    createPricelist,
    createShopRules,
    getPriceFor,
} from "@customer_category/../tests/unit/utils";

definePosModels();

describe("the categories of a customer", () => {
    const getNames = (customer) => customer.orderedCustomerCategories.map(({ name }) => name);

    test("come in their sequence", async () => {
        const store = await setupPosEnv();
        const customer = createCustomer(store, [TRADE, VIP]);
        expect(getNames(customer)).toEqual(["VIP", "Trade"]);
        store.models["customer.category"].get(TRADE).sequence = 5;
        expect(getNames(customer)).toEqual(["Trade", "VIP"]);
    });

    test("of the same sequence come oldest first", async () => {
        const store = await setupPosEnv();
        store.models["customer.category"].get(TRADE).sequence = 10;
        expect(getNames(createCustomer(store, [TRADE, VIP]))).toEqual(["VIP", "Trade"]);
    });

    test("do not include one that the till does not know", async () => {
        const store = await setupPosEnv();
        expect(getNames(createCustomer(store, [UNKNOWN, VIP]))).toEqual(["VIP"]);
    });

    test("are the new ones after the server sent the customer again", async () => {
        const store = await setupPosEnv();
        const customer = createCustomer(store, [VIP]);
        expect(getNames(customer)).toEqual(["VIP"]);
        const values = { id: customer.id, name: customer.name, customer_category_ids: [TRADE] };
        store.models.loadConnectedData({ "res.partner": [values] });
        expect(getNames(customer)).toEqual(["Trade"]);
    });

    test("of a customer without any are none", async () => {
        const store = await setupPosEnv();
        expect(getNames(createCustomer(store))).toEqual([]);
    });
});

test("a customer is found by the names of categories that a cashier may see", async () => {
    const store = await setupPosEnv();
    store.models["customer.category"].get(TRADE).show_at_till = false;
    const { searchString } = createCustomer(store, [VIP, TRADE]);
    expect(searchString).toInclude("VIP");
    expect(searchString).not.toInclude("Trade");
});

test("a confidential category prices its members all the same", async () => {
    const store = await setupPosEnv();
    const values = { name: "", show_at_till: false, confidential: true };
    Object.assign(store.models["customer.category"].get(VIP), values);
    const customer = createCustomer(store, [VIP]);
    expect(customer.visibleCustomerCategories).toEqual([]);
    expect(getPriceFor(store, createPricelist(store, createShopRules()), customer)).toBe(90);
});
