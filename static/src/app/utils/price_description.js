/** What the cashier reads about a customer's price. */
import { _t } from "@web/core/l10n/translation";
import { formatFloat } from "@web/core/utils/numbers";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";

const formatNumber = (value) => formatFloat(value, { trailingZeros: false });

/**
 * @param {object} rule record of product.pricelist.item
 * @returns {string} what it does to the price
 */
function describeComputation({ compute_price, percent_price }) {
    if (compute_price === "fixed") {
        return _t("fixed price");
    }
    if (compute_price === "percentage") {
        return percent_price < 0
            ? _t("%s%% more", formatNumber(-percent_price))
            : _t("%s%% off", formatNumber(percent_price));
    }
    return _t("price by formula");
}

/**
 * @param {object} rule record of product.pricelist.item
 * @returns {string} such as "10% off this product, from 5 pieces"
 */
export function describeRule(rule) {
    const computation = describeComputation(rule);
    const reach = rule.product_id
        ? _t("%s on this variant", computation)
        : rule.product_tmpl_id
          ? _t("%s on this product", computation)
          : rule.categ_id
            ? _t("%(computation)s on %(category)s", { computation, category: rule.categ_id.name })
            : _t("%s on all products", computation);
    return rule.min_quantity
        ? _t("%(rule)s, from %(quantity)s on", {
              rule: reach,
              quantity: formatNumber(rule.min_quantity),
          })
        : reach;
}

/**
 * @param {object | undefined} order
 * @param {object | undefined} product record of product.product
 * @param {number} quantity
 * @returns {{ customer: string, price: number, generalPrice: number, category?: string,
 *   rule?: string } | false} false for an anonymous sale; a rule without category is one of a
 *   category that the cashier may not see
 */
export function describePrice(order, product, quantity) {
    if (!order?.partner_id || !product) {
        return false;
    }
    const { price, generalPrice, category, rule } = withPricedOrder(order, () =>
        product.getCustomerCategoryPrice(order.pricelist_id, quantity, 0, false, product)
    );
    return {
        customer: order.partner_id.name,
        price,
        generalPrice,
        category: category?.isVisible ? category.name : undefined,
        rule: rule && describeRule(product.models["product.pricelist.item"].get(rule.id)),
    };
}
