import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { PosStore } from "@point_of_sale/app/services/pos_store";
import { describePrice } from "@customer_category/app/utils/price_description";
import { setSelectedOrderGetter, withPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosStore.prototype, {
    async processServerData() {
        setSelectedOrderGetter(this.data.models, () => this.getOrder());
        await super.processServerData(...arguments);
        this.followCustomerCategories();
        // The event comes while records are being loaded: wait until all of them are.
        this.models["res.partner"].addEventListener("update", () =>
            Promise.resolve().then(() => this.followCustomerCategories())
        );
    },

    handlePriceUnit(values, order) {
        return withPricedOrder(order, () => super.handlePriceUnit(...arguments));
    },

    async handleComboProduct(values, order) {
        return withPricedOrder(order, () => super.handleComboProduct(...arguments));
    },

    /** Prices may follow the customer: bring rewards in line, and tell if a payment is begun. */
    setPartnerToCurrentOrder() {
        const order = this.getOrder();
        const totalBefore = order.priceIncl;
        super.setPartnerToCurrentOrder(...arguments);
        this.updateRewards();
        this.tellChangedTotal(order, totalBefore);
    },

    async selectPricelist() {
        const order = this.getOrder();
        const totalBefore = order.priceIncl;
        await super.selectPricelist(...arguments);
        this.tellChangedTotal(order, totalBefore);
    },

    async selectPreset(preset, order = this.getOrder()) {
        const totalBefore = order.priceIncl;
        await super.selectPreset(...arguments);
        this.tellChangedTotal(order, totalBefore);
    },

    async getProductInfo(productTemplate, quantity, priceExtra, productProduct) {
        const info = await super.getProductInfo(...arguments);
        const product = productProduct || productTemplate.product_variant_ids[0];
        return {
            ...info,
            customerCategoryPrice: describePrice(this.getOrder(), product, quantity),
        };
    },

    /**
     * Tell the cashier of a total that moved under a begun payment (P7).
     *
     * @param {object} order
     * @param {number} totalBefore
     */
    tellChangedTotal(order, totalBefore) {
        if (order.payment_ids.length && !order.currency.isZero(order.priceIncl - totalBefore)) {
            const formatCurrency = this.env.utils.formatCurrency;
            const totals = {
                before: formatCurrency(totalBefore),
                after: formatCurrency(order.priceIncl),
            };
            this.notification.add(
                _t("The total changed from %(before)s to %(after)s. Check the payment.", totals),
                { type: "warning", sticky: true }
            );
        }
    },

    /**
     * Bring open orders in line with what their customers are now. Under a begun payment nothing
     * moves: the cashier is told instead (P7).
     */
    followCustomerCategories() {
        const orders = this.models["pos.order"].filter((order) =>
            order.hasOutdatedCustomerCategories()
        );
        for (const order of orders) {
            if (order.payment_ids.length) {
                order.uiState.pricedCategories = order.getCustomerCategoryKey();
                const message = _t(
                    "The categories of %s changed. This order keeps its prices, because its payment is begun.",
                    order.partner_id.name
                );
                this.notification.add(message, { type: "warning", sticky: true });
            } else {
                order.recomputeCustomerCategoryPrices();
            }
        }
    },
});
