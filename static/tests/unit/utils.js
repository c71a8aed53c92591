import { toRaw } from "@odoo/owl";
import { expect } from "@odoo/hoot";
import { RAW_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";

export const VIP = 1;
export const TRADE = 2;
/** The id of a category that this till did not get: archived, or of another company. */
export const UNKNOWN = 99;

/** The mock server's plain product, at 100. */
export const PRODUCT = 5;
/** Another one at 100. */
export const OTHER_PRODUCT = 6;

/**
 * Load records as the server sends them.
 *
 * @param {object} store
 * @param {string} model
 * @param {object} values
 * @returns {object} the record
 */
export function load(store, model, values) {
    const id = 1 + Math.max(1000, ...store.models[model].getAllIds().filter(Number.isInteger));
    return store.models.connectNewData({ [model]: [{ id, ...values }] })[model][0];
}

/**
 * @param {object} store
 * @param {number[]} [categoryIds]
 * @returns {object}
 */
export function createCustomer(store, categoryIds = []) {
    return load(store, "res.partner", {
        name: `Customer of ${categoryIds}`,
        customer_category_ids: categoryIds,
    });
}

/**
 * @param {object} store
 * @param {object[]} rules values of its rules, in the order the server would send them
 * @param {"lowest" | "category_first"} [policy]
 * @returns {object}
 */
export function createPricelist(store, rules, policy = "lowest") {
    const pricelist = load(store, "product.pricelist", { name: "Prices", item_ids: [] });
    const item_ids = rules.map((rule) => {
        const stock = { base: "list_price", price_discount: 0 };
        const values = { ...stock, pricelist_id: pricelist.id, ...rule };
        return load(store, "product.pricelist.item", values).id;
    });
    return load(store, "product.pricelist", {
        id: pricelist.id,
        name: "Prices",
        customer_category_policy: policy,
        item_ids,
    });
}

/**
 * @param {number} price
 * @param {object} [values] of the rule
 * @returns {object}
 */
export function fixed(price, values = {}) {
    return { compute_price: "fixed", fixed_price: price, ...values };
}

/**
 * Rules by which everybody pays 100, VIPs 90 and traders 80.
 *
 * @returns {object[]}
 */
export function createShopRules() {
    return [
        fixed(80, { customer_category_id: TRADE }),
        fixed(90, { customer_category_id: VIP }),
        fixed(100),
    ];
}

/**
 * @param {object} store
 * @param {object} pricelist
 * @param {object | false} [customer]
 * @returns {object} the order, which becomes the selected one
 */
export function createOrder(store, pricelist, customer = false) {
    store.config.use_presets = false;
    store.config.pricelist_id = pricelist;
    const order = store.addNewOrder();
    order.setPricelist(pricelist);
    if (customer) {
        order.setPartner(customer);
    }
    return order;
}

/**
 * @param {object} store
 * @param {object} order
 * @param {object} [values] of the line
 * @returns {Promise<object>} the line
 */
export function addLine(store, order, { product = PRODUCT, ...values } = {}) {
    const product_tmpl_id = store.models["product.template"].get(product);
    return store.addLineToOrder({ product_tmpl_id, ...values }, order);
}

/**
 * What the plain product costs a customer.
 *
 * @param {object} store
 * @param {object} pricelist
 * @param {object | false} customer
 * @param {number} [quantity]
 * @returns {number}
 */
export function getPriceFor(store, pricelist, customer, quantity = 1) {
    const order = createOrder(store, pricelist, customer);
    const variant = store.models["product.product"].get(PRODUCT);
    return withPricedOrder(order, () => variant.getPrice(pricelist, quantity, 0, false, variant));
}

/**
 * Make a product, or something else of the mock server, for some categories only.
 *
 * @param {object} record
 * @param {number[]} categoryIds
 * @returns {object} the record
 */
export function limit(record, categoryIds) {
    const known = categoryIds.filter((id) => record.models["customer.category"].get(id));
    record.update({ customer_category_ids: known });
    // As the server sends it: with the ids of categories that this till does not know.
    toRaw(record)[RAW_SYMBOL].customer_category_ids = categoryIds;
    return record;
}

/**
 * Answer the dialog about what is not for the customer, and step its products.
 *
 * @param {object} store
 * @param {object} [answer] the way out that is chosen; none closes the dialog
 */
export function answerLimits(store, answer) {
    patchWithCleanup(store.dialog, {
        add(popup, props, { onClose } = {}) {
            expect.step(props.items?.map(({ name }) => name).join() ?? props.body);
            return answer && props.getPayload ? props.getPayload(answer) : onClose?.();
        },
    });
}

/**
 * Answer changes of a customer's categories as the server does.
 *
 * @param {object} store
 * @param {object} customer
 * @param {(args: Array) => *} [onAsk] is given what is asked; it can throw, or let wait
 */
export function answerChanges(store, customer, onAsk = () => {}) {
    patchWithCleanup(store.data.orm, {
        async call(_model, method, args) {
            if (method !== "change_customer_category") {
                return super.call(...arguments);
            }
            await onAsk(args);
            const [, , categoryId, joins] = args;
            const others = customer.customer_category_ids.filter(({ id }) => id !== categoryId);
            const ids = [...others.map(({ id }) => id), ...(joins ? [categoryId] : [])];
            const category = toRaw(store.models["customer.category"].get(categoryId));
            return {
                "customer.category": [{ ...category[RAW_SYMBOL] }],
                "res.partner": [
                    { id: customer.id, name: customer.name, customer_category_ids: ids },
                ],
            };
        },
    });
}
