import { registry } from "@web/core/registry";

const BADGES = ".o_field_widget[name=customer_category_ids]";
const ACTIVITY = ".o-mail-Activity:contains(Review the members)";

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

/** @param {string} name */
const takeOff = (name) => click(`x on ${name}`, `${BADGES} .o_tag:contains(${name}) .o_delete`);

/** A clerk takes a badge off, thinks better of it, and takes it off for good. */
registry.category("web_tour.tours").add("customer_category_badge_x", {
    steps: () => [
        see(
            "what follows rules has no x",
            `${BADGES} .o_tag:contains(Silver):not(:has(.o_delete))`
        ),
        takeOff("Students"),
        see("it is off", `${BADGES}:not(:has(.o_tag:contains(Students)))`),
        click("no, leave her in", ".o_form_button_cancel"),
        see("it is on again", `${BADGES} .o_tag:contains(Students)`),
        takeOff("Students"),
        see("it is off again", `${BADGES}:not(:has(.o_tag:contains(Students)))`),
        see("the other stays", `${BADGES} .o_tag:contains(Trade)`),
        click("save", ".o_form_button_save"),
        see("saved", ".o_form_saved"),
        click("her history", ".o_notebook .nav-link:contains(Category History)"),
        see("tells of both stays", "[name=customer_category_membership_ids] .o_data_row:eq(1)"),
    ],
});

/** Who is in charge reads who came and went, and is done with it. */
registry.category("web_tour.tours").add("customer_category_review", {
    steps: () => [
        see("who joined", `${ACTIVITY} .o-mail-Activity-note:contains(Joined: 1):contains(Ann)`),
        see("who left", `${ACTIVITY} .o-mail-Activity-note:contains(Left: 1):contains(Cid)`),
        see("who stays away", `${ACTIVITY} .o-mail-Activity-note:contains(have not come: 1)`),
        click("done", `${ACTIVITY} .o-mail-Activity-markDone`),
        click("without a word", ".o-mail-ActivityMarkAsDone button[aria-label=Done]"),
        see("it is gone", ".o-mail-Chatter:not(:has(.o-mail-Activity))"),
        see("the log keeps it", ".o-mail-Message:contains(Review the members)"),
    ],
});
