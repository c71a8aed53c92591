/**
 * The order whose customer a price is for. Odoo's getPrice knows no order; those of its callers
 * that do know one name it here, for as long as they run. Anything else is priced for the order
 * selected at the till. Both are kept on the models object that all records of a till share.
 */
import { toRaw } from "@odoo/owl";

const PRICED_ORDER = Symbol("order being priced");
const GET_SELECTED_ORDER = Symbol("getter of the selected order");

/**
 * Run a synchronous function that prices something for this order.
 *
 * @template T
 * @param {object} [order] record of pos.order; without it nothing changes
 * @param {() => T} callback what it does after an await is priced for the selected order
 * @returns {T}
 */
export function withPricedOrder(order, callback) {
    if (!order) {
        return callback();
    }
    const models = toRaw(order.models);
    const outerOrder = models[PRICED_ORDER];
    models[PRICED_ORDER] = order;
    try {
        return callback();
    } finally {
        models[PRICED_ORDER] = outerOrder;
    }
}

/**
 * @param {object} models of the till
 * @returns {object | undefined} record of pos.order
 */
export function getPricedOrder(models) {
    const rawModels = toRaw(models);
    return rawModels[PRICED_ORDER] ?? rawModels[GET_SELECTED_ORDER]?.();
}

/**
 * @param {object} models of the till
 * @param {() => object | undefined} getSelectedOrder
 */
export function setSelectedOrderGetter(models, getSelectedOrder) {
    toRaw(models)[GET_SELECTED_ORDER] = getSelectedOrder;
}
