import { _t } from "@web/core/l10n/translation";
import { followCategoryInvoice } from "@customer_category/app/utils/category_invoice";

/**
 * Tell the cashier of a total that moved under a begun payment (P7).
 *
 * @param {object} store
 * @param {object} order
 * @param {number} totalBefore
 */
export function tellChangedTotal(store, order, totalBefore) {
    if (order.payment_ids.length && !order.currency.isZero(order.priceIncl - totalBefore)) {
        const formatCurrency = store.env.utils.formatCurrency;
        const totals = {
            before: formatCurrency(totalBefore),
            after: formatCurrency(order.priceIncl),
        };
        store.notification.add(
            _t("The total changed from %(before)s to %(after)s. Check the payment.", totals),
            { type: "warning", sticky: true }
        );
    }
}

/**
 * Bring open orders in line with what their customers are now. Under a begun payment nothing
 * moves: the cashier is told instead (P7).
 *
 * @param {object} store
 */
export function followCustomerCategories(store) {
    const orders = store.models["pos.order"].filter((order) =>
        order.hasOutdatedCustomerCategories()
    );
    for (const order of orders) {
        if (order.payment_ids.length) {
            order.uiState.pricedCategories = order.getCustomerCategoryKey();
            const message = _t(
                "The categories of %s changed. This order keeps its prices, because its payment is begun.",
                order.partner_id.name
            );
            store.notification.add(message, { type: "warning", sticky: true });
        } else {
            order.recomputeCustomerCategoryPrices();
            followCategoryInvoice(order);
        }
    }
}

/**
 * Price open orders again, whose rules may have changed. Under a begun payment nothing moves (P7).
 *
 * @param {object} store
 */
export function followCategoryRules(store) {
    const orders = store.models["pos.order"].filter(
        (order) =>
            !order.finalized &&
            !order.payment_ids.length &&
            order.partner_id?.customer_category_ids.length
    );
    for (const order of orders) {
        order.recomputeCustomerCategoryPrices();
    }
}
