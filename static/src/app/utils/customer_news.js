import { _t } from "@web/core/l10n/translation";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { getTillNotes, hasRewardsGroups } from "@customer_category/app/utils/customer_categories";

/** Milliseconds that a sale waits for what it can do without. */
const PATIENCE = 2000;

/**
 * Ask the server for something that a sale can do without.
 *
 * @param {object} store
 * @param {string} model
 * @param {string} method
 * @param {Array} args
 * @returns {Promise<*>} undefined where the server cannot be reached, is slow or refuses
 */
async function askSilently(store, model, method, args) {
    if (store.data.network.offline) {
        return;
    }
    // The customer waits for the receipt: a slow answer is as good as none.
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    try {
        return await Promise.race([store.data.call(model, method, args), patience]);
    } catch {
        return;
    }
}

/**
 * Ask what is near for an order's customer; offline nothing is told.
 *
 * @param {object} store
 * @param {object} order
 */
export async function loadProgress(store, order) {
    const customerId = order.partner_id.id;
    const isTold = store.config.customer_category_has_progress && hasRewardsGroups(store.models);
    if (Number.isInteger(customerId) && isTold) {
        const args = [[customerId], store.config.id];
        const method = "get_customer_category_progress";
        const lines = await askSilently(store, "res.partner", method, args);
        order.uiState.customerCategoryProgress = { customerId, lines: lines ?? [] };
    }
}

/**
 * Ask what sales brought their customers.
 *
 * @param {object} store
 * @param {object[]} orders just stored; the done ones with a customer are asked about
 */
export async function loadNews(store, orders) {
    const sales = orders.filter((order) => order.finalized && order.partner_id);
    if (sales.length && hasRewardsGroups(store.models)) {
        const args = [sales.map(({ id }) => id)];
        const news = await askSilently(store, "pos.order", "get_customer_category_news", args);
        for (const order of sales) {
            order.uiState.customerCategoryNews = news?.[order.id] ?? "";
        }
    }
}

/**
 * Show what the categories of a customer have for the cashier to know.
 *
 * @param {object} store
 * @param {object} customer
 * @param {object[]} [categories] those that are told of, if not all
 */
export function tellTillNotes(store, customer, categories = customer.orderedCustomerCategories) {
    const { quiet, toConfirm } = getTillNotes(categories);
    for (const note of quiet) {
        store.notification.add(note, { title: customer.name, type: "info" });
    }
    if (toConfirm.length) {
        store.dialog.add(AlertDialog, {
            title: customer.name,
            body: toConfirm.join("\n\n"),
            confirmLabel: _t("Understood"),
        });
    }
}
