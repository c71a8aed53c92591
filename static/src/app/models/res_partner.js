import { patch } from "@web/core/utils/patch";
import { ResPartner } from "@point_of_sale/app/models/res_partner";

patch(ResPartner.prototype, {
    /**
     * As every getter of a record it is computed once, until what it reads changes.
     *
     * @returns {object[]} the customer's categories in use at this till, in their sequence
     */
    get orderedCustomerCategories() {
        return this.customer_category_ids
            .filter(({ active }) => active !== false)
            .toSorted((one, other) => one.sequence - other.sequence || one.id - other.id);
    },

    /** @returns {object[]} those of them that a cashier may see */
    get visibleCustomerCategories() {
        return this.orderedCustomerCategories.filter((category) => category.isVisible);
    },

    /** A customer is found by the names of categories too. */
    get searchString() {
        const names = this.visibleCustomerCategories.map(({ name }) => name);
        return [super.searchString, ...names].join(" ");
    },
});
