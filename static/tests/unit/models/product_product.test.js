import { expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { RAW_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import {
    PRODUCT,
    UNKNOWN,
    VIP,
    addLine,
    createOrder,
    createPricelist,
    fixed,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const getPrices = (rules) => rules.map((rule) => rule.fixed_price);

test("Odoo finds no category rules on a variant", async () => {
    const store = await setupPosEnv();
    const onVariant = { product_tmpl_id: PRODUCT, product_id: PRODUCT };
    createPricelist(store, [
        fixed(90, { ...onVariant, customer_category_id: VIP }),
        fixed(10, { ...onVariant, customer_category_id: UNKNOWN }),
        fixed(100, onVariant),
    ]);
    const variant = store.models["product.product"].get(PRODUCT);
    const rules = variant.backLink("<-product.pricelist.item.product_id");
    expect(getPrices(rules)).toEqual([100]);
});

test("other records of the variant are found though they name a category", async () => {
    const store = await setupPosEnv();
    const line = await addLine(store, createOrder(store, createPricelist(store, [])));
    line[RAW_SYMBOL].customer_category_id = VIP;
    const lines = line.product_id.backLink("<-pos.order.line.product_id");
    expect(lines.map(({ uuid }) => uuid)).toEqual([line.uuid]);
});
