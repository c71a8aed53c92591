import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { TagsList } from "@web/core/tags_list/tags_list";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { CustomerCategoryBadges } from "@customer_category/app/components/customer_category_badges/customer_category_badges";
import { CustomerDataAge } from "@customer_category/app/components/customer_data_age/customer_data_age";

/** What a customer is in, why, and what was before, as the server tells it. */
export class CustomerCategoryCard extends Component {
    static template = "customer_category.CustomerCategoryCard";
    static components = { CustomerCategoryBadges, CustomerDataAge, Dialog, TagsList };
    static props = { customer: Object, close: Function };

    setup() {
        this.pos = usePos();
        this.state = useState({ card: undefined });
        onWillStart(() => this.load());
    }

    /** Offline there is no card: the badges are all that the till knows. */
    async load() {
        const args = [[this.props.customer.id], this.pos.config.id];
        try {
            this.state.card = await this.pos.data.call(
                "res.partner",
                "get_customer_category_card",
                args
            );
        } catch {
            this.state.card = undefined;
        }
    }

    getTags({ id, name, color }) {
        return [{ id, text: name, colorIndex: color }];
    }
}
