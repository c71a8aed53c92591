import { patch } from "@web/core/utils/patch";
import { ProductProduct } from "@point_of_sale/app/models/product_product";
import { RAW_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import { isCategoryRule } from "@customer_category/app/utils/category_price";

const RULES_LINK = "<-product.pricelist.item.product_id";

patch(ProductProduct.prototype, {
    /** Category rules are left out, so that Odoo's choice of a rule never sees them. */
    backLink(link) {
        const records = super.backLink(...arguments);
        return link === RULES_LINK
            ? records?.filter((rule) => !isCategoryRule(rule[RAW_SYMBOL]))
            : records;
    },

    /**
     * @returns {object[]} raw values of the category rules on this variant
     */
    getCustomerCategoryRules() {
        return (super.backLink(RULES_LINK) ?? [])
            .map((rule) => rule[RAW_SYMBOL])
            .filter(isCategoryRule);
    },
});
