import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

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
 * @param {string} text
 */
const edit = (content, trigger, text) => ({ content, trigger, run: `edit ${text}` });

/**
 * @param {string} content
 * @param {string} trigger
 */
const see = (content, trigger) => ({ content, trigger });

/**
 * Choose a record in a many2one or tags field of the dialog.
 *
 * @param {string} name the field
 * @param {string} text
 */
const choose = (name, text) => [
    edit(`look for ${text}`, `${MODAL} ${field(name)} input`, text),
    click(`choose ${text}`, `.o-autocomplete--dropdown-item:contains(${text})`),
];

const saveForm = () => click("save", ".o_form_button_save");

const pickFromActions = (label) => [
    click("open the Actions menu", ".o_cp_action_menus button:has(.fa-cog)"),
    click(label, `.o-dropdown-item:contains(${label})`),
];

/** The owner loosens a rule twice: says no to the list first, then yes. */
registry.category("web_tour.tours").add("customer_category_preview", {
    steps: () => [
        edit("two visits are enough", `${field("min_visits")} input`, "2"),
        saveForm(),
        see("who would enter is named", `${MODAL} .o_data_row:contains(Ann):contains(Enters)`),
        click("no", `${MODAL} footer button:contains(No)`),
        see("nobody entered", `.o_stat_text:contains(Members), .o_stat_value:contains(0)`),
        edit("one visit is enough", `${field("min_visits")} input`, "1"),
        saveForm(),
        see("Bob would enter too", `${MODAL} .o_data_row:contains(Bob):contains(Enters)`),
        click("yes", `${MODAL} footer button:contains(Yes)`),
        see("both entered", `.oe_stat_button:contains(Members) .o_stat_value:contains(2)`),
    ],
});

registry.category("web_tour.tours").add("customer_category_assign_now", {
    steps: () => [
        click("assign now", "button[name=action_assign_now]"),
        see("who would enter is named", `${MODAL} .o_data_row:contains(Ann):contains(Enters)`),
        click("yes", `${MODAL} footer button:contains(Yes)`),
        see("she entered", `.oe_stat_button:contains(Members) .o_stat_value:contains(1)`),
        click("assign again", "button[name=action_assign_now]"),
        see("nothing to do", ".o_notification:contains(Everybody is where the rules want them)"),
    ],
});

/** A manager reads why somebody is no member, and pins her in. */
registry.category("web_tour.tours").add("customer_category_why", {
    steps: () => [
        click("why", "button:contains(Why?)"),
        see("what is missing", `${MODAL} b:contains(2 more visits by)`),
        see("and what it brings", `${MODAL} b:contains(10% off)`),
        see("one order counted", `${MODAL} li:contains(: counted)`),
        ...choose("category_id", "Silver"),
        click("pin her in", `${MODAL} button:contains(Pin In)`),
        edit("say why", `${MODAL} ${field("reason")} input`, "Friend of the owner"),
        click("save the pin", `${MODAL} .o_form_button_save`),
        see("no dialog is open", "body:not(:has(.modal))"),
        click("why now", "button:contains(Why?)"),
        see("the pin decides", `${MODAL} b:contains(A pin decides):contains(Friend of the owner)`),
        click("close", `${MODAL} footer button:contains(Close)`),
    ],
});

registry.category("web_tour.tours").add("customer_category_bulk_undo", {
    steps: () => [
        see("five customers", ".o_list_view .o_pager_limit:contains(5)"),
        click("select them all", "thead .o_list_record_selector input"),
        ...pickFromActions("Add to category"),
        ...choose("category_ids", "Students"),
        see(
            "what will happen",
            `${MODAL} ${field("summary")}:contains(4 will be added, 1 already in)`
        ),
        click("do it", `${MODAL} footer button:contains(Add)`),
        see("all wear the badge", ".o_data_row:nth-child(5) .o_tag:contains(Students)"),
        click("undo", ".o_notification button:contains(Undo)"),
        see("it says so", ".o_notification:contains(Undone.)"),
        see("one badge is left", ".o_list_view:not(:has(.o_tag:contains(Students):eq(1)))"),
        click("select them again", "thead .o_list_record_selector input"),
        ...pickFromActions("Replace categories"),
        ...choose("category_ids", "Trade"),
        see("who leaves", `${MODAL} ${field("summary")}:contains(Students: 1 will leave)`),
        click("do it", `${MODAL} footer button:contains(Replace)`),
        see("all wear the other badge", ".o_data_row:nth-child(5) .o_tag:contains(Trade)"),
    ],
});

/** A clerk gives one customer a membership with last day and proof. */
registry.category("web_tour.tours").add("customer_category_expiry", {
    steps: () => [
        click("add", "button:contains(Add with last day or proof)"),
        ...choose("category_ids", "Students"),
        edit("a day that is over", `${MODAL} ${field("date_expire")} input`, "01/02/2020"),
        click("try it", `${MODAL} footer button:contains(Add)`),
        see("it is refused", ".modal:contains(is over already)"),
        click("understood", ".modal footer button:contains(Close)"),
        click("change the day", `${MODAL} ${field("date_expire")} button`),
        edit("a day to come", `${MODAL} ${field("date_expire")} input`, "01/02/2099"),
        {
            content: "show the card",
            trigger: `${MODAL} ${field("proof")}`,
            run: async () => {
                const card = new File(["a student card"], "card.txt", { type: "text/plain" });
                await inputFiles(`${MODAL} .o_field_widget[name=proof] input[type=file]`, [card]);
            },
        },
        see("it is there", `${MODAL} ${field("proof")} input:value(card.txt)`),
        click("do it", `${MODAL} footer button:contains(Add)`),
        see("the last day", `${field("customer_category_expiry")}:contains(Students until)`),
        see("the proof", `${field("customer_category_proof_ids")}:contains(card.txt)`),
    ],
});
