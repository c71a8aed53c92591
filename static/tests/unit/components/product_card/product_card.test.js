import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { ProductCard } from "@point_of_sale/app/components/product_card/product_card";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
    VIP,
    createCustomer,
    createOrder,
    createPricelist,
    limit,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const LOCK = ".customer-category-lock";

test("has a lock for as long as the customer may not buy the product", async () => {
    const store = await setupPosEnv();
    const product = limit(store.models["product.template"].get(PRODUCT), [VIP]);
    const order = createOrder(store, createPricelist(store, []));
    const props = { name: "Wine", product, productId: PRODUCT, imageUrl: false };
    await mountWithCleanup(ProductCard, { props });
    expect(LOCK).toHaveCount(1);
    order.setPartner(createCustomer(store, [VIP]));
    await animationFrame();
    expect(LOCK).toHaveCount(0);
    order.setPartner(false);
    await animationFrame();
    expect(LOCK).toHaveCount(1);
});
