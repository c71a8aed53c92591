import { patch } from "@web/core/utils/patch";
import { ProductPricelist } from "@point_of_sale/app/models/product_pricelist";
import { RAW_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import { isCategoryRule } from "@customer_category/app/utils/category_price";

patch(ProductPricelist.prototype, {
    /** Category rules are left out, so that Odoo's choice of a rule never sees them. */
    getGeneralRulesIdsByCategories() {
        const rules = this.models["product.pricelist.item"];
        return super
            .getGeneralRulesIdsByCategories(...arguments)
            .filter((id) => !isCategoryRule(rules.get(id)?.[RAW_SYMBOL]));
    },

    /**
     * @param {number[]} productCategoryIds
     * @returns {object[]} raw values of the category rules on all products or on these categories
     */
    getGeneralCustomerCategoryRules(productCategoryIds) {
        const rules = this.models["product.pricelist.item"];
        return super
            .getGeneralRulesIdsByCategories(productCategoryIds)
            .map((id) => rules.get(id)?.[RAW_SYMBOL])
            .filter(isCategoryRule);
    },
});
