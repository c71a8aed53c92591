import { onWillStart } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { ProductPricelistReport } from "@product/js/pricelist_report/product_pricelist_report";

/** The report can show what members of a customer category pay. */
patch(ProductPricelistReport.prototype, {
    setup() {
        super.setup();
        this.state.customerCategories = [];
        this.state.customerCategoryId = this.props.state?.customerCategoryId || false;
        onWillStart(async () => {
            this.state.customerCategories = await this.orm.searchRead(
                "customer.category",
                [],
                ["name"]
            );
        });
    },

    get reportParams() {
        return { ...super.reportParams, customer_category_id: this.state.customerCategoryId || "" };
    },

    onSelectCustomerCategory(ev) {
        this.state.customerCategoryId = parseInt(ev.target.value) || false;
        this.renderHtml();
    },
});
