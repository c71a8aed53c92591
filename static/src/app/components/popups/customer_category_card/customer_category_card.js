import { Component, onWillStart, status, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";
import { TagsList } from "@web/core/tags_list/tags_list";
import { SelectionPopup } from "@point_of_sale/app/components/popups/selection_popup/selection_popup";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { CustomerCategoryBadges } from "@customer_category/app/components/customer_category_badges/customer_category_badges";
import { CustomerDataAge } from "@customer_category/app/components/customer_data_age/customer_data_age";
import {
    getAddableCategories,
    mayChangeCategories,
} from "@customer_category/app/utils/customer_categories";
import { changeCustomerCategory } from "@customer_category/app/utils/customer_category_change";

/** What a customer is in, why, and what was before, as the server tells it. */
export class CustomerCategoryCard extends Component {
    static template = "customer_category.CustomerCategoryCard";
    static components = { CustomerCategoryBadges, CustomerDataAge, Dialog, TagsList };
    static props = { customer: Object, close: Function };

    setup() {
        this.pos = usePos();
        this.state = useState({ card: undefined, isChanging: false });
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

    get mayChange() {
        return mayChangeCategories(this.pos.config, this.pos.getCashier());
    }

    get addable() {
        return getAddableCategories(this.pos.models, this.props.customer);
    }

    /** @returns {boolean} whether something is shown that only its rules change */
    get hasAutomatic() {
        return this.state.card.categories.some(({ assignment }) => assignment !== "manual");
    }

    isRemovable({ assignment, is_member }) {
        return this.mayChange && is_member && assignment === "manual";
    }

    /** Several are on a card: who hears it instead of seeing it is told which it is. */
    getRemoveLabel({ name }) {
        return _t("Remove from %s", name);
    }

    async add() {
        const category = await makeAwaitable(this.pos.dialog, SelectionPopup, {
            title: _t("Add %s to a category", this.props.customer.name),
            list: this.addable.map(({ id, name }) => ({ id, label: name, item: { id, name } })),
            size: "md",
        });
        if (category) {
            await this.change(category, true);
        }
    }

    /**
     * @param {{ id: number, name: string }} category
     * @param {boolean} joins
     */
    async change(category, joins) {
        if (this.state.isChanging) {
            return;
        }
        this.state.isChanging = true;
        try {
            if (await changeCustomerCategory(this.pos, this.props.customer, category.id, joins)) {
                this.tell(category, joins);
                await this.load();
            }
        } finally {
            this.state.isChanging = false;
        }
    }

    /** Say what was done, with a way back that outlives the card. */
    tell(category, joins) {
        const names = { customer: this.props.customer.name, category: category.name };
        const message = joins
            ? _t("%(customer)s is in %(category)s now.", names)
            : _t("%(customer)s is no longer in %(category)s.", names);
        const close = this.pos.notification.add(message, {
            type: "success",
            buttons: [
                {
                    name: _t("Undo"),
                    onClick: () => {
                        close();
                        this.undo(category, joins);
                    },
                },
            ],
        });
    }

    async undo(category, joined) {
        const isUndone = await changeCustomerCategory(
            this.pos,
            this.props.customer,
            category.id,
            !joined
        );
        if (isUndone && status(this) !== "destroyed") {
            await this.load();
        }
    }
}
