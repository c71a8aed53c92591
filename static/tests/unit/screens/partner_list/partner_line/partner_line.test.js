import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { click } from "@odoo/hoot-dom";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { PartnerLine } from "@point_of_sale/app/screens/partner_list/partner_line/partner_line";
import { TRADE, VIP, createCustomer } from "@customer_category/../tests/unit/utils";

definePosModels();

/** The line of a customer in a list of them: tests run on a computer and on a phone. */
async function mountLine(categoryIds) {
    const store = await setupPosEnv();
    const partner = createCustomer(store, categoryIds);
    const nothing = () => {};
    const props = {
        close: nothing,
        partner,
        isSelected: false,
        isBalanceDisplayed: false,
        onClickEdit: nothing,
        onClickUnselect: nothing,
        onClickPartner: () => expect.step("chosen"),
        onClickOrders: nothing,
    };
    await mountWithCleanup(PartnerLine, { props });
    return { store, partner };
}

test("a customer in a list wears its badges", async () => {
    await mountLine([TRADE, VIP]);
    expect(".partner-info .o_badge").toHaveCount(2);
    expect(".partner-info .o_badge:eq(0)").toHaveText("VIP");
});

test("a customer without categories looks as in stock", async () => {
    await mountLine([]);
    expect(".partner-info").toHaveCount(1);
    expect(".customer-category-badges").toHaveCount(0);
});

test("a customer's menu opens the card and chooses nobody", async () => {
    const { store, partner } = await mountLine([VIP]);
    patchWithCleanup(store, {
        showCustomerCategoryCard: ({ id }) => expect.step(`card of ${id}`),
    });
    await click(".partner-info .fa-bars");
    await animationFrame();
    await click(".o-dropdown-item:contains(Categories)");
    expect.verifySteps([`card of ${partner.id}`]);
});
