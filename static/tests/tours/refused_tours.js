import { registry } from "@web/core/registry";

/** @param {string} name */
const field = (name) => `.o_field_widget[name=${name}]`;

/**
 * @param {string} name
 * @param {string} value
 */
const edit = (name, value) => ({
    content: `${name} is ${value}`,
    trigger: `${field(name)} input`,
    run: `edit ${value}`,
});

/** @param {string} label */
const chooseKind = (label) => ({
    content: label,
    trigger: `${field("assignment")} .o_radio_item:contains(${label}) input`,
    run: "click",
});

/** @param {string} sentence what the client must say */
const refused = (sentence) => [
    { content: "save", trigger: ".o_form_button_save", run: "click" },
    { content: sentence, trigger: `.modal .modal-body:contains(${sentence})` },
    { content: "understood", trigger: ".modal footer button:contains(Close)", run: "click" },
    { content: "it is still new", trigger: "body:not(:has(.modal)) .o_form_view" },
];

/** Every wrong rewards group is refused with one sentence, and the right one is saved. */
registry.category("web_tour.tours").add("customer_category_refused_group", {
    steps: () =>
        [
            { content: "new category", trigger: ".o-kanban-button-new", run: "click" },
            edit("name", "Gold"),
            chooseKind("Rewards group"),
            refused("needs at least one criterion"),
            edit("min_visits", "3"),
            refused("say within how many days"),
            edit("min_visits", "0"),
            edit("visit_days", "30"),
            refused("say how many visits"),
            edit("min_visits", "3"),
            edit("min_lifetime_spend", "-5"),
            refused("cannot be negative"),
            edit("min_lifetime_spend", "0"),
            edit("price_percent", "2000"),
            refused("must be between 0 and 1000"),
            edit("price_percent", "90"),
            edit("name", " sILVER "),
            refused("exists already"),
            edit("name", "Gold"),
            { content: "save", trigger: ".o_form_button_save", run: "click" },
            { content: "saved", trigger: ".o_form_saved" },
        ].flat(),
});

/** A segment whose second line is wrong is not saved with the first one alone. */
registry.category("web_tour.tours").add("customer_category_refused_segment", {
    steps: () =>
        [
            { content: "new category", trigger: ".o-kanban-button-new", run: "click" },
            edit("name", "Regulars"),
            chooseKind("Smart segment"),
            refused("needs at least one condition"),
            {
                content: "first condition",
                trigger: ".o_field_x2many_list_row_add a",
                run: "click",
            },
            edit("value", "3"),
            {
                content: "second condition",
                trigger: ".o_field_x2many_list_row_add a",
                run: "click",
            },
            {
                content: "is negative",
                trigger: `.o_selected_row ${field("value")} input`,
                run: "edit -2",
            },
            refused("has a negative number"),
            {
                content: "open it",
                trigger: ".o_data_row:nth-child(2) .o_data_cell[name=value]",
                run: "click",
            },
            {
                content: "and mend it",
                trigger: `.o_selected_row ${field("value")} input`,
                run: "edit 2",
            },
            { content: "save", trigger: ".o_form_button_save", run: "click" },
            { content: "saved", trigger: ".o_form_saved" },
        ].flat(),
});
