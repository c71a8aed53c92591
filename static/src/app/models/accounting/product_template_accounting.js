import { toRaw } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { ProductTemplateAccounting } from "@point_of_sale/app/models/accounting/product_template_accounting";
import {
    getCurrentMoment,
    getFirstApplicableRule,
} from "@customer_category/app/utils/category_price";
import {
    chooseOffer,
    dropLosingOffers,
    getPriceWithFloor,
} from "@customer_category/app/utils/price_choice";
import { getCategoryRules, withForcedRule } from "@customer_category/app/utils/category_rules";
import { getPricedOrder, withPricedOrder } from "@customer_category/app/utils/priced_order";

/**
 * Take out the lot lines that keep their price. Stock sets the price of one on them all.
 *
 * @param {object[]} lotLines lines of one product, changed in place since the caller prices them
 * @returns {number} the quantity of them all, which decides on the price
 */
function keepLotLinesToPrice(lotLines) {
    const quantity = lotLines.reduce((sum, line) => sum + line.getQuantity(), 0);
    const linesToPrice = lotLines.filter((line) => line.price_type === "original");
    lotLines.splice(0, lotLines.length, ...linesToPrice);
    return quantity;
}

/**
 * @param {object} models of the till
 * @returns {object[]} categories of the customer of the order being priced, in their sequence
 */
const getCustomerCategories = (models) =>
    toRaw(getPricedOrder(models)?.partner_id?.orderedCustomerCategories) ?? [];

/**
 * @typedef {object} Sale records past the till's reactivity, see getCategoryRulePrice
 * @property {object} template
 * @property {object | false} variant
 * @property {object} pricelist
 * @property {number} quantity
 * @property {number} [priceExtra]
 */

/**
 * The rule of each category of the customer that reaches the product, in category sequence, but for
 * those that cannot win.
 *
 * @param {object[]} categories of the customer
 * @param {Sale} sale
 * @returns {{ category: object, rule: object }[]}
 */
function getOffers(categories, { template, variant, pricelist, quantity, priceExtra = 0 }) {
    const product = variant || template;
    const soldTemplate = toRaw(variant.product_tmpl_id ?? template);
    const target = {
        variantId: variant.id,
        templateId: soldTemplate.id,
        productCategoryIds: soldTemplate.parentCategories,
        quantity,
        now: getCurrentMoment(),
    };
    const offers = [];
    for (const category of categories) {
        const rules = getCategoryRules(category, pricelist, target);
        const rule = getFirstApplicableRule(rules, target);
        if (rule) {
            offers.push({ category, rule });
        }
    }
    const basePrices = {
        list_price: (product.lst_price ?? product.list_price) + priceExtra,
        standard_price: product.standard_price,
    };
    return dropLosingOffers(offers, (base) => basePrices[base]);
}

patch(ProductTemplateAccounting.prototype, {
    getPrice() {
        return this.getCustomerCategoryPrice(...arguments).price;
    },

    /**
     * The price for the customer of the order being priced, and the category that gave it (P2).
     *
     * @param {...*} args what getPrice takes
     * @returns {{ price: number, generalPrice: number, category?: object, rule?: object }}
     *   generalPrice is what anybody pays; without category and rule that is the price
     */
    getCustomerCategoryPrice(...args) {
        const line = args[5];
        return line
            ? withPricedOrder(line.order_id, () => this.chooseCustomerCategoryPrice(args))
            : this.chooseCustomerCategoryPrice(args);
    },

    /**
     * @param {Array} args what getPrice takes
     * @returns {object} as getCustomerCategoryPrice
     */
    chooseCustomerCategoryPrice(args) {
        const [pricelist, quantity, priceExtra, recurring, variant = false, line] = args;
        const lotLines = args[6] ?? [];
        const { models } = toRaw(this);
        const generalPrice = withForcedRule(models, undefined, () =>
            super.getPrice(pricelist, quantity, priceExtra, recurring, variant, line, lotLines)
        );
        const soldQuantity = lotLines.length ? keepLotLinesToPrice(lotLines) : quantity;
        const categories = getCustomerCategories(models);
        if (!pricelist || !categories.length) {
            return { generalPrice, price: generalPrice };
        }
        const sale = {
            template: toRaw(this),
            variant: toRaw(variant),
            pricelist: toRaw(pricelist),
            quantity: soldQuantity,
            priceExtra,
        };
        const offers = getOffers(categories, sale);
        const prices = offers.map(({ rule }) => this.getCategoryRulePrice(rule, sale, args));
        const winner = chooseOffer(generalPrice, prices, pricelist.customer_category_policy);
        return { generalPrice, price: prices[winner] ?? generalPrice, ...offers[winner] };
    },

    /**
     * The price by stock's own formula, if this rule were the only one. Stock has followed all of
     * the product that moves prices, and a change of rules prices orders anew, so this reads past
     * the till's reactivity, which would take most of the time. Only a base pricelist is followed.
     *
     * @param {object} rule raw values
     * @param {Sale} sale
     * @param {Array} args what getPrice takes
     * @returns {number}
     */
    getCategoryRulePrice(rule, sale, args) {
        const { template, variant, pricelist, quantity, priceExtra } = sale;
        const price = withForcedRule(template.models, rule, () =>
            rule.base === "pricelist"
                ? super.getPrice(args[0], quantity, priceExtra, args[3], args[4])
                : super.getPrice.call(template, pricelist, quantity, priceExtra, args[3], variant)
        );
        return getPriceWithFloor(price, rule, (variant || template).standard_price);
    },
});
