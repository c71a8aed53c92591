import { patch } from "@web/core/utils/patch";
import { ProductTemplate } from "@point_of_sale/app/models/product_template";
import { splitLinkedRules } from "@customer_category/app/utils/category_rules";

const RULES_LINK = "<-product.pricelist.item.product_tmpl_id";

patch(ProductTemplate.prototype, {
    /** Category rules are left out, so that Odoo's choice of a rule never sees them. */
    backLink(link) {
        const records = super.backLink(...arguments);
        return link === RULES_LINK ? splitLinkedRules(this.models, records).general : records;
    },

    /**
     * @returns {object[]} raw values of the category rules on this product
     */
    getCustomerCategoryRules() {
        return splitLinkedRules(this.models, super.backLink(RULES_LINK)).category;
    },
});
