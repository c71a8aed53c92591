import { _t } from "@web/core/l10n/translation";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { patch } from "@web/core/utils/patch";
import { PosStore } from "@point_of_sale/app/services/pos_store";
import { CustomerCategoryCard } from "@customer_category/app/components/popups/customer_category_card/customer_category_card";
import { getTillNotes, hasRewardsGroups } from "@customer_category/app/utils/customer_categories";
import "@pos_loyalty/app/services/pos_store";
import { hasLimits, isForCustomer } from "@customer_category/app/utils/category_limits";
import { settleForbidden, settleForbiddenLines } from "@customer_category/app/utils/forbidden_sale";
import {
    describePaymentLimit,
    describeProgramLimit,
    describeRewardLimit,
} from "@customer_category/app/utils/limit_description";
import { describePrice } from "@customer_category/app/utils/price_description";
import { setSelectedOrderGetter, withPricedOrder } from "@customer_category/app/utils/priced_order";

/** Milliseconds that a sale waits for what it can do without. */
const PATIENCE = 2000;

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
            return super.addLineToOrder(...arguments);
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
        if (this.config.customer_category_restricted_products !== "hide") {
            return excluded;
        }
        const hidden = this.models["product.template"].filter((product) =>
            this.isProductForbidden(product)
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
        this.tellChangedTotal(order, totalBefore);
        if (order.partner_id && order.partner_id.id !== customerBefore?.id) {
            this.tellTillNotes(order.partner_id);
            this.loadCustomerCategoryProgress(order);
        }
    },

    /** Once sales are stored the server knows what they brought their customers. */
    async postSyncAllOrders(orders) {
        await super.postSyncAllOrders(...arguments);
        await this.loadCustomerCategoryNews(orders);
    },

    /** @param {object} order whose customer the server is asked about; offline nothing is told */
    async loadCustomerCategoryProgress(order) {
        const customerId = order.partner_id.id;
        if (Number.isInteger(customerId) && hasRewardsGroups(this.models)) {
            const args = [[customerId], this.config.id];
            const lines = await this.askSilently(
                "res.partner",
                "get_customer_category_progress",
                args
            );
            order.uiState.customerCategoryProgress = { customerId, lines: lines ?? [] };
        }
    },

    /** @param {object[]} orders just stored; the done ones with a customer are asked about */
    async loadCustomerCategoryNews(orders) {
        const sales = orders.filter((order) => order.finalized && order.partner_id);
        if (sales.length && hasRewardsGroups(this.models)) {
            const args = [sales.map(({ id }) => id)];
            const news = await this.askSilently("pos.order", "get_customer_category_news", args);
            for (const order of sales) {
                order.uiState.customerCategoryNews = news?.[order.id] ?? "";
            }
        }
    },

    /**
     * Ask the server for something that a sale can do without.
     *
     * @param {string} model
     * @param {string} method
     * @param {Array} args
     * @returns {Promise<*>} undefined where the server cannot be reached or refuses
     */
    async askSilently(model, method, args) {
        if (this.data.network.offline) {
            return;
        }
        // The customer waits for the receipt: a slow answer is as good as none.
        const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
        try {
            return await Promise.race([this.data.call(model, method, args), patience]);
        } catch {
            return;
        }
    },

    /** @param {object} customer whose card is shown to the cashier */
    showCustomerCategoryCard(customer) {
        this.dialog.add(CustomerCategoryCard, { customer });
    },

    /**
     * Show what the categories of a customer have for the cashier to know.
     *
     * @param {object} customer
     */
    tellTillNotes(customer) {
        const { quiet, toConfirm } = getTillNotes(customer);
        for (const note of quiet) {
            this.notification.add(note, { title: customer.name, type: "info" });
        }
        if (toConfirm.length) {
            this.dialog.add(AlertDialog, {
                title: customer.name,
                body: toConfirm.join("\n\n"),
                confirmLabel: _t("Understood"),
            });
        }
        // Free products of rewards that are not for the customer go by themselves.
        settleForbiddenLines(
            this,
            order,
            order.getForbiddenLines().filter((line) => !line.is_reward_line)
        );
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

    /**
     * @param {object} product a variant, or the product itself
     * @returns {boolean} whether it may not be sold in the selected order
     */
    isProductForbidden(product) {
        return hasLimits(product) && Boolean(this.getOrder()?.isProductForbidden(product));
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
