import { patch } from "@web/core/utils/patch";
import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { getSavings } from "@customer_category/app/utils/customer_savings";
// Its patch comes first: it does not call what it replaces.
import "@pos_loyalty/app/models/pos_order";
import {
    getBarriers,
    getProduct,
    getTemplate,
    isAgreedBefore,
    isForCustomer,
} from "@customer_category/app/utils/category_limits";
import {
    invoiceByCategory,
    withdrawCategoryInvoice,
} from "@customer_category/app/utils/category_invoice";
import {
    describePaymentLimit,
    describeRewardLimit,
} from "@customer_category/app/utils/limit_description";
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
        withdrawCategoryInvoice(this);
        super.setPartner(...arguments);
        this.uiState.isInvoiceSetByHand = false;
        invoiceByCategory(this);
        if (this.hasOutdatedCustomerCategories()) {
            this.recomputeCustomerCategoryPrices();
        }
    },

    /** Money that goes back may go the way it came. */
    addPaymentline(paymentMethod) {
        return this.isPaymentMethodForbidden(paymentMethod)
            ? { status: false, data: describePaymentLimit(paymentMethod, this.partner_id) }
            : super.addPaymentline(...arguments);
    },

    /**
     * @param {object} paymentMethod
     * @returns {boolean} whether the customer may not pay by it
     */
    isPaymentMethodForbidden(paymentMethod) {
        return !this.isRefund && !isForCustomer(paymentMethod, this.partner_id);
    },

    /** @returns {object | undefined} a method in use that the customer may not pay by */
    getForbiddenPaymentMethod() {
        return this.payment_ids
            .filter(({ amount }) => amount > 0)
            .map((payment) => payment.payment_method_id)
            .find((method) => this.isPaymentMethodForbidden(method));
    },

    _programIsApplicable(program) {
        return isForCustomer(program, this.partner_id) && super._programIsApplicable(...arguments);
    },

    getClaimableRewards() {
        return super
            .getClaimableRewards(...arguments)
            .filter(({ reward }) => !describeRewardLimit(this, reward));
    },

    _applyReward(reward, couponId, args) {
        return describeRewardLimit(this, reward, args?.product) || super._applyReward(...arguments);
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

    /**
     * @param {object} product a variant, or the product itself
     * @returns {boolean} whether it is not for the customer, and no manager let it through
     */
    isProductForbidden(product) {
        const isBarred = getBarriers(product, this.partner_id).length > 0;
        return isBarred && !this.isProductLetThrough(product);
    },

    /**
     * @returns {object[]} lines that may not be sold to the customer; what comes back, and what was
     *   agreed on in a sale order, may
     */
    getForbiddenLines() {
        if (this.finalized) {
            return [];
        }
        return this.lines.filter(
            (line) => !isAgreedBefore(line) && this.isProductForbidden(line.soldProduct)
        );
    },

    /**
     * @param {object[]} sales values of lines to be added
     * @returns {object[]} the products among them that may not be sold to the customer
     */
    getForbiddenProducts(sales) {
        return sales
            .filter(
                (values) => !isAgreedBefore({ qty: this.preset_id?.is_return ? -1 : 1, ...values })
            )
            .map((values) => getProduct(values, this.models))
            .filter((product) => this.isProductForbidden(product));
    },

    /**
     * @param {object} product a variant, or the product itself
     * @returns {boolean} whether a manager let it through for the customer the order has now
     */
    isProductLetThrough(product) {
        const { id } = getTemplate(product);
        return (this.uiState.letThrough ?? []).some(
            ({ productId, customerId }) => productId === id && customerId === this.partner_id?.id
        );
    },
});
