import { Component } from "@odoo/owl";
import { TagsList } from "@web/core/tags_list/tags_list";

/** The badges of the categories of a customer that a cashier may see. */
export class CustomerCategoryBadges extends Component {
    static template = "customer_category.CustomerCategoryBadges";
    static components = { TagsList };
    static props = {
        customer: Object,
        limit: { type: Number, optional: true },
        class: { type: String, optional: true },
    };

    get tags() {
        return this.props.customer.visibleCustomerCategories.map(({ id, name, color }) => ({
            id,
            text: name,
            colorIndex: color,
        }));
    }
}
