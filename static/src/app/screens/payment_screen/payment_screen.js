import { patch } from "@web/core/utils/patch";
import { PaymentScreen } from "@point_of_sale/app/screens/payment_screen/payment_screen";
import { CustomerCategoryBadges } from "@customer_category/app/components/customer_category_badges/customer_category_badges";

patch(PaymentScreen, {
    components: { ...PaymentScreen.components, CustomerCategoryBadges },
});
