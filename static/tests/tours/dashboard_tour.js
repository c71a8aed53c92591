import { registry } from "@web/core/registry";

const ROW = "tr[data-name=Regulars]";

/**
 * @param {string} content
 * @param {string} trigger
 */
const click = (content, trigger) => ({ content, trigger, run: "click" });

/**
 * @param {string} content
 * @param {string} trigger
 */
const see = (content, trigger) => ({ content, trigger });

/** The owner reads what a category brings, and looks at what a figure is made of. */
registry.category("web_tour.tours").add("customer_category_dashboard", {
    steps: () => [
        click("menu", "[data-menu-xmlid='customer_category.customer_category_root_menu']"),
        click(
            "dashboard",
            "[data-menu-xmlid='customer_category.customer_category_dashboard_menu']"
        ),
        see("in what currency", "main p:contains(Amounts are in USD, without taxes)"),
        see("two members", `${ROW} td[name=members]:contains(2)`),
        see("and one who joined", `${ROW} td[name=joined]:contains(1)`),
        see("each is called by its name", `${ROW} th[scope=row]:contains(Regulars)`),
        see("and its number", `${ROW} button[aria-label='Regulars: Members 2']`),
        see("what all others bring", "th[scope=row]:contains(Everybody Else)"),
        click("numbers of the graph", ".o_customer_category_numbers:eq(1) summary"),
        see("stand below", ".o_customer_category_numbers[open] button[aria-label^='Regulars, ']"),
        see("graphs of members and of revenue", "canvas[aria-label='Revenue from each category']"),
        {
            content: "a longer period",
            trigger: ".o_control_panel select",
            run: "select 90",
        },
        see("who joined since", `${ROW} td[name=joined]:contains(2)`),
        click("behind it", `${ROW} td[name=joined] button`),
        see("are both", ".o_list_view .o_data_row:eq(1)"),
        see("says what it is", ".o_breadcrumb:contains('Regulars: Joined')"),
        click("back", ".o_back_button"),
        see("the period is as it was", `${ROW} td[name=joined]:contains(2)`),
        click("what they paid", `${ROW} td[name=revenue] button`),
        click("one order", ".o_list_view .o_group_header:eq(0)"),
        click("its line", ".o_list_view .o_data_row:eq(0) td[name=product_id]"),
        see("is of an order", ".o_form_view .o_field_widget[name=lines] .o_data_row"),
    ],
});
