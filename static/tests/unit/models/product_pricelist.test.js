import { expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { UNKNOWN, VIP, createPricelist, fixed, load } from "@customer_category/../tests/unit/utils";

definePosModels();

const getPrices = (rules) => rules.map((rule) => rule.fixed_price);

test("Odoo finds no category rules on a pricelist and its product categories", async () => {
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
});

test("a rule that gets its category while the till is open is no longer for everybody", async () => {
    const store = await setupPosEnv();
    const pricelist = createPricelist(store, [fixed(50)]);
    const [id] = pricelist.getGeneralRulesIdsByCategories([]);
    store.models["product.pricelist.item"].get(id).customer_category_id = VIP;
    expect(pricelist.getGeneralRulesIdsByCategories([])).toEqual([]);
});
