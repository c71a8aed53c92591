import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

const MODAL = ".modal:not(.o_inactive_modal)";
const NUMBERS = ["+41 79 123 45 67", "079 123 45 68", "791234569", "0041 79 123 45 70", "079 1"];

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
 * @param {string} name
 * @param {number} count
 */
const seeCount = (name, count) =>
    see(`${count} of ${name}`, `${field(name)} .o_stat_value:contains(/^${count}$/)`);

/**
 * Choose a category in the tags field.
 *
 * @param {string} name
 */
const chooseCategory = (name) => [
    {
        content: `look for ${name}`,
        trigger: `${field("category_ids")} input`,
        run: `edit ${name}`,
    },
    click(`choose ${name}`, `.o-autocomplete--dropdown-item:contains(${name})`),
];

/** A clerk pastes phone numbers as people write them, adds them and undoes it. */
registry.category("web_tour.tours").add("customer_category_import_paste", {
    steps: () => [
        {
            content: "paste numbers in many notations",
            trigger: `${field("text")} textarea`,
            run: ({ edit }) => edit(NUMBERS.join("\n")),
        },
        click("next", "button[name=action_read]"),
        seeCount("matched_count", 3),
        seeCount("unknown_count", 1),
        seeCount("invalid_count", 1),
        see("why", `${field("problem_line_ids")} .o_data_row:contains(No valid phone number)`),
        ...chooseCategory("Fair"),
        see("what will happen", `${field("summary")}:contains(Fair: 3 will be added)`),
        click("create the unknown too", `${field("creates_unknown")} input`),
        see("and that", `${field("summary")}:contains(1 unknown lines will be created)`),
        click("add them", "button[name=action_apply]"),
        see("done", ".o_notification:contains(4 joined)"),
        click("undo", ".o_notification button:contains(Undo)"),
        see("undone", ".o_notification:contains(Undone.)"),
    ],
});

/** A clerk chooses a file that is far too large, and pastes the list instead. */
registry.category("web_tour.tours").add("customer_category_import_large_file", {
    steps: () => [
        {
            content: "choose the file",
            trigger: field("file"),
            run: async () => {
                const file = new File(["1\n".repeat(10.5 * 1024 * 1024)], "huge.csv");
                await inputFiles(`${field("file")} input[type=file]`, [file]);
            },
        },
        see("it is too large", ".o_notification:contains(huge.csv is larger than 20 MB)"),
        see("it was not taken", `${field("file")}:contains(Upload your file)`),
        {
            content: "paste instead",
            trigger: `${field("text")} textarea`,
            run: "edit 079 123 45 67",
        },
        click("next", "button[name=action_read]"),
        seeCount("matched_count", 1),
    ],
});

/** An owner uploads a spreadsheet, checks its columns and looks at one kind of line. */
registry.category("web_tour.tours").add("customer_category_import_file", {
    steps: () => [
        {
            content: "upload the spreadsheet",
            trigger: field("file"),
            run: async () => {
                const reply = await fetch("/customer_category/static/tests/files/fair.ods");
                const file = new File([await reply.blob()], "fair.ods");
                await inputFiles(`${field("file")} input[type=file]`, [file]);
            },
        },
        see("it is there", `${field("file")} input:value(fair.ods)`),
        click("next", "button[name=action_read]"),
        see("its columns", `${field("column_ids")} .o_data_row:contains(Mobile):contains(Phone)`),
        see("and others", `${field("column_ids")} .o_data_row:contains(City):contains(Leave out)`),
        click("find them", "button[name=action_match]"),
        seeCount("matched_count", 3),
        seeCount("ambiguous_count", 1),
        click("merge twins", `${field("problem_line_ids")} button[name=action_merge_duplicates]`),
        click("merge", `${MODAL} button[name=action_merge]`),
        click("close", `${MODAL} .btn-close`),
        click("find again", "button[name=action_match]"),
        seeCount("matched_count", 4),
        ...chooseCategory("Fair"),
        click("who was found", `.oe_stat_button:has(${field("matched_count")})`),
        see("four lines", ".o_list_view .o_pager_limit:contains(4)"),
        click("back", ".o_back_button, .breadcrumb-item a"),
        click("add them", "button[name=action_apply]"),
        see("done", ".o_notification:contains(4 joined)"),
    ],
});

/** An owner turns a contact tag into a category. */
registry.category("web_tour.tours").add("customer_category_from_tags", {
    steps: () => [
        see("the tag and its customers", `${MODAL} .o_data_row:contains(Tour Press):contains(2)`),
        see("it would be new", `${MODAL} .o_data_row:contains(Tour Press):contains(New category)`),
        click("do it", `${MODAL} button[name=action_apply]`),
        see("done", ".o_notification:contains(2 joined)"),
    ],
});
