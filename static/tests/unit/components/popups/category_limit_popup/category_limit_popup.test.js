import { expect, test } from "@odoo/hoot";
import { click, edit } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { CategoryLimitPopup } from "@customer_category/app/components/popups/category_limit_popup/category_limit_popup";

definePosModels();

async function open(props) {
    await setupPosEnv();
    await mountWithCleanup(CategoryLimitPopup, {
        props: {
            hasCustomer: true,
            items: [{ name: "Wine", categories: ["VIP", "Trade"] }],
            getPayload: ({ way, reason }) => expect.step(reason ? `${way}: ${reason}` : way),
            close: () => expect.step("close"),
            ...props,
        },
    });
}

test("names the product and the categories that may buy it", async () => {
    await open();
    expect(".customer-category-limits").toHaveText(/Wine[^]*Only for[^]*VIP[^]*Trade/);
    expect(".modal-footer button").toHaveCount(1);
});

test("says so when no category in use may buy it", async () => {
    await open({ items: [{ name: "Wine", categories: [] }] });
    expect(".customer-category-limits").toHaveText(/nobody can buy it/);
    expect(".modal-body p").toHaveCount(0);
});

test("offers to choose a customer when there is none", async () => {
    await open({ hasCustomer: false });
    await click("button:contains(Choose Customer)");
    expect.verifySteps(["customer", "close"]);
});

test("offers to remove what is in the order", async () => {
    await open({ canRemove: true });
    await click("button:contains(Remove from Order)");
    expect.verifySteps(["remove", "close"]);
});

for (const [who, hasCustomer, wayOut] of [
    ["a customer", true, "Choose another customer, or leave it out."],
    ["nobody", false, "Choose a customer who belongs to one of the categories."],
]) {
    test(`says what to do next for ${who}`, async () => {
        await open({ hasCustomer });
        expect(".modal-body p").toHaveText(wayOut);
    });
}

test("takes a manager's reason, and none that is blank", async () => {
    await open({ canOverride: true });
    await click("button:contains(Sell Anyway)");
    await animationFrame();
    expect("button:contains(Sell Anyway)").not.toBeEnabled();
    await click("textarea");
    await edit("  New member ");
    await animationFrame();
    await click("button:contains(Sell Anyway)");
    expect.verifySteps(["override: New member", "close"]);
});
