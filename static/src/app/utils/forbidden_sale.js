/** What the cashier is asked about products that are not for the customer. */
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { CategoryLimitPopup } from "@customer_category/app/components/popups/category_limit_popup/category_limit_popup";
import { getTemplate } from "@customer_category/app/utils/category_limits";
import { describeLetThrough, describeLimits } from "@customer_category/app/utils/limit_description";

/**
 * @param {object} store
 * @param {object} order
 * @param {object[]} products that may not be sold to its customer
 * @param {object[]} lines of the order that have them; none if they are to be added
 * @returns {Promise<{ way?: string, reason?: string }>} the way out that is chosen, if any
 */
async function askForWayOut(store, order, products, lines) {
    const answer = await makeAwaitable(store.dialog, CategoryLimitPopup, {
        hasCustomer: Boolean(order.partner_id),
        items: describeLimits(products, order.partner_id),
        canRemove: lines.length > 0,
        canOverride: store.getCashier()?._role === "manager",
    });
    return answer ?? {};
}

/** Take lines out of an order, with the combos that they belong to. */
function removeLines(order, lines) {
    for (const line of lines) {
        if (order.lines.includes(line)) {
            order.removeOrderline(line);
        }
    }
}

/** Let products through for the present customer, and keep on the order who did it and why. */
function letThrough(order, products, note) {
    const customerId = order.partner_id?.id;
    order.uiState.letThrough = [
        ...(order.uiState.letThrough ?? []),
        ...products.map((product) => ({ productId: getTemplate(product).id, customerId })),
    ];
    const notes = [order.customer_category_override, note].filter(Boolean).join("\n");
    order.update({ customer_category_override: notes }, { omitUnknownField: true });
}

/**
 * Tell the cashier who may buy these products, and take the way out that is chosen.
 *
 * @param {object} store
 * @param {object} order
 * @param {object[]} products that may not be sold to its customer
 * @param {object[]} [lines] of the order, if it has them already
 * @returns {Promise<boolean>} whether they may be sold now
 */
export async function settleForbidden(store, order, products, lines = []) {
    const { way, reason } = await askForWayOut(store, order, products, lines);
    if (way === "remove") {
        removeLines(order, lines);
        store.updateRewards();
        return false;
    }
    if (way === "override") {
        const note = describeLetThrough(order, products, reason, store.getCashier());
        letThrough(order, products, note);
    }
    if (way === "customer") {
        await store.selectPartner(order);
    }
    return !products.some((product) => order.isProductForbidden(product));
}

/**
 * Ask about what the order's customer may not buy. Free products of rewards that are not for the
 * customer go by themselves.
 *
 * @param {object} store
 * @param {object} order whose customer, or the categories of it, changed
 */
export async function settleForbiddenOrder(store, order) {
    const lines = order.getForbiddenLines().filter((line) => !line.is_reward_line);
    await settleForbiddenLines(store, order, lines);
}

/**
 * @param {object} store
 * @param {object} order
 * @param {object[]} lines of it that may not be sold to its customer
 * @returns {Promise<boolean>} whether the order may be sold now, with all that it had before
 */
export async function settleForbiddenLines(store, order, lines) {
    const products = lines.map((line) => line.soldProduct);
    return !lines.length || settleForbidden(store, order, products, lines);
}
