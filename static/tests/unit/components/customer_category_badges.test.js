import { expect, test } from "@odoo/hoot";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { CustomerCategoryBadges } from "@customer_category/app/components/customer_category_badges/customer_category_badges";
import { TRADE, VIP, createCustomer } from "@customer_category/../tests/unit/utils";

definePosModels();

const mount = (customer, props = {}) =>
    mountWithCleanup(CustomerCategoryBadges, { props: { customer, ...props } });

test("a customer wears a badge of each category, in its colour", async () => {
    const store = await setupPosEnv();
    await mount(createCustomer(store, [TRADE, VIP]));
    expect(".o_badge").toHaveCount(2);
    expect(".o_badge:eq(0)").toHaveText("VIP");
    expect(".o_badge:eq(0)").toHaveClass("o_tag_color_3");
});

test("a customer without categories wears nothing", async () => {
    const store = await setupPosEnv();
    await mount(createCustomer(store));
    expect(".customer-category-badges").toHaveCount(0);
});

test("badges beyond the limit are counted", async () => {
    const store = await setupPosEnv();
    await mount(createCustomer(store, [TRADE, VIP]), { limit: 1 });
    expect(".customer-category-badges").toHaveText("+2");
});

for (const values of [{ show_at_till: false }, { confidential: true }, { name: "" }]) {
    test(`a category with ${JSON.stringify(values)} gives no badge`, async () => {
        const store = await setupPosEnv();
        Object.assign(store.models["customer.category"].get(VIP), values);
        await mount(createCustomer(store, [TRADE, VIP]));
        expect(".customer-category-badges").toHaveText("Trade");
    });
}
