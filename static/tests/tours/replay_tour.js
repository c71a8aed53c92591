import { registry } from "@web/core/registry";

const MODAL = ".modal:not(.o_inactive_modal)";

/**
 * @param {string} content
 * @param {string} trigger
 */
const click = (content, trigger) => ({ content, trigger, run: "click" });

/**
 * @param {string} content
 * @param {string} name of the field
 * @param {string} text
 */
const edit = (content, name, text) => ({
    content,
    trigger: `.o_field_widget[name=${name}] input`,
    run: `edit ${text}`,
});

/**
 * @param {string} content
 * @param {string} trigger
 */
const see = (content, trigger) => ({ content, trigger });

/** The owner tries a rule on the past, corrects it, and saves none of it. */
registry.category("web_tour.tours").add("customer_category_replay", {
    steps: () => [
        edit("two visits instead of nine", "min_visits", "2"),
        click("what would it have done", "button[name=action_replay]"),
        see("week by week", `${MODAL} .o_data_row:eq(12) [name=member_count]:contains(1)`),
        {
            content: "under headings that are whole",
            trigger: `${MODAL} th[data-name=margin] span`,
            run() {
                if (this.anchor.scrollWidth > this.anchor.clientWidth) {
                    throw new Error(`Cut: ${this.anchor.textContent}`);
                }
            },
        },
        {
            content: "as a graph, within the dialog",
            trigger: `${MODAL} [name=backtest_graph] canvas[aria-label=Members]`,
            run() {
                const field = this.anchor.closest("[name=backtest_graph]");
                if (this.anchor.getBoundingClientRect().width > field.clientWidth) {
                    throw new Error("The graph stands over its edge.");
                }
            },
        },
        see("what it would have cost", `${MODAL} [name=backtest_graph_discount] canvas`),
        see("and left", `${MODAL} [name=backtest_graph_margin] canvas`),
        see("who would have come and gone", `${MODAL} [name=backtest_graph_changes] canvas`),
        see("to take along", `${MODAL} button:contains(Download as XLSX)`),
        click("over a year", `${MODAL} button:contains(Replay 365 Days)`),
        see("more weeks", `${MODAL} .o_data_row:eq(52)`),
        see("nothing to apply", `${MODAL} footer:not(:has(button:contains(Yes)))`),
        click("back", `${MODAL} footer button:contains(Back to the Rule)`),
        see("the rule is as it was left", ".o_form_dirty, .o_form_button_save:enabled"),
        click("not so", ".o_form_button_cancel"),
        see("nothing was saved", ".o_form_saved"),
    ],
});
