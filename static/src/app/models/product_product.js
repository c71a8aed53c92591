import { patch } from "@web/core/utils/patch";
import { ProductProduct } from "@point_of_sale/app/models/product_product";
import { splitLinkedRules } from "@customer_category/app/utils/category_rules";

const RULES_LINK = "<-product.pricelist.item.product_id";

patch(ProductProduct.prototype, {
    /** Category rules are left out, so that Odoo's choice of a rule never sees them. */
    backLink(link) {
        const records = super.backLink(...arguments);
        return link === RULES_LINK ? splitLinkedRules(this.models, records).general : records;
    },

    /**
     * @returns {object[]} raw values of the category rules on this variant
     */
    getCustomerCategoryRules() {
        return splitLinkedRules(this.models, super.backLink(RULES_LINK)).category;
    },
});
