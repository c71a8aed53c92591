import { advanceTime, describe, expect, test } from "@odoo/hoot";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { CustomerDataAge } from "@customer_category/app/components/customer_data_age/customer_data_age";
import {
    UNKNOWN,
    VIP,
    addLine,
    createCustomer,
    createOrder,
    createPricelist,
    createShopRules,
    fixed,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const NOTHING = { date: "2026-01-02 10:00:00", gone: {}, records: {}, limits: {} };
const SINCE = "2026-01-01 12:00:00";
const SPREAD = 2000;

/** A till that has caught up, whose questions are stepped and answered. */
async function setupTill(answer = () => ({})) {
    const store = await setupPosEnv();
    const asked = [];
    const till = { store, asked, refresh: store.categoryRefresh, answer };
    patchWithCleanup(store.data, {
        async call(_model, method, args) {
            if (method !== "refresh_customer_categories") {
                return super.call(...arguments);
            }
            asked.push({ since: args[1], known: args[2] });
            return { ...NOTHING, ...till.answer(args[2]) };
        },
    });
    await advanceTime(SPREAD);
    asked.splice(0);
    return till;
}

async function hear({ refresh }, message) {
    refresh.collect({ customer_ids: [], is_setup: false, since: SINCE, ...message });
    await advanceTime(SPREAD);
}

/** What the server sends of a record as it is. */
const readRaw = ({ raw }) => JSON.parse(JSON.stringify(raw));

/** What the server sends of a customer who is in these categories now. */
function read(customer, categoryIds) {
    const values = readRaw(customer);
    return { records: { "res.partner": [{ ...values, customer_category_ids: categoryIds }] } };
}

/** An open order of one plain product for a VIP, at 90. */
async function setupSale(till) {
    const customer = createCustomer(till.store, [VIP]);
    const pricelist = createPricelist(till.store, createShopRules());
    const order = createOrder(till.store, pricelist, customer);
    const line = await addLine(till.store, order);
    expect(line.price_unit).toBe(90);
    return { customer, pricelist, order, line };
}

describe("a till asks", () => {
    test("for everything when it starts, a little later than others", async () => {
        const till = await setupTill();
        patchWithCleanup(Math, { random: () => 0.5 });
        till.refresh.catchUp();
        await advanceTime(SPREAD / 2 - 1);
        expect(till.asked).toHaveLength(0);
        await advanceTime(2);
        const models = till.asked.map(({ known }) => Object.keys(known).join());
        expect(models).toEqual([
            "customer.category,product.pricelist,product.pricelist.item",
            "res.partner",
        ]);
    });

    test("about the changed customers that it has, once for several messages", async () => {
        const till = await setupTill();
        const [one, other] = [createCustomer(till.store), createCustomer(till.store)];
        till.refresh.collect({ customer_ids: [one.id, 98765], since: SINCE });
        await hear(till, { customer_ids: [other.id] });
        expect(till.asked).toEqual([
            { since: till.asked[0].since, known: { "res.partner": [one.id, other.id] } },
        ]);
    });

    test("nothing about customers that it does not have", async () => {
        const till = await setupTill();
        await hear(till, { customer_ids: [98765] });
        expect(till.asked).toHaveLength(0);
    });

    test("about all its customers in batches where very many changed", async () => {
        const till = await setupTill();
        const values = Array.from({ length: 1200 }, (_, i) => ({ id: 5000 + i, name: `C${i}` }));
        till.store.models.connectNewData({ "res.partner": values });
        await hear(till, { customer_ids: false });
        const sizes = till.asked.map(({ known }) => known["res.partner"].length);
        expect(Math.max(...sizes)).toBe(500);
        expect(sizes.reduce((sum, size) => sum + size)).toBe(
            till.store.models["res.partner"].length
        );
    });

    test("from when the change began, if that is before it asked last", async () => {
        const till = await setupTill();
        const customer = createCustomer(till.store);
        await hear(till, { customer_ids: [customer.id], since: "2020-01-01 00:00:00" });
        expect(till.asked[0].since).toBe("2020-01-01 00:00:00");
        await hear(till, { customer_ids: [customer.id], since: "2030-01-01 00:00:00" });
        expect(till.asked[1].since).toBe(NOTHING.date);
    });

    test("again for everything once the server can be reached", async () => {
        const till = await setupTill(() => ({}));
        const customer = createCustomer(till.store);
        till.answer = () => {
            throw new Error("offline");
        };
        await hear(till, { customer_ids: [customer.id], since: "2020-01-01 00:00:00" });
        till.answer = () => ({});
        window.dispatchEvent(new CustomEvent("pos-network-online"));
        await advanceTime(SPREAD);
        const last = till.asked.slice(1);
        expect(last.flatMap(({ known }) => Object.keys(known))).toInclude("customer.category");
        expect(last.at(-1).known["res.partner"]).toInclude(customer.id);
        expect(last.at(-1).since).toBe("2020-01-01 00:00:00");
    });

    test("about what it hears of while it is asking", async () => {
        const till = await setupTill();
        const [one, other] = [createCustomer(till.store), createCustomer(till.store)];
        till.answer = () => {
            till.answer = () => ({});
            till.refresh.collect({ customer_ids: [other.id], since: SINCE });
            return {};
        };
        await hear(till, { customer_ids: [one.id] });
        await advanceTime(SPREAD);
        expect(till.asked.map(({ known }) => known["res.partner"])).toEqual([[one.id], [other.id]]);
    });
});

test("customers are linked with a category that came with an earlier answer", async () => {
    const till = await setupTill();
    const customer = createCustomer(till.store, [UNKNOWN]);
    const vip = till.store.models["customer.category"].get(VIP);
    const category = { ...JSON.parse(JSON.stringify(vip.raw)), id: UNKNOWN };
    till.answer = (known) =>
        known["res.partner"]
            ? read(customer, [UNKNOWN])
            : { records: { "customer.category": [category] } };
    await hear(till, { customer_ids: [customer.id], is_setup: true });
    await advanceTime(SPREAD);
    expect(customer.orderedCustomerCategories.map(({ id }) => id)).toEqual([UNKNOWN]);
});

describe("an open order", () => {
    test("is priced again when its customer changed", async () => {
        const till = await setupTill();
        const { customer, line } = await setupSale(till);
        till.answer = () => read(customer, []);
        await hear(till, { customer_ids: [customer.id] });
        expect(line.price_unit).toBe(100);
    });

    test("keeps its prices under a begun payment, and the cashier is told", async () => {
        const till = await setupTill();
        const { customer, order, line } = await setupSale(till);
        order.addPaymentline(till.store.models["pos.payment.method"].getFirst());
        patchWithCleanup(till.store.notification, { add: (text) => expect.step(text) });
        till.answer = () => read(customer, []);
        await hear(till, { customer_ids: [customer.id] });
        expect(line.price_unit).toBe(90);
        expect.verifySteps([
            `The categories of ${customer.name} changed. This order keeps its prices, because its payment is begun.`,
        ]);
    });

    test("is priced again when its rule is gone", async () => {
        const till = await setupTill();
        const { pricelist, line } = await setupSale(till);
        const rule = pricelist.item_ids.find((item) => item.customer_category_id?.id === VIP);
        till.answer = () => ({ gone: { "product.pricelist.item": [rule.id] } });
        await hear(till, { is_setup: true });
        expect(line.price_unit).toBe(100);
        expect(till.store.models["product.pricelist.item"].get(rule.id)).toBe(undefined);
    });

    test("is priced again when the category is gone", async () => {
        const till = await setupTill();
        const { customer, line } = await setupSale(till);
        till.answer = () => ({ gone: { "customer.category": [VIP] } });
        await hear(till, { is_setup: true });
        expect(line.price_unit).toBe(100);
        expect(customer.orderedCustomerCategories).toEqual([]);
    });

    test("is priced again when its category comes back, of which no rule changed", async () => {
        const till = await setupTill();
        const { customer, pricelist, line } = await setupSale(till);
        const categories = till.store.models["customer.category"];
        const [category, ...rules] = [categories.get(VIP), ...pricelist.item_ids].map(readRaw);
        till.answer = (known) =>
            known["res.partner"] ? read(customer, []) : { gone: { "customer.category": [VIP] } };
        await hear(till, { customer_ids: [customer.id], is_setup: true });
        expect(line.price_unit).toBe(100);
        const setup = { "customer.category": [category], "product.pricelist.item": rules };
        till.answer = (known) =>
            known["res.partner"] ? read(customer, [VIP]) : { records: setup };
        await hear(till, { customer_ids: [customer.id], is_setup: true });
        expect(line.price_unit).toBe(90);
    });

    test("is not priced again where no rule is another", async () => {
        const till = await setupTill();
        const { pricelist, line } = await setupSale(till);
        line.price_unit = 77;
        const values = JSON.parse(JSON.stringify(pricelist.raw));
        till.answer = () => ({ records: { "product.pricelist": [values] } });
        await hear(till, { is_setup: true });
        expect(line.price_unit).toBe(77);
    });

    test("is priced again when categories come before all else", async () => {
        const till = await setupTill();
        const customer = createCustomer(till.store, [VIP]);
        const rules = [fixed(110, { customer_category_id: VIP }), fixed(100)];
        const pricelist = createPricelist(till.store, rules);
        const line = await addLine(till.store, createOrder(till.store, pricelist, customer));
        expect(line.price_unit).toBe(100);
        const values = JSON.parse(JSON.stringify(pricelist.raw));
        const policy = { customer_category_policy: "category_first" };
        till.answer = () => ({ records: { "product.pricelist": [{ ...values, ...policy }] } });
        await hear(till, { is_setup: true });
        expect(line.price_unit).toBe(110);
    });

    test("is priced by a new rule", async () => {
        const till = await setupTill();
        const { pricelist, line } = await setupSale(till);
        const { base, price_discount } = pricelist.item_ids[0];
        const rule = { id: 9001, base, price_discount, pricelist_id: pricelist.id };
        const values = JSON.parse(JSON.stringify(pricelist.raw));
        till.answer = () => ({
            records: {
                "product.pricelist.item": [fixed(70, { ...rule, customer_category_id: VIP })],
                "product.pricelist": [{ ...values, item_ids: [9001, ...values.item_ids] }],
            },
        });
        await hear(till, { is_setup: true });
        expect(line.price_unit).toBe(70);
    });
});

describe("how old the till's knowledge of customers is", () => {
    test("is said offline only", async () => {
        const till = await setupTill();
        await mountWithCleanup(CustomerDataAge);
        expect(".customer-data-age").toHaveCount(0);
        expect(till.refresh.moment.toUTC().toFormat("yyyy-MM-dd HH:mm")).toBe("2026-01-02 10:00");
    });

    test("is said as the time of the last answer", async () => {
        const till = await setupTill();
        till.store.data.network.offline = true;
        await mountWithCleanup(CustomerDataAge);
        expect(".customer-data-age").toHaveText(/^Customer data from .*2026.*, offline$/);
    });

    test("is kept over a restart", async () => {
        const till = await setupTill();
        const { key, dates } = till.refresh;
        expect(JSON.parse(localStorage.getItem(key))).toEqual(dates);
        expect(dates).toEqual({ full: NOTHING.date, last: NOTHING.date });
    });
});
