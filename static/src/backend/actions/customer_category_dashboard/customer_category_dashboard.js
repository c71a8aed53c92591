import { _t } from "@web/core/l10n/translation";
import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { DashboardChart } from "./dashboard_chart";
import {
    changeOf,
    FIGURES,
    formatFigure,
    isNothing,
    largest,
    OF_MEMBERS,
    percentOfRevenue,
    PERIODS,
    toSheet,
    withShare,
} from "./dashboard_figures";

import { Component, onWillStart, useState } from "@odoo/owl";

const MODEL = "customer.category.dashboard";
/** More lines than Odoo's palette has colours cannot be told apart. */
const DRAWN = 6;

/** What the owner reads at a glance: who is in, what they bring, what it costs. */
export class CustomerCategoryDashboard extends Component {
    static template = "customer_category.Dashboard";
    static components = { ControlPanel, DashboardChart };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.figures = FIGURES;
        this.periods = PERIODS;
        this.state = useState({
            period: this.props.state?.period ?? PERIODS[0].name,
            data: undefined,
            isLoading: false,
        });
        useSetupAction({ getLocalState: () => ({ period: this.state.period }) });
        onWillStart(() => this.load());
    }

    /** @returns {Promise} resolved when the figures of the chosen period are there */
    async load() {
        const { period } = this.state;
        this.state.isLoading = true;
        try {
            const call = this.orm.call(MODEL, "retrieve_dashboard", [period]);
            // What is clicked is of the figures' own period, whatever is chosen meanwhile.
            this.state.data = { ...(await this.keepLast.add(call)), period };
        } catch (error) {
            this.state.period = this.state.data?.period ?? period;
            throw error;
        } finally {
            this.state.isLoading = false;
        }
    }

    /** @param {Event} event of the choice */
    choosePeriod(event) {
        this.state.period = event.target.value;
        return this.load();
    }

    /** Categories, and below them what is no sum of theirs. */
    get rows() {
        const { categories, members, others, all } = this.state.data;
        const onlySales = Object.fromEntries(OF_MEMBERS.map(({ name }) => [name, null]));
        return [
            ...categories.map((row) => ({ ...row, key: row.id })),
            { ...members, key: "members", name: _t("All Members"), id: null },
            {
                ...others,
                ...onlySales,
                key: "others",
                name: _t("Everybody Else"),
                help: _t("Customers in no category, and sales without a customer."),
                id: false,
            },
        ].map((row) => withShare(row, all));
    }

    get tiles() {
        const { members, others, all } = this.state.data;
        const row = withShare(members, all);
        const against = this.format(others.basket, "amount");
        const of = (name, label, type, note) => ({ name, label, type, note, row });
        const share = this.format(row.share, "percent");
        return [
            of("members", _t("Members"), "count", _t("%s at risk today", row.at_risk)),
            of("orders", _t("Orders of Members"), "count"),
            of("revenue", _t("Revenue from Members"), "amount", _t("%s of all", share)),
            of("basket", _t("Average Basket"), "amount", _t("%s of others", against)),
            of("discount", _t("Cost of Discounts"), "amount", this.percentOf("discount", row)),
            of("margin", _t("Margin after Discounts"), "amount", this.percentOf("margin", row)),
        ];
    }

    percentOf(name, row) {
        const percent = percentOfRevenue(row, name);
        return percent !== undefined && _t("%s of revenue", this.format(percent, "percent"));
    }

    get isEmpty() {
        return isNothing(this.state.data);
    }

    series(name) {
        return largest(this.state.data.categories, `${name}_by_step`, DRAWN).map((category) => ({
            id: category.id,
            name: category.name,
            values: category[`${name}_by_step`],
        }));
    }

    format(value, type) {
        return formatFigure(value, type, this.state.data.currency_id);
    }

    /** What a button that shows but a number is called. */
    nameOf({ name, label, type }, row) {
        return `${row.name}: ${label} ${this.format(row[name], type)}`;
    }

    nameOfMove({ from, to, count }) {
        return `${from[1]} → ${to[1]}: ${this.format(count, "count")}`;
    }

    change(row, name) {
        return changeOf(row, name);
    }

    /**
     * @param {string} title of what opens
     * @param {string} method that returns its action
     * @param {Array} args
     */
    async open(title, method, ...args) {
        const action = await this.orm.call(MODEL, method, args);
        await this.action.doAction({ ...action, name: title, display_name: title });
    }

    openFigure({ name, label }, row) {
        const figure = name === "share" ? "revenue" : name;
        const title = row.name ? `${row.name}: ${label}` : `${label}`;
        return this.open(title, "action_view_figure", figure, this.state.data.period, row.id);
    }

    openStep(figure, label, categoryId, step) {
        const { categories, dates, period } = this.state.data;
        const { name } = categories.find(({ id }) => id === categoryId);
        const title = `${name}: ${label}, ${dates.steps[step]}`;
        const args = [figure, period, categoryId, step];
        return this.open(title, "action_view_figure", ...args);
    }

    openMembersOfStep(categoryId, step) {
        return this.openStep("members", _t("Members"), categoryId, step);
    }

    openRevenueOfStep(categoryId, step) {
        return this.openStep("revenue", _t("Revenue"), categoryId, step);
    }

    openMove({ from, to }) {
        const args = [this.state.data.period, to[0], from[0]];
        return this.open(`${from[1]} → ${to[1]}`, "action_view_move", ...args);
    }

    openMover({ id, name }) {
        return this.open(name, "action_view_mover", this.state.data.period, id);
    }

    openCategory(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "customer.category",
            res_id: row.id,
            views: [[false, "form"]],
        });
    }

    download() {
        const title = _t("Customer Categories").toString();
        const sheet = toSheet(title, this.state.data, this.rows);
        const blob = new Blob([JSON.stringify(sheet)], { type: "application/json" });
        return download({ url: "/web/pivot/export_xlsx", data: { data: blob } });
    }
}

registry.category("actions").add("customer_category_dashboard", CustomerCategoryDashboard);
