import { _t } from "@web/core/l10n/translation";
import { formatFloat, formatInteger, formatMonetary } from "@web/views/fields/formatters";

/** What the user chooses from, as the server names it; the first one is shown at first. */
export const PERIODS = [
    { name: "30", label: _t("Last 30 Days") },
    { name: "90", label: _t("Last 90 Days") },
    { name: "365", label: _t("Last 365 Days") },
    { name: "month", label: _t("This Month") },
    { name: "last_month", label: _t("Last Month") },
    { name: "year", label: _t("This Year") },
];

/** Figures of who is in a category. */
export const OF_MEMBERS = [
    { name: "members", label: _t("Members"), type: "count" },
    { name: "joined", label: _t("Joined"), type: "count" },
    { name: "departed", label: _t("Left"), type: "count" },
    { name: "moved_in", label: _t("Moved In"), type: "count" },
    { name: "moved_out", label: _t("Moved Out"), type: "count" },
    {
        name: "at_risk",
        label: _t("At Risk"),
        type: "count",
        help: _t("Members who do not qualify any more, in their grace days, as of today."),
    },
];

/** Figures of what they buy. */
const OF_SALES = [
    {
        name: "orders",
        label: _t("Orders"),
        type: "count",
        help: _t("Sales that are no refund and did not come back in full."),
    },
    { name: "visits", label: _t("Orders per Customer"), type: "average" },
    { name: "basket", label: _t("Average Basket"), type: "amount" },
    { name: "revenue", label: _t("Revenue"), type: "amount" },
    {
        name: "share",
        label: _t("Share"),
        type: "percent",
        help: _t("Of the revenue from all sales."),
    },
    {
        name: "discount",
        label: _t("Discounts"),
        type: "amount",
        help: _t("What customers paid below the price for everybody."),
    },
    {
        name: "margin",
        label: _t("Margin"),
        type: "amount",
        help: _t("Revenue less the cost of what was sold."),
    },
];

/** All of them, as columns of the table. */
export const FIGURES = [...OF_MEMBERS, ...OF_SALES];

/**
 * @param {number} value
 * @param {string} type of a figure
 * @param {number} currencyId
 * @returns {string} as the user reads numbers; large amounts without cents
 */
export function formatFigure(value, type, currencyId) {
    const isSmall = value && Math.abs(value) < 100;
    switch (type) {
        case "amount":
            return formatMonetary(value, { currencyId, digits: isSmall ? undefined : [16, 0] });
        case "average":
            return formatFloat(value, { digits: [16, 1] });
        case "percent":
            return `${formatFloat(value, { digits: [16, 0] })}%`;
        default:
            return formatInteger(value);
    }
}

/**
 * @param {Object} row figures
 * @param {Object} all figures of all sales
 * @returns {Object} the same with the share that it has of all revenue, in percent
 */
export function withShare(row, all) {
    return { ...row, share: all.revenue ? (100 * row.revenue) / all.revenue : 0 };
}

/**
 * @param {Object} row figures
 * @param {string} name of a figure
 * @returns {number|undefined} how many percent of the revenue it is, if there is any
 */
export function percentOfRevenue(row, name) {
    return row.revenue > 0 ? (100 * row[name]) / row.revenue : undefined;
}

/**
 * @param {Object} row figures
 * @param {string} name of a figure
 * @returns {number|undefined} by how many percent it changed, if there is what to compare
 */
export function changeOf(row, name) {
    const before = row[`${name}_before`];
    return before > 0 ? Math.round((100 * (row[name] - before)) / before) : undefined;
}

/**
 * @param {Object} data of the dashboard
 * @returns {boolean} whether neither members nor sales nor refunds are in the period
 */
export function isNothing({ categories, all }) {
    const amounts = ["orders", "revenue", "discount", "margin"];
    return (
        !categories.some((row) => OF_MEMBERS.some(({ name }) => row[name])) &&
        !amounts.some((name) => all[name])
    );
}

/** What a cell may not begin with, lest a spreadsheet takes it for a formula. */
const STARTS_FORMULA = /^[=+\-@\t\r\n]/;

/**
 * @param {string} text
 * @returns {string} the same, as a spreadsheet shows it
 */
export function asText(text) {
    return STARTS_FORMULA.test(text) ? `'${text}` : text;
}

/**
 * @param {string} title
 * @param {{dates: Object, currency: string}} data of the dashboard
 * @param {Object[]} rows with names and figures
 * @returns {Object} the table as Odoo's export of pivots takes it
 */
export function toSheet(title, { dates: { first, last }, currency }, rows) {
    const heading = _t("%(first)s – %(last)s, amounts in %(currency)s without taxes", {
        first,
        last,
        currency,
    });
    return {
        model: "customer.category.dashboard",
        title,
        measure_count: FIGURES.length,
        col_group_headers: [[{ title: `${heading}`, width: FIGURES.length, height: 1 }]],
        measure_headers: FIGURES.map(({ label }) => ({ title: `${label}`, is_bold: true })),
        origin_measure_headers: [],
        rows: rows.map((row) => ({
            title: asText(row.name),
            indent: 0,
            values: FIGURES.map(({ name }) => ({ value: row[name] ?? "" })),
        })),
    };
}

/**
 * @param {Object[]} categories
 * @param {string} name of what is drawn
 * @param {number} limit
 * @returns {Object[]} those with the most of it, so many at the most
 */
export function largest(categories, name, limit) {
    const size = (category) => Math.max(0, ...(category[name] ?? []));
    return categories
        .filter((category) => size(category) > 0)
        .sort((one, other) => size(other) - size(one))
        .slice(0, limit);
}
