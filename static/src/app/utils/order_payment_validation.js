import { patch } from "@web/core/utils/patch";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";

patch(OrderPaymentValidation.prototype, {
    /** It may be asked several times: what is in order is asked nothing. */
    async isOrderValid() {
        return (
            (await this.pos.checkForbiddenLines(this.order)) &&
            (await super.isOrderValid(...arguments))
        );
    },
});
