/**
 * Which rule of a category reaches a product, as pure functions on plain values. Which price holds
 * among several is said by price_choice.js.
 */

/**
 * @typedef {object} PriceRule raw values of a product.pricelist.item
 * @property {number} id
 * @property {number} [customer_category_id]
 * @property {number} [product_id]
 * @property {number} [product_tmpl_id]
 * @property {number} [categ_id]
 * @property {number} [min_quantity]
 * @property {string} [date_start] as the server sends it: UTC, "YYYY-MM-DD HH:mm:ss"
 * @property {string} [date_end]
 * @property {boolean} [customer_category_has_floor] whether the price is kept above the cost
 * @property {number} [customer_category_floor_percent] by how much of the cost
 */

/**
 * @typedef {object} PriceTarget what is being priced
 * @property {number} [variantId]
 * @property {number} templateId
 * @property {number[]} productCategoryIds the product's own category, then its parents
 * @property {number} quantity
 * @property {string} now written like a rule's dates
 */

/**
 * Whether the rule holds for members of a category only, be that category known or not.
 *
 * @param {PriceRule | undefined} rule
 * @returns {boolean}
 */
export function isCategoryRule(rule) {
    return Boolean(rule?.customer_category_id);
}

/**
 * @returns {string} this moment, written like a rule's dates
 */
export function getCurrentMoment() {
    return new Date().toISOString().slice(0, 19).replace("T", " ");
}

/**
 * Whether the rule holds at a moment. Both its ends belong to its period.
 *
 * @param {PriceRule} rule
 * @param {string} now
 * @returns {boolean}
 */
export function isWithinPeriod(rule, now) {
    return (!rule.date_start || rule.date_start <= now) && (!rule.date_end || rule.date_end >= now);
}

/**
 * @param {PriceRule} rule
 * @param {PriceTarget} target
 * @returns {boolean}
 */
function reachesProduct(rule, target) {
    if (rule.product_id) {
        return rule.product_id === target.variantId;
    }
    if (rule.product_tmpl_id) {
        return rule.product_tmpl_id === target.templateId;
    }
    return !rule.categ_id || target.productCategoryIds.includes(rule.categ_id);
}

/**
 * @param {PriceRule} rule
 * @param {PriceTarget} target
 * @returns {boolean}
 */
function isApplicable(rule, target) {
    return (
        reachesProduct(rule, target) &&
        (!rule.min_quantity || rule.min_quantity <= target.quantity) &&
        isWithinPeriod(rule, target.now)
    );
}

const getScope = ({ product_id, product_tmpl_id, categ_id }) =>
    [product_id, product_tmpl_id, categ_id, true].findIndex(Boolean);

/**
 * Odoo's own order of rules: variant, product, product category, all products; then the larger
 * minimum quantity; then the nearer product category; then the newer rule.
 *
 * @param {PriceRule} one
 * @param {PriceRule} other
 * @param {PriceTarget} target
 * @returns {number} negative if the one comes first
 */
const compareRules = (one, other, { productCategoryIds }) =>
    getScope(one) - getScope(other) ||
    (other.min_quantity || 0) - (one.min_quantity || 0) ||
    productCategoryIds.indexOf(one.categ_id) - productCategoryIds.indexOf(other.categ_id) ||
    other.id - one.id;

/**
 * The rule that Odoo would apply if there were no others than these.
 *
 * @param {PriceRule[]} rules in any order
 * @param {PriceTarget} target
 * @returns {PriceRule | undefined}
 */
export function getFirstApplicableRule(rules, target) {
    let first;
    for (const rule of rules) {
        if (isApplicable(rule, target) && (!first || compareRules(rule, first, target) < 0)) {
            first = rule;
        }
    }
    return first;
}
