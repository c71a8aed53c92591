/**
 * Prices of customer categories, as pure functions on plain values: the twin of
 * engines/pricing.py. Both are held to static/tests/cases/price_choice_cases.js.
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

/**
 * Place of the rule in Odoo's own order: variant, product, product category, all products; then
 * the larger minimum quantity; then the nearer product category; then the newer rule.
 *
 * @param {PriceRule} rule
 * @param {PriceTarget} target
 * @returns {number[]} the first difference decides, less comes first
 */
function getRulePlace(rule, { productCategoryIds }) {
    const scope = ["product_id", "product_tmpl_id", "categ_id"].findIndex((field) => rule[field]);
    return [
        scope < 0 ? Infinity : scope,
        -(rule.min_quantity || 0),
        productCategoryIds.indexOf(rule.categ_id),
        -rule.id,
    ];
}

/**
 * The rule that Odoo would apply if there were no others than these.
 *
 * @param {PriceRule[]} rules in any order
 * @param {PriceTarget} target
 * @returns {PriceRule | undefined}
 */
export function getFirstApplicableRule(rules, target) {
    const isBefore = (place, other) => {
        const index = place.findIndex((value, i) => value !== other[i]);
        return index >= 0 && place[index] < other[index];
    };
    let first;
    let firstPlace;
    for (const rule of rules.filter((candidate) => isApplicable(candidate, target))) {
        const place = getRulePlace(rule, target);
        if (!first || isBefore(place, firstPlace)) {
            first = rule;
            firstPlace = place;
        }
    }
    return first;
}

/**
 * How a rule compares with others without its price being computed.
 *
 * @param {PriceRule} rule
 * @param {(base: string) => number | undefined} getBasePrice
 * @returns {{ group: string, discount: number } | undefined} of two rules of a group the one with the
 *   larger discount has the lower price
 */
function getComparison({ compute_price, fixed_price, percent_price, base }, getBasePrice) {
    if (compute_price === "fixed") {
        return { group: "fixed", discount: -(fixed_price || 0) };
    }
    if (compute_price === "percentage" && getBasePrice(base) > 0) {
        return { group: base, discount: percent_price || 0 };
    }
}

/**
 * Leave out offers that are certain to lose to another, to spare the till their prices. Discounts so
 * close that their prices may be the same are left in.
 *
 * @template {{ rule: PriceRule }} Offer
 * @param {Offer[]} offers in the sequence of their categories
 * @param {(base: string) => number | undefined} getBasePrice undefined where it takes computing
 * @returns {Offer[]}
 */
export function dropLosingOffers(offers, getBasePrice) {
    if (offers.length < 2) {
        return offers;
    }
    const comparisons = offers.map(({ rule }) => getComparison(rule, getBasePrice));
    const beats = (other, own, isEarlier) =>
        other?.group === own.group &&
        (other.discount - own.discount > 1e-9 * Math.max(1, Math.abs(own.discount)) ||
            (isEarlier && other.discount === own.discount));
    return offers.filter((_offer, index) => {
        const own = comparisons[index];
        return !own || !comparisons.some((other, place) => beats(other, own, place < index));
    });
}

/**
 * Choose between the general price and what the customer's categories offer. Of equal prices the
 * general one wins, then the earlier offer.
 *
 * @param {number} generalPrice by Odoo's own choice among the rules without category
 * @param {number[]} offers one price for each category, in the sequence of the categories
 * @param {"lowest" | "category_first"} [policy]
 * @returns {number} index of the winning offer, or -1 for the general price
 */
export function chooseOffer(generalPrice, offers, policy) {
    let winner = -1;
    let best = policy === "category_first" ? Infinity : generalPrice;
    for (const [index, offer] of offers.entries()) {
        if (offer < best) {
            best = offer;
            winner = index;
        }
    }
    return winner;
}
