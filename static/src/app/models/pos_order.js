import { patch } from "@web/core/utils/patch";
import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosOrder.prototype, {
    /** A sale that is done keeps its prices, whatever its customer becomes by it. */
    setPricelist() {
        if (!this.finalized) {
            withPricedOrder(this, () => super.setPricelist(...arguments));
        }
    },

    /** Stock prices the lines again, except under a preset that has a pricelist of its own. */
    setPartner() {
        const customers = [this.partner_id];
        super.setPartner(...arguments);
        customers.push(this.partner_id);
        const hasPresetPricelist = this.config.use_presets && this.preset_id?.pricelist_id;
        if (
            hasPresetPricelist &&
            customers.some((customer) => customer?.orderedCustomerCategories.length)
        ) {
            this.recomputeCustomerCategoryPrices();
        }
    },

    /**
     * Price the lines for the customer's present categories. Prices set by hand, refunds and
     * settled lines stay.
     */
    recomputeCustomerCategoryPrices() {
        this.setPricelist(this.pricelist_id);
    },
});
