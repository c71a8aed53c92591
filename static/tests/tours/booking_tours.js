import { registry } from "@web/core/registry";

const MODAL = ".modal:not(.o_inactive_modal)";

/** @param {string} name */
const field = (name) => `.o_field_widget[name=${name}]`;

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

/**
 * Choose from the list below a field, or from the dialog that a phone has in its place.
 *
 * @param {string} name the field
 * @param {string} text
 */
const choose = (name, text) => [
    {
        isActive: ["desktop"],
        content: `look for ${text}`,
        trigger: `${field(name)} input`,
        run: `edit ${text}`,
    },
    {
        isActive: ["desktop"],
        ...click(`choose ${text}`, `.o-autocomplete--dropdown-item:contains(${text})`),
    },
    {
        isActive: ["mobile"],
        ...click("see what there is", `${field(name)} input`),
    },
    {
        isActive: ["mobile"],
        ...click(`choose ${text}`, `${MODAL} [data-id]:contains(${text})`),
    },
    { isActive: ["mobile"], ...see("it is chosen", "body:not(:has(.modal))") },
];

const save = () => click("save", ".o_form_button_save");

/** Fill in a tasting for Ann, who may not book it, and be refused. */
const refusedTasting = () => [
    {
        content: "what it is",
        trigger: `${field("name")} input, ${field("name")} textarea`,
        run: "edit Tasting for Ann",
    },
    ...choose("partner_ids", "Ann"),
    click("the options", ".nav-link:contains(Options)"),
    ...choose("categ_ids", "Tasting"),
    see("she may not", ".alert-warning:contains(only for VIP):contains(Ann is no member)"),
    save(),
    see("nor does saving let her in", `${MODAL}:contains(Ann is no member)`),
    see("and the way out is told", `${MODAL}:contains(another event type, day or guest)`),
    click("understood", `${MODAL} footer button`),
];

/** Somebody at the desk books a tasting for Ann in vain, then for Vera, a member. */
registry.category("web_tour.tours").add("customer_category_booking", {
    steps: () => [
        ...refusedTasting(),
        {
            content: "take Ann out",
            trigger: `${field("partner_ids")} .o_tag:contains(Ann)`,
            run: `hover && click ${field("partner_ids")} .o_tag:contains(Ann) .o_delete`,
        },
        ...choose("partner_ids", "Vera"),
        { content: "nothing speaks against it", trigger: "body:not(:has(.alert-warning))" },
        save(),
        see("it is saved", ".o_form_saved"),
    ],
});

/** An administrator books it for Ann all the same, and says why. */
registry.category("web_tour.tours").add("customer_category_booking_anyway", {
    steps: () => [
        ...refusedTasting(),
        {
            content: "say why",
            trigger: `${field("customer_category_reason")} input`,
            run: "edit A friend of the house",
        },
        save(),
        see("it is saved", ".o_form_saved"),
    ],
});
