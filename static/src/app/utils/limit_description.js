/** What the cashier, and later the accountant, reads about products that are not for everybody. */
import { _t } from "@web/core/l10n/translation";
import {
    getBarriers,
    getCategoryNames,
    isForCustomer,
} from "@customer_category/app/utils/category_limits";

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

/**
 * @param {object} program that is not for the customer
 * @returns {string} for whom it is
 */
export function describeProgramLimit(program) {
    const categories = getCategoryNames([program]).join(", ");
    return categories
        ? _t("“%(program)s” is only for %(categories)s. Choose a customer who belongs to it.", {
              program: program.name,
              categories,
          })
        : _t("“%s” is only for categories that are not in use at this till.", program.name);
}

/**
 * @param {object} order
 * @param {object} reward record of loyalty.reward
 * @param {object} [product] the free one that is chosen
 * @returns {string} why the customer does not get it; empty if nothing is against it
 */
export function describeRewardLimit(order, reward, product) {
    if (!isForCustomer(reward.program_id, order.partner_id)) {
        return describeProgramLimit(reward.program_id);
    }
    if (reward.reward_type !== "product") {
        return "";
    }
    const products = [...reward.reward_product_ids];
    const chosen = products.find(({ id }) => id === product?.id);
    const candidates = chosen ? [chosen] : reward.multi_product ? products : products.slice(0, 1);
    return candidates.length && candidates.every((one) => order.isProductForbidden(one))
        ? _t("The free product “%s” is not for this customer.", candidates[0].display_name)
        : "";
}
