import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { OptionalProductPopup } from "@point_of_sale/app/components/popups/optional_products_popup/optional_products_popup";
import { mountPosDialog, setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    OTHER_PRODUCT,
    PRODUCT,
    VIP,
    answerLimits,
    createCustomer,
    createOrder,
    createPricelist,
    limit,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const FREE_FOR_ALL = 8;

async function setupExtras(handling) {
    const store = await setupPosEnv();
    store.config.customer_category_restricted_products = handling;
    const templates = store.models["product.template"];
    const limited = limit(templates.get(PRODUCT), [VIP]);
    const product = templates.get(OTHER_PRODUCT);
    product.update({
        pos_optional_product_ids: [
            ["link", limited],
            ["link", templates.get(FREE_FOR_ALL)],
        ],
    });
    const order = createOrder(store, createPricelist(store, []), createCustomer(store));
    const popup = await mountPosDialog(OptionalProductPopup, {
        productTemplate: product,
        close: () => {},
    });
    return { store, order, popup };
}

const getIds = (popup) =>
    popup.state.product_lines.map(({ product_tmpl_id }) => product_tmpl_id.id);

test("an extra that is not for the customer is refused", async () => {
    const { store, order, popup } = await setupExtras("lock");
    expect(getIds(popup)).toEqual([PRODUCT, FREE_FOR_ALL]);
    answerLimits(store);
    popup.state.product_lines.forEach((line) => (line.qty = 1));
    popup.confirm();
    await animationFrame();
    expect.verifySteps([store.models["product.template"].get(PRODUCT).display_name]);
    expect(order.lines.map((line) => line.product_id.product_tmpl_id.id)).toEqual([FREE_FOR_ALL]);
});

test("an extra that the till hides is not offered", async () => {
    const { popup } = await setupExtras("hide");
    expect(getIds(popup)).toEqual([FREE_FOR_ALL]);
});
