import { registry } from "@web/core/registry";

/**
 * @param {string} content
 * @param {string} trigger
 */
const click = (content, trigger) => ({ content, trigger, run: "click", expectUnloadPage: true });

/**
 * @param {string} content
 * @param {string} trigger
 */
const see = (content, trigger) => ({ content, trigger });

/** A customer wants no SMS of a group, but e-mails as before. */
registry.category("web_tour.tours").add("customer_category_messages", {
    steps: () => [
        see("all are wanted", "fieldset:contains(VIP) input[name^=sms]:checked"),
        { content: "no SMS", trigger: "label:contains(SMS)", run: "click" },
        click("save", "button:contains(Save choices)"),
        see("it is saved", "[role=status]:contains(Your choices are saved)"),
        see("no SMS", "fieldset:contains(VIP) input[name^=sms]:not(:checked)"),
        see("but e-mails", "fieldset:contains(VIP) input[name^=email]:checked"),
    ],
});

/** A customer reads what her groups bring and how far the next one is. */
registry.category("web_tour.tours").add("customer_category_my_rewards", {
    steps: () => [
        click("my rewards", "a[title='My rewards']:visible"),
        see("her group", "#customer_category_rewards article:contains(VIP)"),
        see("and what it brings", "article:contains(VIP) li:contains(An invoice)"),
        see("what is missing", "article:contains(Silver):contains(2 more visits by)"),
        see("as a bar", "article:contains(Silver) [role=progressbar][aria-valuenow='33']"),
        see("what was before", "tr:contains(Book Club)"),
        click("home", ".o_portal_submenu a[href='/my/home']"),
        see("home again", ".o_portal_my_home"),
    ],
});
