/* global posmodel */
import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import { refresh } from "@point_of_sale/../tests/generic_helpers/utils";
import { act, addTillTour, click, leaveCart, openCart, pay, see } from "./till_steps";

/** Call the server as somebody in the back office does. */
const call = (model, method, ...args) => posmodel.data.orm.call(model, method, args);

/** Change what has this name, as somebody in the back office does. */
const change = (model, name, values) =>
    act(`in the back office: ${name}, ${JSON.stringify(values)}`, async () => {
        const domain = [["name", "=", name]];
        const context = { active_test: false };
        const ids = await posmodel.data.orm.call(model, "search", [domain], { context });
        await call(model, "write", ids, values);
    });

/** Add a customer to a category, or remove the customer from it. */
const assign = (customer, category, command) =>
    act(`in the back office: ${customer}, ${category}, ${command}`, async () => {
        const [categoryId] = await call("customer.category", "search", [["name", "=", category]]);
        const ids = await call("res.partner", "search", [["name", "=", customer]]);
        await call("res.partner", "write", ids, {
            customer_category_ids: [[command, categoryId]],
        });
    });

/** Change what the members of a category pay, or without one everybody. */
const price = (category, fixed_price) =>
    act(`in the back office: ${category || "everybody"} pays ${fixed_price}`, async () => {
        const ids = await call("product.pricelist.item", "search", [
            ["pricelist_id.name", "=", "Shop prices"],
            category
                ? ["customer_category_id.name", "=", category]
                : ["customer_category_id", "=", false],
        ]);
        await call("product.pricelist.item", "write", ids, { fixed_price });
    });

const openFrame = (name, getPath) =>
    act(`open ${name}`, () => {
        const frame = document.createElement("iframe");
        frame.id = name;
        frame.src = getPath();
        frame.style = "position: fixed; top: 100%; left: 0; width: 1300px; height: 800px";
        document.body.append(frame);
    });

const getBackTill = () => document.querySelector("#back").contentWindow;

/** Both tills have an open order with this line. */
const bothSell = (amount) => [
    see(`front sells at ${amount}`, `.order-container .orderline:contains(${amount})`),
    see(`back sells at ${amount}`, `#back:iframe .order-container .orderline:contains(${amount})`),
];

const bothWear = (badge) => [
    see(`front shows ${badge}`, `.set-partner .o_badge:contains(${badge})`),
    see(`back shows ${badge}`, `#back:iframe .set-partner .o_badge:contains(${badge})`),
];

const bothAreBare = () => [
    see("front shows no badge", ".set-partner:not(:has(.o_badge))"),
    see("back shows no badge", "#back:iframe .set-partner:not(:has(.o_badge))"),
];

const chooseVera = () => [
    ...ProductScreen.clickPartnerButton().flat(),
    PartnerList.clickPartner("Vera"),
];

/** From now on the till misses what it is told. */
const growDeaf = () =>
    act("the till hears of nothing", () => {
        posmodel.categoryRefresh.collect = () => {};
    });

addTillTour("two_tills", () => [
    openFrame("back", () => `/pos/ui/${new URLSearchParams(location.search).get("back")}`),
    click("open the back till", "#back:iframe .open-register-btn"),
    click("sell there", "#back:iframe .product:contains(Mug)"),
    act("to Vera", () => {
        const till = getBackTill().posmodel;
        const vera = till.models["res.partner"].find(({ name }) => name === "Vera");
        till.setPartnerToCurrentOrder(vera);
    }),
    ProductScreen.clickDisplayedProduct("Mug"),
    chooseVera(),
    bothSell("100.00"),
    assign("Vera", "VIP", 4),
    bothSell("90.00"),
    bothWear("VIP"),
    price("VIP", 85),
    bothSell("85.00"),
    price(false, 70),
    bothSell("70.00"),
    price(false, 100),
    bothSell("85.00"),
    change("customer.category", "VIP", { name: "Star" }),
    bothWear("Star"),
    change("customer.category", "Star", { active: false }),
    bothSell("100.00"),
    bothAreBare(),
    change("customer.category", "Star", { active: true }),
    bothSell("85.00"),
    assign("Vera", "Star", 3),
    bothSell("100.00"),
    bothAreBare(),
    leaveCart(),
    pay(),
    see("the sale in front earned a group", ".customer-category-news:contains(Silver)"),
    see("which prices in the back", "#back:iframe .order-container .orderline:contains(80.00)"),
    see("and shows there", "#back:iframe .set-partner .o_badge:contains(Silver)"),
]);

addTillTour("reloaded_till", () => [
    ProductScreen.clickDisplayedProduct("Mug"),
    chooseVera(),
    see("nothing is known of Vera", ".set-partner:not(:has(.o_badge))"),
    growDeaf(),
    assign("Vera", "VIP", 4),
    see("and knows nothing", ".set-partner:not(:has(.o_badge))"),
    refresh(),
    openCart(),
    see("it knows", ".set-partner .o_badge:contains(VIP)"),
    see("and prices", ".order-container .orderline:contains(90.00)"),
    leaveCart(),
    act("the line is cut", () => {
        posmodel.data.network.offline = true;
    }),
    ...ProductScreen.clickPartnerButton().flat(),
    see("how old it is", ".modal .customer-data-age:contains(/^Customer data from .*, offline$/)"),
    act("the line is mended", () => {
        posmodel.data.network.offline = false;
    }),
    see("nothing to say", ".modal:not(:has(.customer-data-age))"),
    PartnerList.clickPartner("Vera"),
    growDeaf(),
    change("customer.category", "VIP", { active: false }),
    refresh(),
    openCart(),
    see("the archived category does not price", ".order-container .orderline:contains(100.00)"),
    see("and is gone", ".set-partner:not(:has(.o_badge))"),
    refresh(),
    growDeaf(),
    openCart(),
    see("from the disk too", ".set-partner:not(:has(.o_badge))"),
    act("its rule is there and prices nothing", () => {
        const rules = posmodel.models["product.pricelist.item"];
        const unknown = rules.filter(
            ({ raw, customer_category_id }) => raw.customer_category_id && !customer_category_id
        );
        if (unknown.length !== 1) {
            throw new Error("The rule of the archived category is not there.");
        }
    }),
    see("all the same", ".order-container .orderline:contains(100.00)"),
]);

addTillTour("customer_display", () => [
    openFrame(
        "display",
        () => `/pos_customer_display/${posmodel.config.id}/${localStorage.getItem("device_uuid")}`
    ),
    see("the display is on", "#display:iframe h1:contains(Welcome.)"),
    ProductScreen.clickDisplayedProduct("Mug"),
    see("nothing is saved", "#display:iframe .orderline:contains(100.00)"),
    see("so nothing is said", "#display:iframe body:not(:has(.customer-category-saving))"),
    chooseVera(),
    see(
        "the saving",
        "#display:iframe .customer-category-savings:contains(/You saved .*10.00 as VIP/)"
    ),
    leaveCart(),
    pay(),
    see(
        "what was reached",
        "#display:iframe .customer-category-news:contains(You just reached Silver)"
    ),
    see(
        "and the saving",
        "#display:iframe .customer-category-after-sale:contains(/You saved .*10.00 as VIP/)"
    ),
    ReceiptScreen.clickNextOrder(),
    see("the next customer reads nothing", "#display:iframe h1:contains(Welcome.)"),
    see("of it", "#display:iframe body:not(:contains(/saved|Silver/))"),
]);
