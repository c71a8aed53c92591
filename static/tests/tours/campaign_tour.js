import { registry } from "@web/core/registry";

/** @param {string} name */
const field = (name) => `.o_field_widget[name=${name}]`;

/**
 * @param {string} name
 * @param {string} figure
 */
const counted = (name, figure) => ({
    content: `${name} is ${figure}`,
    trigger: `${field(name)}:contains(/^${figure}$/)`,
});

/** The owner writes to a segment: sees whom it reaches, tries SMS, and sends. */
registry.category("web_tour.tours").add("customer_category_campaign", {
    steps: () => [
        {
            content: "write to the segment",
            trigger: "button[name=action_send_email]",
            run: "click",
        },
        {
            content: "it is for the segment",
            trigger: `${field("customer_category_ids")} .o_tag:contains(Lapsing)`,
        },
        counted("category_member_count", "3"),
        counted("category_email_count", "1"),
        counted("category_optout_count", "1"),
        counted("category_unaddressed_count", "1"),
        counted("category_recipient_count", "1"),
        {
            content: "try SMS",
            trigger: `${field("mailing_type")} .o_radio_item:contains(SMS) input`,
            run: "click",
        },
        counted("category_unaddressed_count", "3"),
        {
            content: "back to e-mail",
            trigger: `${field("mailing_type")} .o_radio_item:contains(Email) input`,
            run: "click",
        },
        counted("category_recipient_count", "1"),
        {
            content: "name it",
            trigger: `${field("subject")} input`,
            run: "edit Come back soon",
        },
        { content: "send", trigger: "button[name=action_launch]", run: "click" },
        {
            content: "yes, to all of them",
            trigger: ".modal footer button.btn-primary",
            run: "click",
        },
        {
            content: "it is in the queue",
            trigger: ".o_arrow_button_current:contains(In Queue)",
        },
    ],
});

/** Later the owner looks what came of it. */
registry.category("web_tour.tours").add("customer_category_campaign_result", {
    steps: () => [
        {
            content: "see the messages of the segment",
            trigger: "button[name=action_view_mailings]:contains(1)",
            run: "click",
        },
        {
            content: "open the one that was opened once",
            trigger: ".o_data_row:contains(Come back soon) td[name=subject]",
            run: "click",
        },
        {
            content: "see the result",
            trigger: "a.nav-link[name=customer_category_result]",
            run: "click",
        },
        counted("category_reached_count", "1"),
        counted("category_reached_visits", "2"),
        {
            content: "see what they spent",
            trigger: `${field("category_reached_spend")}:contains(70)`,
        },
    ],
});

/** The owner writes to some of the members: the message is for those, and stays so. */
registry.category("web_tour.tours").add("customer_category_write_to_selected", {
    steps: () => [
        {
            content: "see the members",
            trigger: "button[name=action_view_members]",
            run: "click",
        },
        {
            content: "as a list",
            trigger: ".o_switch_view.o_list, .o_list_view",
            run: () => document.querySelector(".o_switch_view.o_list")?.click(),
        },
        {
            content: "select one of them",
            trigger: ".o_data_row:contains(Bob) .o_list_record_selector input",
            run: "click",
        },
        {
            content: "write to the selected one",
            trigger: ".o_control_panel button[name=action_email_as_members]",
            run: "click",
        },
        counted("category_member_count", "1"),
        {
            content: "try SMS",
            trigger: `${field("mailing_type")} .o_radio_item:contains(SMS) input`,
            run: "click",
        },
        counted("category_unaddressed_count", "1"),
        {
            content: "back to e-mail",
            trigger: `${field("mailing_type")} .o_radio_item:contains(Email) input`,
            run: "click",
        },
        {
            content: "name it",
            trigger: `${field("subject")} input`,
            run: "edit For Bob",
        },
        {
            content: "keep it",
            trigger: ".o_form_button_save",
            run: "click",
        },
        { content: "it is kept", trigger: ".o_form_saved" },
    ],
});
