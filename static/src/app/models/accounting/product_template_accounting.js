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
 * @param {object} product a variant, or the product itself
 * @param {number} [priceExtra]
 * @returns {object} what rules start from, but for other pricelists
 */
const getBasePrices = (product, priceExtra = 0) => ({
    list_price: (product.lst_price ?? product.list_price) + priceExtra,
    standard_price: product.standard_price,
});

/**
 * The rule of each category of the customer that reaches the product, in category sequence, but for
 * those that cannot win.
 *
 * @param {object | undefined} customer
 * @param {object | undefined} pricelist
 * @param {{ product: object, variant: object | false, quantity: number, priceExtra?: number }} sale
 * @returns {{ category: object, rule: object }[]}
 */
function getOffers(customer, pricelist, { product, variant, quantity, priceExtra }) {
    const categories = customer?.orderedCustomerCategories ?? [];
    if (!pricelist || !categories.length) {
        return [];
    }
    const template = variant.product_tmpl_id ?? product;
    const target = {
        variantId: variant.id,
        templateId: template.id,
        productCategoryIds: template.parentCategories,
        quantity,
        now: getCurrentMoment(),
    };
    const offers = categories
        .map((category) => {
            const rules = getCategoryRules(category, pricelist, target);
            return { category, rule: getFirstApplicableRule(rules, target) };
        })
        .filter((offer) => offer.rule);
    const basePrices = getBasePrices(variant || product, priceExtra);
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
        const getPrice = (rule, soldQuantity, ...lots) =>
            withForcedRule(this.models, rule, () =>
                super.getPrice(pricelist, soldQuantity, priceExtra, recurring, variant, ...lots)
            );

        const generalPrice = getPrice(undefined, quantity, line, lotLines);
        const soldQuantity = lotLines.length ? keepLotLinesToPrice(lotLines) : quantity;
        const customer = getPricedOrder(this.models)?.partner_id;
        const sale = { product: this, variant, quantity: soldQuantity, priceExtra };
        const offers = getOffers(customer, pricelist, sale);
        const cost = (variant || this).standard_price;
        const prices = offers.map(({ rule }) =>
            getPriceWithFloor(getPrice(rule, soldQuantity), rule, cost)
        );
        const winner = chooseOffer(generalPrice, prices, pricelist?.customer_category_policy);
        return { generalPrice, price: prices[winner] ?? generalPrice, ...offers[winner] };
    },
});
