import { expect, test } from "@odoo/hoot";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { OrderReceipt } from "@point_of_sale/app/screens/receipt_screen/receipt/order_receipt";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
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

async function print(isOnReceipt) {
    const store = await setupPosEnv();
    store.config.customer_category_is_on_receipt = isOnReceipt;
    const pricelist = createPricelist(store, createShopRules());
    const order = createOrder(store, pricelist, createCustomer(store, [VIP]));
    await addLine(store, order);
    order.uiState.customerCategoryNews = "You just reached Silver.";
    await mountWithCleanup(OrderReceipt, { props: { order } });
}

test("a receipt says what was saved and reached", async () => {
    await print(true);
    expect(".customer-category-saving").toHaveText(/You saved .*11.50 as VIP/);
    expect(".customer-category-news").toHaveText("You just reached Silver.");
});

test("a till whose settings leave it out prints nothing of categories", async () => {
    await print(false);
    expect(".pos-receipt").toHaveCount(1);
    expect(".customer-category-saving").toHaveCount(0);
    expect(".customer-category-news").toHaveCount(0);
});
