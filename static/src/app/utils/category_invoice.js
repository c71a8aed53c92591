/** Whether an order is invoiced because a category of its customer needs it. */

/** @returns {boolean} whether a category of the order's customer asks for an invoice */
const needsInvoice = (order) =>
    order.config.canInvoice &&
    (order.partner_id?.orderedCustomerCategories ?? []).some(
        (category) => category.invoice_by_default
    );

/**
 * Set the invoice for customers who need one, and remember that it was not the cashier.
 *
 * @param {object} order that is not done yet
 */
export function invoiceByCategory(order) {
    order.uiState.isInvoicedByCategory = !order.isToInvoice() && needsInvoice(order);
    if (order.uiState.isInvoicedByCategory) {
        order.setToInvoice(true);
    }
}

/**
 * Take back the invoice that a category asked for. Any other stays.
 *
 * @param {object} order that is not done yet
 */
export function withdrawCategoryInvoice(order) {
    if (order.uiState.isInvoicedByCategory) {
        order.uiState.isInvoicedByCategory = false;
        order.setToInvoice(false);
    }
}

/**
 * Keep the invoice as the cashier set it, for as long as the order has this customer.
 *
 * @param {object} order
 */
export function keepInvoice(order) {
    order.uiState.isInvoicedByCategory = false;
    order.uiState.isInvoiceSetByHand = true;
}

/**
 * Bring the invoice in line with what the customer's categories are now, unless the cashier
 * decided on it.
 *
 * @param {object} order that is not done yet, and whose payment is not begun
 */
export function followCategoryInvoice(order) {
    if (!order.uiState.isInvoiceSetByHand) {
        withdrawCategoryInvoice(order);
        invoiceByCategory(order);
    }
}
