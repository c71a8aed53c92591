/** Who gets what is only for the members of some categories. */
import { toRaw } from "@odoo/owl";
import { RAW_SYMBOL } from "@point_of_sale/app/models/related_models/utils";

/**
 * What is drawn follows the values as a whole: Odoo's `raw` would keep a copy of them for good.
 *
 * @param {object} record that can be for some categories only
 * @returns {number[]} their ids as the server sent them, also of those that this till does not know
 */
const getLimitIds = (record) => [...(toRaw(record[RAW_SYMBOL])?.customer_category_ids ?? [])];

/**
 * Whether a customer may have something. A category that the till does not know lets nobody in.
 *
 * @param {object} record that can be for some categories only
 * @param {object | undefined} customer
 * @returns {boolean}
 */
export function isForCustomer(record, customer) {
    const ids = getLimitIds(record);
    return (
        !ids.length ||
        Boolean(customer?.orderedCustomerCategories.some(({ id }) => ids.includes(id)))
    );
}

/**
 * @param {object} product a variant, or the product itself
 * @returns {object} the product itself
 */
export const getTemplate = (product) => product.product_tmpl_id ?? product;

/**
 * @param {object} product a variant, or the product itself
 * @returns {boolean} whether it is for some customers only
 */
export const hasLimits = (product) =>
    [getTemplate(product), ...getGiftPrograms(product)].some(
        (record) => getLimitIds(record).length > 0
    );

/**
 * @param {object} product a variant, or the product itself
 * @returns {object[]} programs of which the product is a gift card or tops up an eWallet
 */
function getGiftPrograms(product) {
    const template = getTemplate(product);
    const programs = template.models?.["loyalty.program"];
    return (template.product_variant_ids ?? [])
        .flatMap(({ id }) => programs?.getBy("trigger_product_ids", id) ?? [])
        .filter(({ program_type }) => ["gift_card", "ewallet"].includes(program_type));
}

/**
 * What keeps a product from a customer.
 *
 * @param {object} product a variant, or the product itself
 * @param {object | undefined} customer
 * @returns {object[]} records that are not for the customer; none if the product may be sold
 */
export function getBarriers(product, customer) {
    const isBarrier = (record) => !isForCustomer(record, customer);
    const programs = getGiftPrograms(product);
    // A card that no program of the customer would fill is not to be sold.
    const gifts = programs.every(isBarrier) ? programs : [];
    return [getTemplate(product), ...gifts].filter(isBarrier);
}

/**
 * @param {object[]} records that are for some categories only
 * @returns {string[]} names of the categories in use that they are for
 */
export function getCategoryNames(records) {
    const categories = records.flatMap((record) => [...(record.customer_category_ids ?? [])]);
    return [...new Set(categories)]
        .filter(({ active }) => active !== false)
        .map(({ name }) => name);
}

/**
 * @param {object} values of a line to be added, with records or their ids
 * @param {object} models of the till
 * @returns {object} the variant, or else the product
 */
export function getProduct({ product_id, product_tmpl_id }, models) {
    const product = product_id ?? product_tmpl_id;
    const model = product_id ? "product.product" : "product.template";
    return typeof product === "number" ? models[model].get(product) : product;
}

/**
 * @param {object} values of a line, or the line
 * @returns {boolean} whether it gives something back, or was agreed on before
 */
export function isAgreedBefore(values) {
    return Boolean(
        values.qty < 0 ||
        values.refunded_orderline_id ||
        values.sale_order_line_id ||
        values.sale_order_origin_id
    );
}
