import { patch } from "@web/core/utils/patch";
import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { getSavings } from "@customer_category/app/utils/customer_savings";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosOrder.prototype, {
    /** A sale that is done keeps its prices, whatever its customer becomes by it. */
    setPricelist() {
        if (!this.finalized) {
            withPricedOrder(this, () => super.setPricelist(...arguments));
            this.uiState.pricedCategories = this.getCustomerCategoryKey();
        }
    },

    /** Stock prices the lines again, except under a preset that has a pricelist of its own. */
    setPartner() {
        this.uiState.pricedCategories ??= this.getCustomerCategoryKey();
        super.setPartner(...arguments);
        if (this.hasOutdatedCustomerCategories()) {
            this.recomputeCustomerCategoryPrices();
        }
    },

    /** Pricelists that are at the till only because others build on them are nobody's own. */
    updatePricelistAndFiscalPosition() {
        super.updatePricelistAndFiscalPosition(...arguments);
        if (this.pricelist_id && !this.isPricelistOfTill(this.pricelist_id)) {
            this.setPricelist(this.config.pricelist_id);
        }
    },

    /** What is refunded gives back what its category saved. */
    setOrderPrices() {
        super.setOrderPrices(...arguments);
        this.lines.forEach((line) => line.recordRefundedCategory());
    },

    /**
     * @param {object} pricelist
     * @returns {boolean} whether stock would have it at this till: as one to choose, or a preset's
     */
    isPricelistOfTill(pricelist) {
        const { pricelist_id, available_pricelist_ids, use_pricelist } = this.config;
        return (
            pricelist.id === pricelist_id?.id ||
            (use_pricelist && available_pricelist_ids.some(({ id }) => id === pricelist.id)) ||
            this.models["pos.preset"].some((preset) => preset.pricelist_id?.id === pricelist.id)
        );
    },

    /** @returns {{ name?: string, amount: number }[]} what each category saved on this order */
    get customerCategorySavings() {
        return getSavings(this);
    },

    /** @returns {{ text: string, is_risk: boolean }[]} what its customer may be told of rewards */
    get customerCategoryProgress() {
        const { customerId, lines } = this.uiState.customerCategoryProgress ?? {};
        return customerId && customerId === this.partner_id?.id ? lines : [];
    },

    /**
     * @returns {string} the customer's categories; the same for as long as they stay the same
     */
    getCustomerCategoryKey() {
        return (this.partner_id?.orderedCustomerCategories ?? []).map(({ id }) => id).join();
    },

    /**
     * @returns {boolean} whether the customer's categories are others than the lines are priced for
     */
    hasOutdatedCustomerCategories() {
        const { pricedCategories } = this.uiState;
        return (
            !this.finalized &&
            pricedCategories !== undefined &&
            pricedCategories !== this.getCustomerCategoryKey()
        );
    },

    /**
     * Price the lines for the customer's present categories. Prices set by hand, refunds and
     * settled lines stay.
     */
    recomputeCustomerCategoryPrices() {
        this.setPricelist(this.pricelist_id);
    },
});
