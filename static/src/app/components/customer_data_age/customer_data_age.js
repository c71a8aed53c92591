import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";

const { DateTime } = luxon;

/** Says how old what the till knows of customers is, as long as it cannot ask the server. */
export class CustomerDataAge extends Component {
    static template = "customer_category.CustomerDataAge";
    static props = { class: { type: String, optional: true } };

    setup() {
        this.pos = usePos();
    }

    /** @returns {string} empty while the till is online */
    get text() {
        const moment = this.pos.data.network.offline && this.pos.categoryRefresh?.moment;
        if (!moment) {
            return "";
        }
        const isToday = moment.hasSame(DateTime.now(), "day");
        const format = isToday ? DateTime.TIME_SIMPLE : DateTime.DATETIME_SHORT;
        return _t("Customer data from %s, offline", moment.toLocaleString(format));
    }
}
