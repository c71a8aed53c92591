import { patch } from "@web/core/utils/patch";
import { ProductScreen } from "@point_of_sale/app/screens/product_screen/product_screen";
import { CustomerCategoryStatus } from "@customer_category/app/components/customer_category_status/customer_category_status";

patch(ProductScreen, {
    components: { ...ProductScreen.components, CustomerCategoryStatus },
});

patch(ProductScreen.prototype, {
    /** What was refused, or all of whose extras are hidden, offers none. */
    showOptionalProductPopupIfNeeded(product) {
        const isRefused = this.currentOrder.getForbiddenProducts([{ product_tmpl_id: product }]);
        const extras = product.pos_optional_product_ids ?? [];
        if (!isRefused.length && !extras.every((extra) => this.pos.isProductHidden(extra))) {
            super.showOptionalProductPopupIfNeeded(...arguments);
        }
    },
});
