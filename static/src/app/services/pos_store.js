import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { PosStore } from "@point_of_sale/app/services/pos_store";
import { setSelectedOrderGetter, withPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosStore.prototype, {
    async processServerData() {
        setSelectedOrderGetter(this.data.models, () => this.getOrder());
        return super.processServerData(...arguments);
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
        if (order.payment_ids.length && !order.currency.isZero(order.priceIncl - totalBefore)) {
            this.warnCustomerCategoryTotal(order, totalBefore);
        }
    },

    /**
     * @param {object} order with payment lines
     * @param {number} totalBefore its total when they were entered
     */
    warnCustomerCategoryTotal(order, totalBefore) {
        const formatCurrency = this.env.utils.formatCurrency;
        this.notification.add(
            _t("The change of customer changed the total from %(before)s to %(after)s.", {
                before: formatCurrency(totalBefore),
                after: formatCurrency(order.priceIncl),
            }),
            { type: "warning", sticky: true }
        );
    },
});
