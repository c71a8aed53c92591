import { Component } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";

/** What an order's customer may be told about rewards; a press opens the customer's card. */
export class CustomerCategoryStatus extends Component {
    static template = "customer_category.CustomerCategoryStatus";
    static props = { order: { type: Object, optional: true } };

    setup() {
        this.pos = usePos();
    }

    get lines() {
        return this.props.order?.customerCategoryProgress ?? [];
    }
}
