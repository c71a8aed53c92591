import { patch } from "@web/core/utils/patch";
import { OptionalProductPopup } from "@point_of_sale/app/components/popups/optional_products_popup/optional_products_popup";

patch(OptionalProductPopup.prototype, {
    /** What the till hides from this customer is no extra either. */
    setup() {
        super.setup(...arguments);
        this.state.product_lines = this.state.product_lines.filter(
            ({ product_tmpl_id }) => !this.pos.isProductHidden(product_tmpl_id)
        );
    },
});
