import { expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    OTHER_PRODUCT,
    PRODUCT,
    TRADE,
    UNKNOWN,
    VIP,
    createCustomer,
    createPricelist,
    createShopRules,
    fixed,
    getPriceFor,
    limit,
} from "@customer_category/../tests/unit/utils";
import { applyFreshData, bringsNew, dropKnown } from "@customer_category/app/utils/fresh_data";
import { isForCustomer } from "@customer_category/app/utils/category_limits";

definePosModels();

const apply = (store, answer) =>
    applyFreshData(store.models, { gone: {}, records: {}, limits: {}, ...answer });
const product = (store, id) => store.models["product.template"].get(id);

test("a category that is gone prices nothing, and its members lose the badge", async () => {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, createShopRules());
    const customer = createCustomer(store, [VIP]);
    expect(getPriceFor(store, pricelist, customer)).toBe(90);
    apply(store, { gone: { "customer.category": [VIP] } });
    expect(getPriceFor(store, pricelist, customer)).toBe(100);
    expect(getPriceFor(store, pricelist, false)).toBe(100);
    expect(customer.visibleCustomerCategories).toEqual([]);
});

test("what is gone leaves the store on the disk too, which listens to that", async () => {
    const store = await setupPosEnv();
    const categories = store.models["customer.category"];
    categories.addEventListener("delete", ({ key }) => expect.step(key));
    apply(store, { gone: { "customer.category": [VIP] } });
    expect.verifySteps([VIP]);
});

test("a new rule on a product that the till does not have is left out", async () => {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, createShopRules());
    const rule = fixed(1, { base: "list_price", price_discount: 0, pricelist_id: pricelist.id });
    const values = JSON.parse(JSON.stringify(pricelist.raw));
    const loaded = apply(store, {
        records: {
            "product.pricelist.item": [
                { ...rule, id: 9001, product_tmpl_id: 98765 },
                { ...rule, id: 9002, product_id: 98765 },
                { ...rule, id: 9003, categ_id: 98765 },
            ],
            "product.pricelist": [{ ...values, item_ids: [9001, 9002, 9003, ...values.item_ids] }],
        },
    });
    expect(loaded["product.pricelist.item"]).toBe(undefined);
    expect(getPriceFor(store, pricelist, createCustomer(store, [VIP]))).toBe(90);
});

test("limits are set, changed and taken away", async () => {
    const store = await setupPosEnv();
    limit(product(store, OTHER_PRODUCT), [TRADE]);
    apply(store, { limits: { "product.template": { [PRODUCT]: [VIP] } } });
    expect(product(store, PRODUCT).raw.customer_category_ids).toEqual([VIP]);
    expect(product(store, OTHER_PRODUCT).raw.customer_category_ids).toEqual([]);
    apply(store, { limits: { "product.template": { [PRODUCT]: [TRADE] } } });
    expect(product(store, PRODUCT).raw.customer_category_ids).toEqual([TRADE]);
});

test("a product with other limits is the same product", async () => {
    const store = await setupPosEnv();
    const { lst_price, display_name, product_variant_ids } = product(store, PRODUCT);
    apply(store, { limits: { "product.template": { [PRODUCT]: [VIP] } } });
    const after = product(store, PRODUCT);
    expect(after.lst_price).toBe(lst_price);
    expect(after.display_name).toBe(display_name);
    expect(after.product_variant_ids.map(({ id }) => id)).toEqual(
        product_variant_ids.map(({ id }) => id)
    );
});

test("an answer without changes loads nothing", async () => {
    const store = await setupPosEnv();
    const loaded = apply(store, {
        records: { "product.pricelist.item": [], "res.partner": [] },
        limits: { "product.template": {} },
    });
    expect(loaded).toEqual({});
});

const read = (record) => JSON.parse(JSON.stringify(record.raw));

test("what the till has already is no news", async () => {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, createShopRules());
    const customer = createCustomer(store, [VIP]);
    const records = {
        "customer.category": [read(store.models["customer.category"].get(VIP))],
        "product.pricelist": [read(pricelist)],
        "product.pricelist.item": [...pricelist.item_ids].map(read),
        "res.partner": [read(customer)],
    };
    const news = dropKnown(store.models, { date: "now", records });
    expect(Object.values(news.records).flat()).toEqual([]);
    expect(news.date).toBe("now");
});

test("a field that is not sent is an empty one", async () => {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, createShopRules());
    const [limited, general] = [...pricelist.item_ids].map(read);
    const model = "product.pricelist.item";
    const values = { ...limited };
    delete values.customer_category_id;
    const { [model]: news } = dropKnown(store.models, { records: { [model]: [values] } }).records;
    expect(news).toEqual([values]);
    const same = { ...general, min_quantity: general.min_quantity || false };
    expect(dropKnown(store.models, { records: { [model]: [same] } }).records[model]).toEqual([]);
});

test("a record that the till does not have is new, another is not", async () => {
    const store = await setupPosEnv();
    const category = read(store.models["customer.category"].get(VIP));
    const answer = (id) => ({ records: { "customer.category": [{ ...category, id }] } });
    expect(bringsNew(store.models, answer(UNKNOWN))).toBe(true);
    expect(bringsNew(store.models, answer(VIP))).toBe(false);
});

test("a product that is sent without categories is for everybody", async () => {
    const store = await setupPosEnv();
    const values = read(limit(product(store, PRODUCT), [VIP]));
    delete values.customer_category_ids;
    store.models.connectNewData({ "product.template": [values] });
    expect(isForCustomer(product(store, PRODUCT), undefined)).toBe(true);
});
