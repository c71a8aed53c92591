import { Component, onWillDestroy, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { formatInteger } from "@web/views/fields/formatters";
import { useService } from "@web/core/utils/hooks";

const MESSAGE = "customer_category_progress";
/** Longer than a step takes; then the last message must have got lost. */
const PATIENCE = 60000;

/** How far a long bulk change or import of this user is, on whatever screen. */
export class CustomerCategoryBulkProgress extends Component {
    static template = "customer_category.CustomerCategoryBulkProgress";
    static props = {};

    setup() {
        this.state = useState({ name: "", done: 0, total: 0 });
        const bus = useService("bus_service");
        const onMessage = (message) => this.onMessage(message);
        bus.subscribe(MESSAGE, onMessage);
        onWillDestroy(() => {
            bus.unsubscribe(MESSAGE, onMessage);
            browser.clearTimeout(this.timer);
        });
    }

    /**
     * @param {{name: string, done: number, total: number}} message
     */
    onMessage({ name, done, total }) {
        Object.assign(this.state, { name, done, total });
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => {
            this.state.done = this.state.total;
        }, PATIENCE);
    }

    get isShown() {
        return this.state.done < this.state.total;
    }

    get percent() {
        return Math.round((100 * this.state.done) / this.state.total);
    }

    get done() {
        return formatInteger(this.state.done);
    }

    get total() {
        return formatInteger(this.state.total);
    }
}

registry
    .category("main_components")
    .add("CustomerCategoryBulkProgress", { Component: CustomerCategoryBulkProgress });
