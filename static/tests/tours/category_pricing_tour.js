import { registry } from "@web/core/registry";

const openCategory = (name) => ({
    content: `open ${name}`,
    trigger: `.o_kanban_record:contains(${name})`,
    run: "click",
});

const chooseIn = (field, name) => [
    {
        content: `type ${name}`,
        trigger: `.modal .o_field_widget[name=${field}] input`,
        run: `edit ${name}`,
    },
    {
        content: `choose ${name}`,
        trigger: `.o-autocomplete--dropdown-item:contains(${name})`,
        run: "click",
    },
];

/** From a category that applies nowhere to its price at the till, where pricelists were off. */
registry.category("web_tour.tours").add("customer_category_apply_to_everything", {
    steps: () => [
        openCategory("VIP"),
        {
            content: "the banner says that the price applies nowhere",
            trigger:
                ".alert:contains(no pricelist has a rule) button:contains(Apply to Everything)",
            run: "click",
        },
        {
            content: "the dialog says that it switches pricelists on",
            trigger: ".modal .alert:contains(switches them on)",
        },
        { content: "and names the till", trigger: ".modal .alert:contains(Corner: will use)" },
        {
            content: "apply",
            trigger: ".modal button:contains(Apply)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "the category says where it applies",
            trigger: ".o_field_widget[name=benefit_summary]:contains(all products)",
        },
        {
            content: "no banner is left",
            trigger: ".o_form_view:not(:has(button:contains(Apply to Everything):visible))",
        },
    ],
});

/** Two products in two pricelists at once, one rule of which is there already. */
registry.category("web_tour.tours").add("customer_category_add_to_pricelist", {
    steps: () =>
        [
            openCategory("VIP"),
            {
                content: "add to pricelist",
                trigger: "button:contains(Add to Pricelist)",
                run: "click",
            },
            {
                content: "all pricelists are proposed",
                trigger:
                    ".modal .o_field_widget[name=pricelist_ids]:has(.o_tag:contains(Retail)):has(.o_tag:contains(Wholesale))",
            },
            chooseIn("product_tmpl_ids", "Mug"),
            {
                content: "the rule that is there is shown",
                trigger: ".modal .o_field_widget[name=item_ids] .o_data_row:contains(Retail)",
            },
            chooseIn("product_tmpl_ids", "Kettle"),
            {
                content: "three are missing",
                trigger:
                    ".modal .alert:contains('Rules to add: 3. There already, and left as they are: 1.')",
            },
            { content: "add them", trigger: ".modal button:contains(Add)", run: "click" },
            {
                content: "the category has four rules",
                trigger: "button[name=action_view_price_rules]:contains(4)",
                run: "click",
            },
            {
                content: "and lists them",
                trigger: ".o_list_view .o_data_row:contains(Kettle)",
            },
        ].flat(),
});

/** What a member pays, and why. */
registry.category("web_tour.tours").add("customer_category_check_price", {
    steps: () =>
        [
            openCategory("VIP"),
            {
                content: "check a price",
                trigger: "button:contains(Check a Price)",
                run: "click",
            },
            {
                content: "a product is missing",
                trigger: ".modal .alert:contains(Choose a product)",
            },
            chooseIn("product_id", "Mug"),
            {
                content: "the price of a member",
                trigger: ".modal .o_field_widget[name=price]:contains(80.00)",
            },
            {
                content: "the price without",
                trigger: ".modal .o_field_widget[name=general_price]:contains(100.00)",
            },
            {
                content: "and why",
                trigger: ".modal .alert:contains(Members of “VIP” pay this price)",
            },
            { content: "close", trigger: ".modal button:contains(Close)", run: "click" },
            { content: "the category is back", trigger: "body:not(:has(.modal)) .o_form_view" },
        ].flat(),
});

/** A category with rules is deleted after a question. */
registry.category("web_tour.tours").add("customer_category_delete_with_prices", {
    steps: () => [
        openCategory("VIP"),
        { content: "the list has an action menu too: wait", trigger: ".o_form_view" },
        {
            content: "open the actions",
            trigger: ".o_cp_action_menus button:has(.fa-cog)",
            run: "click",
        },
        {
            content: "delete",
            trigger: ".o-dropdown--menu .dropdown-item:contains(Delete)",
            run: "click",
        },
        {
            content: "past sales lose it",
            trigger: ".modal-body:contains(past sales):contains(Archive)",
        },
        { content: "confirm", trigger: ".modal button:contains(Delete)", run: "click" },
        {
            content: "the rules are named",
            trigger: ".modal:contains(has rules in pricelist “Retail”)",
        },
        {
            content: "delete them too",
            trigger: ".modal button:contains(Delete Category and Rules)",
            run: "click",
        },
        {
            content: "the others are shown",
            trigger: ".o_kanban_view:not(:has(.o_kanban_record:contains(VIP)))",
        },
    ],
});
