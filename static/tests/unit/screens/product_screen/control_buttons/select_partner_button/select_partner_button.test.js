import { expect, test } from "@odoo/hoot";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { SelectPartnerButton } from "@point_of_sale/app/screens/product_screen/control_buttons/select_partner_button/select_partner_button";
import { TRADE, VIP, createCustomer, load } from "@customer_category/../tests/unit/utils";

definePosModels();

test("the customer's button wears the customer's badges", async () => {
    const store = await setupPosEnv();
    const partner = createCustomer(store, [VIP, TRADE]);
    await mountWithCleanup(SelectPartnerButton, { props: { partner } });
    expect(".set-partner .o_badge").toHaveCount(2);
    expect(".set-partner .o_badge:eq(0)").toHaveText("VIP");
});

test("more badges than two are counted", async () => {
    const store = await setupPosEnv();
    const staff = load(store, "customer.category", {
        name: "Staff",
        sequence: 30,
        show_at_till: true,
    });
    const partner = createCustomer(store, [VIP, TRADE, staff.id]);
    await mountWithCleanup(SelectPartnerButton, { props: { partner } });
    expect(".set-partner .customer-category-badges").toHaveText(/VIP\s*\+2/);
});

test("the button of a sale to nobody in particular is as in stock", async () => {
    await setupPosEnv();
    await mountWithCleanup(SelectPartnerButton, { props: {} });
    expect(".set-partner").toHaveText("Customer");
    expect(".customer-category-badges").toHaveCount(0);
});
