/** What the cashier, and later the accountant, reads about products that are not for everybody. */
import { _t } from "@web/core/l10n/translation";
import { getBarriers, getCategoryNames } from "@customer_category/app/utils/category_limits";

/**
 * @param {object[]} products
 * @param {object | undefined} customer
 * @returns {{ name: string, categories: string[] }[]} each product once, and who may buy it
 */
export function describeLimits(products, customer) {
    return [...new Set(products)].map((product) => ({
        name: product.display_name || product.name,
        categories: getCategoryNames(getBarriers(product, customer)),
    }));
}

/**
 * @param {object} order
 * @param {object[]} products
 * @param {string} reason
 * @param {object} manager
 * @returns {string} what the order keeps about what was let through
 */
export function describeLetThrough(order, products, reason, manager) {
    const values = {
        manager: manager.name,
        products: describeLimits(products, order.partner_id)
            .map(({ name }) => name)
            .join(", "),
        reason,
    };
    return order.partner_id
        ? _t("%(manager)s let %(products)s through for %(customer)s: %(reason)s", {
              ...values,
              customer: order.partner_id.name,
          })
        : _t("%(manager)s let %(products)s through without a customer: %(reason)s", values);
}

/**
 * @param {object} paymentMethod that is not for the customer
 * @param {object | undefined} customer
 * @returns {string} why it cannot be used, and the way out
 */
export function describePaymentLimit(paymentMethod, customer) {
    const method = paymentMethod.name;
    const categories = getCategoryNames([paymentMethod]).join(", ");
    if (!categories) {
        return _t(
            "“%s” is only for categories that are not in use at this till. Take another payment method.",
            method
        );
    }
    const values = { method, categories };
    return customer
        ? _t("“%(method)s” is only for %(categories)s. Take another payment method.", values)
        : _t("“%(method)s” is only for %(categories)s. Choose a customer first.", values);
}
