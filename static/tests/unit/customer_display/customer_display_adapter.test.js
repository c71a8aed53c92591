import { expect, test } from "@odoo/hoot";
import { CustomerDisplayPosAdapter } from "@point_of_sale/app/customer_display/customer_display_adapter";
import { expectFormattedPrice, setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    VIP,
    addLine,
    createCustomer,
    createOrder,
    createPricelist,
    createShopRules,
} from "@customer_category/../tests/unit/utils";

definePosModels();

/** What the display is told of an order of one plain product. */
async function setupDisplay(categoryIds, change = () => {}) {
    const store = await setupPosEnv();
    const customer = createCustomer(store, categoryIds);
    const order = createOrder(store, createPricelist(store, createShopRules()), customer);
    await addLine(store, order);
    change(store, order);
    const adapter = new CustomerDisplayPosAdapter();
    adapter.formatOrderData(order);
    return JSON.parse(JSON.stringify(adapter.data));
}

test("the display says what the category saves while the sale is made", async () => {
    const data = await setupDisplay([VIP]);
    expect(data.customerCategorySavings).toHaveLength(1);
    expect(data.customerCategorySavings[0].name).toBe("VIP");
    expectFormattedPrice(data.customerCategorySavings[0].amount, "$ 11.50");
});

test("the display does not name a category that is not shown", async () => {
    const data = await setupDisplay([VIP], (store) => {
        store.models["customer.category"].get(VIP).confidential = true;
    });
    expect(data.customerCategorySavings[0].name).toBe("");
    expect(JSON.stringify(data)).not.toInclude("VIP");
});

test("the display learns no note and no category that saves nothing", async () => {
    const data = await setupDisplay([], (store, order) => {
        store.models["customer.category"].get(VIP).till_note = "Owes us money";
        order.partner_id.update({ customer_category_ids: [["link", VIP]] });
    });
    expect(data.customerCategorySavings).toEqual([]);
    expect(JSON.stringify(data)).not.toInclude("Owes us money");
});

test("the display says after payment what the sale brought", async () => {
    const data = await setupDisplay([VIP], (_store, order) => {
        order.uiState.customerCategoryNews = "You just reached Gold.";
    });
    expect(data.customerCategoryNews).toBe("You just reached Gold.");
});

test("an order without anything to tell clears what the display told before", async () => {
    const data = await setupDisplay([]);
    expect(data.customerCategorySavings).toEqual([]);
    expect(data.customerCategoryNews).toBe("");
});
