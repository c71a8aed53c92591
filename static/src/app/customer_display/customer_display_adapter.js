import { patch } from "@web/core/utils/patch";
import { formatCurrency } from "@point_of_sale/app/models/utils/currency";
import { CustomerDisplayPosAdapter } from "@point_of_sale/app/customer_display/customer_display_adapter";

patch(CustomerDisplayPosAdapter.prototype, {
    /**
     * Add what the customer's categories saved, and what the sale brought. Bystanders read it too:
     * there is nothing in it that the receipt does not say. The display keeps what it is not told
     * anew, so nothing is sent as empty.
     */
    formatOrderData(order) {
        super.formatOrderData(...arguments);
        this.data.customerCategorySavings = order.customerCategorySavings.map(
            ({ name, amount }) => ({
                name: name ?? "",
                amount: formatCurrency(amount, order.currency),
            })
        );
        this.data.customerCategoryNews = order.uiState.customerCategoryNews ?? "";
    },
});
