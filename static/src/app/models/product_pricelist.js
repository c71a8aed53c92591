import { patch } from "@web/core/utils/patch";
import { ProductPricelist } from "@point_of_sale/app/models/product_pricelist";
import { isCategoryRule } from "@customer_category/app/utils/category_price";
import { getRuleReader } from "@customer_category/app/utils/category_rules";

patch(ProductPricelist.prototype, {
    /** Category rules are left out, so that Odoo's choice of a rule never sees them. */
    getGeneralRulesIdsByCategories() {
        const getRule = getRuleReader(this);
        return super
            .getGeneralRulesIdsByCategories(...arguments)
            .filter((id) => !isCategoryRule(getRule(id)));
    },

    /**
     * @param {number[]} productCategoryIds
     * @returns {object[]} raw values of the category rules on all products or on these categories
     */
    getGeneralCustomerCategoryRules(productCategoryIds) {
        return super
            .getGeneralRulesIdsByCategories(productCategoryIds)
            .map(getRuleReader(this))
            .filter(isCategoryRule);
    },
});
