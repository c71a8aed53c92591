import { registry } from "@web/core/registry";

const DIALOG = ".modal:not(.o_inactive_modal)";

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
 * A row, or the card that a phone has in its place.
 *
 * @param {string} name
 */
const row = (name) => `[data-id]:contains(${name})`;

/** The owner lets the members of a category into the portal. */
registry.category("web_tour.tours").add("customer_category_access_on", {
    steps: () => [
        click("app access", ".o_field_widget[name=portal_access] input"),
        see("what that does", "div:contains(Members are invited by e-mail)"),
        click("save", ".o_form_button_save"),
        see("it is saved", ".o_form_saved"),
    ],
});

/** Later the owner looks what became of each member. */
registry.category("web_tour.tours").add("customer_category_access_result", {
    steps: () => [
        {
            content: "a phone has the buttons in a menu",
            trigger: "button[name=action_view_invitations], .o_button_more",
            run() {
                this.anchor.ownerDocument.querySelector(".o_button_more")?.click();
            },
        },
        click("one has an account", "button[name=action_view_invitations]:contains(1)"),
        see("Ann has", `${row("Ann")}:contains(Invited)`),
        see("Bob has no address", `${row("Bob")}:contains(No E-mail)`),
        click("once he has one, try again", `${row("Bob")} button[name=action_try_again]`),
        see("he is next", `${row("Bob")}:contains(Waiting)`),
    ],
});

/** Two left: the owner is asked, and closes the access of one of them. */
registry.category("web_tour.tours").add("customer_category_access_left", {
    steps: () => [
        click("the question", ".o-mail-Activity a:contains(Keep or close their access)"),
        see("both can still log in", `.o_content:has(${row("Ann")}):has(${row("Eve")})`),
        click("close it for Ann", `${row("Ann")} button[name=action_close_access]`),
        see("what that means", `${DIALOG}:contains(no longer be able to log in)`),
        click("rather not", `${DIALOG} footer button:contains(Cancel)`),
        click("let Eve keep it", `${row("Eve")} button[name=action_keep_access]`),
        see("Ann is left to decide on", `.o_content:not(:has(${row("Eve")}))`),
        click("close it for Ann", `${row("Ann")} button[name=action_close_access]`),
        click("yes", `${DIALOG} footer button.btn-primary`),
        see("all is decided", ".o_view_nocontent:contains(Nobody is left to decide on)"),
    ],
});
