import { patch } from "@web/core/utils/patch";
import { ProductScreen } from "@point_of_sale/app/screens/product_screen/product_screen";
import { CustomerCategoryStatus } from "@customer_category/app/components/customer_category_status/customer_category_status";

patch(ProductScreen, {
    components: { ...ProductScreen.components, CustomerCategoryStatus },
});
