import { expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
    UNKNOWN,
    VIP,
    createPricelist,
    fixed,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const getPrices = (rules) => rules.map((rule) => rule.fixed_price);

test("Odoo finds no category rules on a product", async () => {
    const store = await setupPosEnv();
    const onProduct = { product_tmpl_id: PRODUCT };
    createPricelist(store, [
        fixed(90, { ...onProduct, customer_category_id: VIP }),
        fixed(10, { ...onProduct, customer_category_id: UNKNOWN }),
        fixed(100, onProduct),
    ]);
    const product = store.models["product.template"].get(PRODUCT);
    const rules = product.backLink("<-product.pricelist.item.product_tmpl_id");
    expect(getPrices(rules)).toEqual([100]);
});

test("a rule that gets its category while the till is open is no longer for everybody", async () => {
    const store = await setupPosEnv();
    createPricelist(store, [fixed(50, { product_tmpl_id: PRODUCT })]);
    const product = store.models["product.template"].get(PRODUCT);
    const getRules = () => product.backLink("<-product.pricelist.item.product_tmpl_id");
    getRules()[0].customer_category_id = VIP;
    expect(getRules()).toEqual([]);
});

test("a product without rules has none", async () => {
    const store = await setupPosEnv();
    const product = store.models["product.template"].get(PRODUCT);
    expect(product.backLink("<-product.pricelist.item.product_tmpl_id")).toEqual([]);
});
