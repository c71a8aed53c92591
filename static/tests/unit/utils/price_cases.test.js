import { expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";
import { GENERATED_PRICE_CASES } from "@customer_category/../tests/cases/generated_price_cases";
import { PRICE_RULE_CASES } from "@customer_category/../tests/cases/price_rule_cases";
import {
    OTHER_PRODUCT,
    PRODUCT,
    TRADE,
    UNKNOWN,
    VIP,
    createCustomer,
    createOrder,
    load,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const STAFF = 3;
// An archived category is one that the till does not get.
const CATEGORIES = { VIP, Trade: TRADE, Staff: STAFF, Archived: UNKNOWN };
const PERIODS = {
    ended: { date_end: "2001-01-01 00:00:00" },
    later: { date_start: "2999-01-01 00:00:00" },
};

/** The till with the product of the cases. */
async function setupCases() {
    const store = await setupPosEnv();
    load(store, "customer.category", { id: STAFF, name: "Staff", sequence: 30 });
    const goods = load(store, "product.category", { name: "Goods", parent_id: false });
    const shoes = load(store, "product.category", { name: "Shoes", parent_id: goods.id });
    const sizes = load(store, "product.category", { name: "Sizes", parent_id: false });
    store.models["product.template"].get(PRODUCT).categ_id = shoes;
    const product = store.models["product.product"].get(PRODUCT);
    product.standard_price = 40;
    const reach = {
        variant: { product_id: PRODUCT, product_tmpl_id: PRODUCT },
        product: { product_tmpl_id: PRODUCT },
        other: { product_tmpl_id: OTHER_PRODUCT },
        shoes: { categ_id: shoes.id },
        goods: { categ_id: goods.id },
        sizes: { categ_id: sizes.id },
        all: {},
    };
    const order = createOrder(
        store,
        load(store, "product.pricelist", { name: "None", item_ids: [] })
    );
    return { store, product, order, reach };
}

const getRuleValues = (rule, reach, base) => ({
    ...reach[rule.on],
    ...PERIODS[rule.when],
    customer_category_id: CATEGORIES[rule.for] ?? false,
    compute_price: rule.kind,
    fixed_price: rule.price,
    percent_price: rule.percent,
    price_discount: rule.discount ?? 0,
    price_round: rule.round,
    price_surcharge: rule.surcharge,
    price_min_margin: rule.min_margin,
    price_max_margin: rule.max_margin,
    min_quantity: rule.from ?? 0,
    base: { cost: "standard_price", pricelist: "pricelist" }[rule.base] ?? "list_price",
    base_pricelist_id: rule.base === "pricelist" ? base.id : false,
});

/** The order in which the server would send the rules: that of their model. */
function sortAsServer(rules) {
    const appliedOn = ({ on }) => ({ variant: 0, product: 1, other: 1, all: 3 })[on] ?? 2;
    const categories = ["sizes", "shoes", "goods"];
    return rules.toSorted(
        (one, other) =>
            appliedOn(one) - appliedOn(other) ||
            (other.from ?? 0) - (one.from ?? 0) ||
            categories.indexOf(one.on) - categories.indexOf(other.on) ||
            other.id - one.id
    );
}

function createCasePricelist({ store, reach }, { policy, rules }, base) {
    const pricelist = load(store, "product.pricelist", { name: "Case", item_ids: [] });
    const created = rules.map((rule) => {
        const values = { pricelist_id: pricelist.id, ...getRuleValues(rule, reach, base) };
        return { ...rule, id: load(store, "product.pricelist.item", values).id };
    });
    return load(store, "product.pricelist", {
        id: pricelist.id,
        name: "Case",
        customer_category_policy: policy,
        item_ids: sortAsServer(created).map(({ id }) => id),
    });
}

function getCasePrice(till, { categories, quantity, pricelists }) {
    let pricelist;
    for (const values of pricelists.toReversed()) {
        pricelist = createCasePricelist(till, values, pricelist);
    }
    till.order.partner_id = createCustomer(
        till.store,
        categories.map((name) => CATEGORIES[name])
    );
    return withPricedOrder(till.order, () =>
        till.product.getCustomerCategoryPrice(pricelist, quantity, 0, false, till.product)
    );
}

test("the till gives the price of every case, as the server does", async () => {
    const till = await setupCases();
    expect(GENERATED_PRICE_CASES.length).toBe(300);
    for (const priceCase of [...PRICE_RULE_CASES, ...GENERATED_PRICE_CASES]) {
        const { price, category } = getCasePrice(till, priceCase);
        const message = priceCase.name;
        expect(price).toBeCloseTo(priceCase.price, { margin: 1e-9, message });
        expect(category?.name ?? null).toBe(priceCase.category, { message });
    }
});
