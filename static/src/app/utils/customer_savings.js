/** What the categories of a customer saved on a sale, as pure functions. */

/**
 * The saving as the customer sees it: with taxes where they come on top, and less the line's own
 * discount. It has the same share in the line's total as in its price.
 *
 * @param {object} line record of pos.order.line
 * @returns {number}
 */
function getSaving({ category_discount, price_unit, qty, priceIncl }) {
    const price = price_unit * qty;
    return price ? (category_discount / price) * priceIncl : category_discount;
}

/**
 * What each category saved. Those that a customer is not to read of are told together, unnamed.
 *
 * @param {object} order record of pos.order
 * @returns {{ name?: string, amount: number }[]} named ones first, none where nothing is saved
 */
export function getSavings(order) {
    const amounts = new Map();
    for (const line of order.lines.filter(({ category_discount }) => category_discount)) {
        const category = line.customer_category_id;
        const name = category?.isVisible ? category.name : undefined;
        amounts.set(name, (amounts.get(name) || 0) + getSaving(line));
    }
    return [...amounts]
        .map(([name, amount]) => ({ name, amount: order.currency.round(amount) }))
        .filter(({ amount }) => amount > 0)
        .sort((one, other) => Boolean(other.name) - Boolean(one.name));
}
