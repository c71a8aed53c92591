/**
 * The price that holds among several, as pure functions on plain values: the twin of
 * engines/pricing.py. Both are held to static/tests/cases.
 */

/** @typedef {import("./category_price").PriceRule} PriceRule */

/**
 * How a rule compares with others without its price being computed.
 *
 * @param {PriceRule} rule
 * @param {(base: string) => number | undefined} getBasePrice
 * @returns {{ group: string, discount: number } | undefined} of two rules of a group the one with the
 *   larger discount has the lower price
 */
function getComparison(rule, getBasePrice) {
    const { compute_price, fixed_price, percent_price, base } = rule;
    if (rule.customer_category_has_floor) {
        return;
    }
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
 * Keep a category's price at or above the lowest one that its rule allows. Held with the server to
 * static/tests/cases/price_floor_cases.js.
 *
 * @param {number} price by the rule
 * @param {PriceRule} rule
 * @param {number} cost of the product; without one there is no lowest price
 * @returns {number}
 */
export function getPriceWithFloor(price, rule, cost) {
    if (!rule.customer_category_has_floor || !(cost > 0)) {
        return price;
    }
    return Math.max(price, cost * (1 + (rule.customer_category_floor_percent || 0) / 100));
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
