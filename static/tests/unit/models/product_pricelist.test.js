import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { RAW_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    PRODUCT,
    UNKNOWN,
    VIP,
    addLine,
    createOrder,
    createPricelist,
    fixed,
    load,
} from "@customer_category/../tests/unit/utils";

definePosModels();

describe("where Odoo looks for rules, category rules are not found", () => {
    const getPrices = (rules) => rules.map((rule) => rule.fixed_price);
    const onProduct = { product_tmpl_id: PRODUCT };
    const onVariant = { ...onProduct, product_id: PRODUCT };

    test("on the product", async () => {
        const store = await setupPosEnv();
        createPricelist(store, [
            fixed(90, { ...onProduct, customer_category_id: VIP }),
            fixed(10, { ...onProduct, customer_category_id: UNKNOWN }),
            fixed(100, onProduct),
        ]);
        const product = store.models["product.template"].get(PRODUCT);
        const rules = product.backLink("<-product.pricelist.item.product_tmpl_id");
        expect(getPrices(rules)).toEqual([100]);
        expect(getPrices(product.getCustomerCategoryRules())).toEqual([90, 10]);
    });

    test("on the variant", async () => {
        const store = await setupPosEnv();
        createPricelist(store, [
            fixed(90, { ...onVariant, customer_category_id: VIP }),
            fixed(10, { ...onVariant, customer_category_id: UNKNOWN }),
            fixed(100, onVariant),
        ]);
        const variant = store.models["product.product"].get(PRODUCT);
        const rules = variant.backLink("<-product.pricelist.item.product_id");
        expect(getPrices(rules)).toEqual([100]);
        expect(getPrices(variant.getCustomerCategoryRules())).toEqual([90, 10]);
    });

    test("on the pricelist and on its product categories", async () => {
        const store = await setupPosEnv();
        const categ = load(store, "product.category", { name: "Shoes" });
        const pricelist = createPricelist(store, [
            fixed(85, { categ_id: categ.id, customer_category_id: VIP }),
            fixed(95, { categ_id: categ.id }),
            fixed(90, { customer_category_id: VIP }),
            fixed(10, { customer_category_id: UNKNOWN }),
            fixed(100),
        ]);
        const ids = pricelist.getGeneralRulesIdsByCategories([categ.id]);
        const rules = store.models["product.pricelist.item"].readMany(ids);
        expect(getPrices(rules)).toEqual([95, 100]);
        const categoryRules = pricelist.getGeneralCustomerCategoryRules([categ.id]);
        expect(getPrices(categoryRules)).toEqual([85, 90, 10]);
    });

    test("when a rule gets its category while the till is open", async () => {
        const store = await setupPosEnv();
        const pricelist = createPricelist(store, [fixed(50)]);
        const [id] = pricelist.getGeneralRulesIdsByCategories([]);
        store.models["product.pricelist.item"].get(id).customer_category_id = VIP;
        expect(pricelist.getGeneralRulesIdsByCategories([])).toEqual([]);
    });

    test("other records with a category are", async () => {
        const store = await setupPosEnv();
        const line = await addLine(store, createOrder(store, createPricelist(store, [])));
        line[RAW_SYMBOL].customer_category_id = VIP;
        const lines = line.product_id.backLink("<-pos.order.line.product_id");
        expect(lines.map(({ uuid }) => uuid)).toEqual([line.uuid]);
    });
});
