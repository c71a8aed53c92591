import { expect, test } from "@odoo/hoot";
import { makeServerError, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { ConnectionLostError } from "@web/core/network/rpc";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
    VIP,
    addLine,
    answerChanges,
    answerLimits,
    createCustomer,
    createOrder,
    createPricelist,
    createShopRules,
    limit,
} from "@customer_category/../tests/unit/utils";
import { changeCustomerCategory } from "@customer_category/app/utils/customer_category_change";

definePosModels();

async function setupSale(categoryIds = []) {
    const store = await setupPosEnv();
    const customer = createCustomer(store, categoryIds);
    const order = createOrder(store, createPricelist(store, createShopRules()), customer);
    const line = await addLine(store, order);
    patchWithCleanup(store.notification, { add: (message) => expect.step(message) });
    patchWithCleanup(store.dialog, { add: (_popup, { body }) => expect.step(body) });
    return { store, customer, order, line };
}

const OFFLINE =
    "Categories can be changed only while online. Try again when the till is connected.";

test("the server is told till, category and direction; badges and prices follow", async () => {
    const { store, customer, line } = await setupSale();
    answerChanges(store, customer, (args) => expect.step(args));
    expect(await changeCustomerCategory(store, customer, VIP, true)).toBe(true);
    expect(customer.visibleCustomerCategories.map(({ name }) => name)).toEqual(["VIP"]);
    expect(line.price_unit).toBe(90);
    expect(await changeCustomerCategory(store, customer, VIP, false)).toBe(true);
    expect(customer.visibleCustomerCategories).toEqual([]);
    expect(line.price_unit).toBe(100);
    const session = store.session.id;
    expect.verifySteps([
        [[customer.id], session, VIP, true, false],
        [[customer.id], session, VIP, false, false],
    ]);
});

test("the server is told which employee is logged in where they log in", async () => {
    const { store, customer } = await setupSale();
    answerChanges(store, customer, (args) => expect.step(args.at(-1)));
    store.config.module_pos_hr = true;
    patchWithCleanup(store, { getCashier: () => ({ id: 42 }) });
    await changeCustomerCategory(store, customer, VIP, true);
    expect.verifySteps([42]);
});

test("rewards follow the new prices", async () => {
    const { store, customer, line } = await setupSale();
    answerChanges(store, customer);
    patchWithCleanup(store, { updateRewards: () => expect.step(line.price_unit) });
    await changeCustomerCategory(store, customer, VIP, true);
    expect.verifySteps([90]);
});

test("what the customer may not buy any more is asked about at once", async () => {
    const { store, customer, order } = await setupSale([VIP]);
    const product = limit(store.models["product.template"].get(PRODUCT), [VIP]);
    answerChanges(store, customer);
    answerLimits(store, { way: "remove" });
    await changeCustomerCategory(store, customer, VIP, false);
    await Promise.resolve();
    expect(order.lines.length).toBe(0);
    expect.verifySteps([product.product_variant_ids[0].display_name]);
});

test("the note of a category is told when the customer enters it", async () => {
    const { store, customer } = await setupSale();
    store.models["customer.category"].get(VIP).till_note = "Ask for the form";
    answerChanges(store, customer);
    await changeCustomerCategory(store, customer, VIP, true);
    expect.verifySteps(["Ask for the form"]);
    await changeCustomerCategory(store, customer, VIP, false);
    expect.verifySteps([]);
});

test("under a begun payment nothing moves, and the cashier is told", async () => {
    const { store, customer, order, line } = await setupSale();
    answerChanges(store, customer);
    order.addPaymentline(store.models["pos.payment.method"].get(1));
    patchWithCleanup(store, { updateRewards: () => expect.step("rewards") });
    await changeCustomerCategory(store, customer, VIP, true);
    expect(line.price_unit).toBe(100);
    expect.verifySteps([
        `The categories of ${customer.name} changed. This order keeps its prices, because its payment is begun.`,
    ]);
});

test("the order of another customer is left alone", async () => {
    const { store, order } = await setupSale();
    const other = createCustomer(store);
    answerChanges(store, other);
    patchWithCleanup(store, { updateRewards: () => expect.step("rewards") });
    expect(await changeCustomerCategory(store, other, VIP, true)).toBe(true);
    expect(order.partner_id.customer_category_ids.length).toBe(0);
    expect.verifySteps([]);
});

test("offline the server is not asked, nothing changes and the cashier is told", async () => {
    const { store, customer, line } = await setupSale();
    answerChanges(store, customer, () => expect.step("asked"));
    store.data.network.offline = true;
    expect(await changeCustomerCategory(store, customer, VIP, true)).toBe(false);
    expect(line.price_unit).toBe(100);
    expect(store.data.network.unsyncData).toEqual([]);
    expect.verifySteps([OFFLINE]);
});

test("a connection that is lost meanwhile is told, and nothing is sent later", async () => {
    const { store, customer, line } = await setupSale();
    answerChanges(store, customer, () => {
        throw new ConnectionLostError();
    });
    expect(await changeCustomerCategory(store, customer, VIP, true)).toBe(false);
    expect(line.price_unit).toBe(100);
    expect(store.data.network.unsyncData).toEqual([]);
    expect.verifySteps([OFFLINE]);
});

test("a refusal is told in the server's words", async () => {
    const { store, customer, line } = await setupSale();
    answerChanges(store, customer, () => {
        throw makeServerError({ type: "AccessError", message: "Only managers" });
    });
    expect(await changeCustomerCategory(store, customer, VIP, true)).toBe(false);
    expect(line.price_unit).toBe(100);
    expect.verifySteps(["Only managers"]);
});
