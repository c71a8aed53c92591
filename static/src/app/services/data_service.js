import { patch } from "@web/core/utils/patch";
import { PosData } from "@point_of_sale/app/services/data_service";
import { getPricedOrder } from "@customer_category/app/utils/priced_order";

patch(PosData.prototype, {
    /** Tell the server for whom rewards are, which stock leaves out. */
    async call() {
        const [model, method, args, kwargs = {}, ...rest] = arguments;
        if (method !== "validate_coupon_programs") {
            return super.call(...arguments);
        }
        const customerId = getPricedOrder(this.models)?.partner_id?.id;
        const context = { ...kwargs.context, customer_category_partner_id: customerId ?? false };
        return super.call(model, method, args, { ...kwargs, context }, ...rest);
    },
});
