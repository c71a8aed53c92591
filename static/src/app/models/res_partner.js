import { patch } from "@web/core/utils/patch";
import { ResPartner } from "@point_of_sale/app/models/res_partner";

patch(ResPartner.prototype, {
    /**
     * As every getter of a record it is computed once, until what it reads changes.
     *
     * @returns {object[]} the customer's categories known to this till, in their sequence
     */
    get orderedCustomerCategories() {
        return this.customer_category_ids.toSorted(
            (one, other) => one.sequence - other.sequence || one.id - other.id
        );
    },
});
