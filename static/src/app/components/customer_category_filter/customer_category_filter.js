import { Component } from "@odoo/owl";

/** A row of categories: a press on one limits a list to its members, another frees it. */
export class CustomerCategoryFilter extends Component {
    static template = "customer_category.CustomerCategoryFilter";
    static props = {
        categories: Array,
        selectedId: { type: [Number, Boolean] },
        onSelect: Function,
    };

    /** @param {object} category record of customer.category */
    toggle({ id }) {
        this.props.onSelect(id === this.props.selectedId ? false : id);
    }
}
