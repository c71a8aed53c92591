import { patch } from "@web/core/utils/patch";
import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosOrderline.prototype, {
    setQuantity(quantity, keepPrice) {
        const quantityBefore = this.qty;
        const result = withPricedOrder(this.order_id, () => super.setQuantity(...arguments));
        if (keepPrice && this.category_discount && quantityBefore) {
            const discount = (this.category_discount / quantityBefore) * this.qty;
            this.setCustomerCategory(this.customer_category_id, discount);
        }
        return result;
    },

    setUnitPrice() {
        super.setUnitPrice(...arguments);
        this.recordCustomerCategory();
    },

    canBeMergedWith(orderline) {
        return withPricedOrder(orderline.order_id, () => super.canBeMergedWith(...arguments));
    },

    /** Keep on the line which category gave its price and what that saved (P8). */
    recordCustomerCategory() {
        const { category, generalPrice } = this.getCustomerCategoryChoice();
        const saved = category ? this.roundUnitPrice(generalPrice) - this.price_unit : 0;
        this.setCustomerCategory(category, saved * this.qty);
    },

    /** A refund line has the category of the line that it refunds, and its share of the saving. */
    recordRefundedCategory() {
        const refunded = this.refunded_orderline_id;
        if (refunded?.qty) {
            const saved = (refunded.category_discount || 0) / refunded.qty;
            this.setCustomerCategory(refunded.customer_category_id, saved * this.qty);
        }
    },

    /**
     * @param {object | undefined} category that gave the price
     * @param {number} discount what it saved on the line
     */
    setCustomerCategory(category, discount) {
        const values = {
            customer_category_id: category ?? false,
            category_discount: this.order_id ? this.currency.round(discount) : 0,
        };
        // A till that started offline can still have the fields of before the addon's update.
        this.update(values, { omitUnknownField: true });
    },

    /** @returns {object} the variant that is handed over, also where a reward gives it for free */
    get soldProduct() {
        return this._reward_product_id ?? this.product_id;
    },

    roundUnitPrice(price) {
        const precisions = this.models["decimal.precision"];
        return precisions.find(({ name }) => name === "Product Price").round(price);
    },

    /**
     * @returns {{ category?: object, generalPrice?: number }} empty where the line's price is not
     *   the one that the customer's categories give: set by hand, refunded, part of a combo
     */
    getCustomerCategoryChoice() {
        const { order_id, product_id, combo_line_ids, combo_parent_id } = this;
        const isOutOfRules =
            this.price_type !== "original" || combo_line_ids.length || combo_parent_id;
        if (isOutOfRules || !order_id?.partner_id?.orderedCustomerCategories.length) {
            return {};
        }
        const { price, ...choice } = withPricedOrder(order_id, () =>
            product_id.product_tmpl_id.getCustomerCategoryPrice(
                order_id.pricelist_id,
                this.getQuantityForPrice(),
                this.getPriceExtra(),
                false,
                product_id
            )
        );
        return this.roundUnitPrice(price) === this.price_unit ? choice : {};
    },

    /**
     * @returns {number} the quantity that decides on the price: of all lots of the product together
     */
    getQuantityForPrice() {
        const lines = this.isLotTracked()
            ? this.order_id.lines.filter((line) => line.product_id.id === this.product_id.id)
            : [this];
        return lines.reduce((sum, line) => sum + line.getQuantity(), 0);
    },
});
