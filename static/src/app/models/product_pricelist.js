import { patch } from "@web/core/utils/patch";
import { ProductPricelist } from "@point_of_sale/app/models/product_pricelist";
import { getForcedRule, getGeneralRuleIds } from "@customer_category/app/utils/category_rules";

patch(ProductPricelist.prototype, {
    /** Odoo's choice of a rule never sees category rules, nor rules out of their period. */
    getGeneralRulesIdsByCategories() {
        const rule = getForcedRule(this.models);
        return rule
            ? [rule.id]
            : getGeneralRuleIds(this, super.getGeneralRulesIdsByCategories(...arguments));
    },
});
