import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";

/**
 * Says which products are not for the customer, who may buy them, and the ways out. Its answer is
 * the way that the cashier chose, nothing for none.
 */
export class CategoryLimitPopup extends Component {
    static template = "customer_category.CategoryLimitPopup";
    static components = { Dialog };
    static props = {
        hasCustomer: Boolean,
        items: {
            type: Array,
            element: { type: Object, shape: { name: String, categories: Array } },
        },
        canRemove: { type: Boolean, optional: true },
        canOverride: { type: Boolean, optional: true },
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.state = useState({ isGivingReason: false, reason: "" });
        this.reasonRef = useRef("reason");
        useEffect(
            (textarea) => textarea?.focus(),
            () => [this.reasonRef.el]
        );
    }

    get title() {
        return this.props.hasCustomer ? _t("Not for this customer") : _t("Not for everybody");
    }

    /** @returns {string} what to do next; empty where no customer would help */
    get wayOut() {
        const isForSomebody = this.props.items.some(({ categories }) => categories.length > 0);
        if (!isForSomebody || this.state.isGivingReason) {
            return "";
        }
        return this.props.hasCustomer
            ? _t("Choose another customer, or leave it out.")
            : _t("Choose a customer who belongs to one of the categories.");
    }

    get reason() {
        return this.state.reason.trim();
    }

    /** @param {{ way: "customer" | "remove" | "override", reason?: string }} answer */
    answer(answer) {
        this.props.getPayload(answer);
        this.props.close();
    }

    override() {
        if (this.reason) {
            this.answer({ way: "override", reason: this.reason });
        }
    }
}
