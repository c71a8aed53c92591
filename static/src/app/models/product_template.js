import { patch } from "@web/core/utils/patch";
import { ProductTemplate } from "@point_of_sale/app/models/product_template";
import { getForcedRule, getGeneralRules } from "@customer_category/app/utils/category_rules";

const RULES_LINK = "<-product.pricelist.item.product_tmpl_id";

patch(ProductTemplate.prototype, {
    /** Odoo's choice of a rule never sees category rules, nor rules out of their period. */
    backLink(link) {
        if (link !== RULES_LINK) {
            return super.backLink(...arguments);
        }
        return getForcedRule(this.models)
            ? []
            : getGeneralRules(this.models, super.backLink(...arguments));
    },
});
