import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import { describePaymentLimit } from "@customer_category/app/utils/limit_description";

patch(OrderPaymentValidation.prototype, {
    /** It may be asked several times: what is in order is asked nothing. */
    async isOrderValid() {
        return (
            (await this.pos.checkForbiddenLines(this.order)) &&
            this.checkPaymentLimits() &&
            (await super.isOrderValid(...arguments))
        );
    },

    /**
     * Look again: the customer can have changed after the payment was entered.
     *
     * @returns {boolean} whether the customer may pay as entered
     */
    checkPaymentLimits() {
        const method = this.order.getForbiddenPaymentMethod();
        if (method) {
            this.pos.dialog.add(AlertDialog, {
                title: _t("Payment method not for this customer"),
                body: describePaymentLimit(method, this.order.partner_id),
            });
        }
        return !method;
    },
});
