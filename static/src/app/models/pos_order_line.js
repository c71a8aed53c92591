import { patch } from "@web/core/utils/patch";
import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { withPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosOrderline.prototype, {
    setQuantity() {
        return withPricedOrder(this.order_id, () => super.setQuantity(...arguments));
    },

    canBeMergedWith(orderline) {
        return withPricedOrder(orderline.order_id, () => super.canBeMergedWith(...arguments));
    },
});
