import { registry } from "@web/core/registry";

/**
 * @param {string} content
 * @param {string} trigger
 */
const click = (content, trigger) => ({ content, trigger, run: "click" });

/**
 * @param {string} name of the menu
 * @returns {Object[]} steps
 */
const open = (name) => [
    click("menu", "[data-menu-xmlid='customer_category.customer_category_root_menu']"),
    click(name, `[data-menu-xmlid='customer_category.${name}']`),
];

/**
 * @param {string} title of the report
 * @returns {Object[]} steps
 */
const readHeadings = (title) => [
    { content: title, trigger: `.o_last_breadcrumb_item:contains(${title})` },
    click("list", ".o_switch_view.o_list"),
    {
        content: `no heading of ${title} is cut`,
        trigger: ".o_list_view th[data-name]",
        run() {
            const headings = [...document.querySelectorAll(".o_list_view th[data-name] span")];
            const cut = headings.filter((one) => one.scrollWidth > one.clientWidth);
            if (cut.length) {
                throw new Error(`Cut: ${cut.map((one) => one.textContent).join(", ")}`);
            }
        },
    },
];

/** The accountant reads the lists behind the reports. */
registry.category("web_tour.tours").add("customer_category_reports", {
    steps: () => [
        ...open("customer_category_sale_report_menu"),
        ...readHeadings("Sales by Customer Category"),
        ...open("customer_category_sale_report_margin_menu"),
        ...readHeadings("Customers by Margin"),
        ...open("customer_category_member_report_menu"),
        ...readHeadings("Members by Category"),
        {
            content: "only a stay as a whole has a length",
            trigger: ".o_data_row:has(:contains(Leaves)) td[name=stay_days]",
            run() {
                if (this.anchor.textContent.trim()) {
                    throw new Error(`Who leaves stayed ${this.anchor.textContent}`);
                }
            },
        },
    ],
});
