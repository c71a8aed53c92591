import { patch } from "@web/core/utils/patch";
import { PaymentScreen } from "@point_of_sale/app/screens/payment_screen/payment_screen";
import { CustomerCategoryBadges } from "@customer_category/app/components/customer_category_badges/customer_category_badges";
import { keepInvoice } from "@customer_category/app/utils/category_invoice";

patch(PaymentScreen, {
    components: { ...PaymentScreen.components, CustomerCategoryBadges },
});

patch(PaymentScreen.prototype, {
    async toggleIsToInvoice() {
        await super.toggleIsToInvoice(...arguments);
        keepInvoice(this.currentOrder);
    },
});
