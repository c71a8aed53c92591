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

const nothingBesideThePage = () => ({
    content: "nothing reaches out of the page",
    trigger: "body",
    run() {
        const { clientWidth, scrollWidth } = this.anchor.ownerDocument.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`The page is ${scrollWidth} wide where ${clientWidth} are seen.`);
        }
    },
});

/** A customer wants no SMS of a group, but e-mails as before. */
registry.category("web_tour.tours").add("customer_category_messages", {
    steps: () => [
        see("all are wanted", "fieldset:contains(VIP) input[name^=sms]:checked"),
        nothingBesideThePage(),
        { content: "no SMS", trigger: "label:contains(SMS)", run: "click" },
        click("save", "button:contains(Save choices)"),
        see("it is saved", "[role=status]:contains(Your choices are saved)"),
        see("no SMS", "fieldset:contains(VIP) input[name^=sms]:not(:checked)"),
        see("but e-mails", "fieldset:contains(VIP) input[name^=email]:checked"),
    ],
});

/** A customer joins a group that she may choose, and leaves it again. */
registry.category("web_tour.tours").add("customer_category_choose", {
    steps: () => [
        click("join", "li:contains(Book Club) button:contains(Join)"),
        see("she is in", "article:contains(Book Club):contains(Since)"),
        see(
            "and nothing else is offered",
            "#customer_category_rewards:not(:contains(You can join))"
        ),
        click("leave", "article:contains(Book Club) button:contains(Leave this group)"),
        see("it is offered again", "li:contains(Book Club) button:contains(Join)"),
        see("and kept as history", "tr:contains(Book Club)"),
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
        nothingBesideThePage(),
        click("home", ".o_portal_submenu a[href='/my/home']"),
        see("home again", ".o_portal_my_home"),
    ],
});

/** A visitor opens a group's link, creates an account, and chooses another group. */
registry.category("web_tour.tours").add("customer_category_signup", {
    steps: () => [
        see("what it brings", "li:contains(An invoice)"),
        click("sign up", "a:contains(Create an account and join)"),
        see("the group of the link", "[role=status]:contains(you join “VIP”)"),
        nothingBesideThePage(),
        { content: "name", trigger: "input[name=name]", run: "edit Nora" },
        { content: "e-mail", trigger: "input[name=login]", run: "edit nora@example.com" },
        { content: "password", trigger: "input[name=password]", run: "edit nora signs up" },
        {
            content: "and again",
            trigger: "input[name=confirm_password]",
            run: "edit nora signs up",
        },
        { content: "choose", trigger: "label:contains(Book Club)", run: "click" },
        click("create the account", "button[type=submit]:contains(Sign up)"),
        see("she is a member", "[role=status]:contains(You are a member)"),
        click("her rewards", "a:contains(My rewards)"),
        see("what she chose", "#customer_category_rewards article:contains(Book Club)"),
        see("the group of the link", "article:contains(VIP)"),
        see("and what everybody gets", "article:contains(Newcomers)"),
    ],
});
