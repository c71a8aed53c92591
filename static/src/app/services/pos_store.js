import { _t } from "@web/core/l10n/translation";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { patch } from "@web/core/utils/patch";
import { PosStore } from "@point_of_sale/app/services/pos_store";
import { CustomerCategoryCard } from "@customer_category/app/components/popups/customer_category_card/customer_category_card";
// Its patch comes first: it does not call what it replaces.
import "@pos_loyalty/app/services/pos_store";
import { CategoryRefresh } from "@customer_category/app/utils/category_refresh";
import { hasLimits, isForCustomer } from "@customer_category/app/utils/category_limits";
import {
    settleForbidden,
    settleForbiddenLines,
    settleForbiddenOrder,
} from "@customer_category/app/utils/forbidden_sale";
import {
    describePaymentLimit,
    describeProgramLimit,
    describeRewardLimit,
} from "@customer_category/app/utils/limit_description";
import { loadNews, loadProgress, tellTillNotes } from "@customer_category/app/utils/customer_news";
import {
    followCustomerCategories,
    tellChangedTotal,
} from "@customer_category/app/utils/moved_prices";
import { describePrice } from "@customer_category/app/utils/price_description";
import { setSelectedOrderGetter, withPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosStore.prototype, {
    async processServerData() {
        setSelectedOrderGetter(this.data.models, () => this.getOrder());
        await super.processServerData(...arguments);
        this.categoryRefresh ??= new CategoryRefresh(this);
        followCustomerCategories(this);
        // The event comes while records are being loaded: wait until all of them are.
        this.models["res.partner"].addEventListener("update", () =>
            Promise.resolve().then(() => followCustomerCategories(this))
        );
    },

    handlePriceUnit(values, order) {
        return withPricedOrder(order, () => super.handlePriceUnit(...arguments));
    },

    async handleComboProduct(values, order) {
        const keepGoing = await withPricedOrder(order, () =>
            super.handleComboProduct(...arguments)
        );
        const items = (values.combo_line_ids ?? []).map(([, item]) => item);
        const forbidden = order.getForbiddenProducts(items);
        return forbidden.length && !(await settleForbidden(this, order, forbidden))
            ? false
            : keepGoing;
    },

    /** Every way to add a product comes here. What may be sold is added at once, as in stock. */
    async addLineToOrder(vals, order) {
        const forbidden = order.getForbiddenProducts([vals]);
        if (!forbidden.length || (await settleForbidden(this, order, forbidden))) {
            const customerIdBefore = order.partner_id?.id;
            const line = await super.addLineToOrder(...arguments);
            // The cashier was asked, and chose another, after the combo had been shared out.
            if (line?.combo_line_ids.length && order.partner_id?.id !== customerIdBefore) {
                order.recomputeCustomerCategoryPrices();
            }
            return line;
        }
    },

    async pay() {
        if (await this.checkForbiddenLines(this.getOrder())) {
            return super.pay(...arguments);
        }
    },

    /** Stock takes no notice of a payment method that is refused. */
    async validateOrderFast(paymentMethod) {
        const order = this.getOrder();
        if (order.isPaymentMethodForbidden(paymentMethod)) {
            this.dialog.add(AlertDialog, {
                title: _t("Payment method not for this customer"),
                body: describePaymentLimit(paymentMethod, order.partner_id),
            });
        } else if (await this.checkForbiddenLines(order)) {
            return super.validateOrderFast(...arguments);
        }
    },

    /** The server looks at other codes. */
    async activateCode(code) {
        const rule = this.models["loyalty.rule"].find(
            (rule) => rule.mode === "with_code" && [rule.promo_barcode, rule.code].includes(code)
        );
        const program = rule?.program_id;
        return program && !isForCustomer(program, this.getOrder().partner_id)
            ? describeProgramLimit(program)
            : super.activateCode(...arguments);
    },

    getPotentialFreeProductRewards() {
        const order = this.getOrder();
        return super
            .getPotentialFreeProductRewards(...arguments)
            .filter(({ reward }) => !describeRewardLimit(order, reward));
    },

    getExcludedProductIds() {
        const excluded = super.getExcludedProductIds(...arguments);
        const hidden = this.models["product.template"].filter((product) =>
            this.isProductHidden(product)
        );
        return [...excluded, ...hidden.map(({ id }) => id)];
    },

    /** Prices may follow the customer: bring rewards in line, and tell if a payment is begun. */
    setPartnerToCurrentOrder() {
        const order = this.getOrder();
        const totalBefore = order.priceIncl;
        const customerBefore = order.partner_id;
        super.setPartnerToCurrentOrder(...arguments);
        this.updateRewards();
        tellChangedTotal(this, order, totalBefore);
        if (order.partner_id && order.partner_id.id !== customerBefore?.id) {
            tellTillNotes(this, order.partner_id);
            loadProgress(this, order);
        }
        settleForbiddenOrder(this, order);
    },

    /** Once sales are stored the server knows what they brought their customers. */
    async postSyncAllOrders(orders) {
        await super.postSyncAllOrders(...arguments);
        await loadNews(this, orders);
    },

    /** @param {object} customer whose card is shown to the cashier */
    showCustomerCategoryCard(customer) {
        this.dialog.add(CustomerCategoryCard, { customer });
    },

    async selectPricelist() {
        const order = this.getOrder();
        const totalBefore = order.priceIncl;
        await super.selectPricelist(...arguments);
        tellChangedTotal(this, order, totalBefore);
    },

    async selectPreset(preset, order = this.getOrder()) {
        const totalBefore = order.priceIncl;
        await super.selectPreset(...arguments);
        tellChangedTotal(this, order, totalBefore);
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
     * @param {object} product a variant, or the product itself
     * @returns {boolean} whether it may not be sold in the selected order
     */
    isProductForbidden(product) {
        return hasLimits(product) && Boolean(this.getOrder()?.isProductForbidden(product));
    },

    /**
     * @param {object} product a variant, or the product itself
     * @returns {boolean} whether it is not shown, because it may not be sold in the selected order
     */
    isProductHidden(product) {
        return (
            this.config.customer_category_restricted_products === "hide" &&
            this.isProductForbidden(product)
        );
    },

    /**
     * Stop a payment for what the customer may not buy, and ask what to do about it.
     *
     * @param {object} order
     * @returns {Promise<boolean>} whether the payment can go on as it is
     */
    async checkForbiddenLines(order) {
        const lines = order.getForbiddenLines();
        return !lines.length || settleForbiddenLines(this, order, lines);
    },
});
