import { describe, expect, test } from "@odoo/hoot";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { ProductScreen } from "@point_of_sale/app/screens/product_screen/product_screen";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
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

const BARCODE = "test_test";

async function setupScreen(categories = []) {
    const store = await setupPosEnv();
    const product = limit(store.models["product.template"].get(PRODUCT), [VIP]);
    const other = store.models["product.template"].get(OTHER_PRODUCT);
    const customer = createCustomer(store, categories);
    const order = createOrder(store, createPricelist(store, []), customer);
    const screen = await mountWithCleanup(ProductScreen, { props: { orderUuid: order.uuid } });
    return { store, order, product, other, screen };
}

const stepExtras = (store) =>
    patchWithCleanup(store.dialog, {
        add: (_popup, { productTemplate, items }, { onClose } = {}) => {
            expect.step(items ? "refused" : `extras of ${productTemplate.id}`);
            onClose?.();
        },
    });

describe("a product that is for VIPs", () => {
    const WAYS = {
        scanned: (screen) => screen._barcodeProductAction({ base_code: BARCODE }),
        "scanned by a GS1 code": (screen) =>
            screen._barcodeGS1Action([{ type: "product", base_code: BARCODE }]),
        clicked: (screen, product) => screen.addProductToOrder(product),
    };
    for (const [how, add] of Object.entries(WAYS)) {
        test(`is refused to others when ${how}`, async () => {
            const { store, order, product, screen } = await setupScreen();
            answerLimits(store);
            await add(screen, product);
            expect(order.lines.length).toBe(0);
            expect.verifySteps([product.display_name]);
        });

        test(`is sold to a VIP when ${how}, and nothing is asked`, async () => {
            const { store, order, product, screen } = await setupScreen([VIP]);
            answerLimits(store);
            await add(screen, product);
            expect(order.lines.map((line) => line.product_id.product_tmpl_id.id)).toEqual([
                PRODUCT,
            ]);
            expect.verifySteps([]);
        });
    }

    test("is found by the search with its lock, and not where the till hides it", async () => {
        const { store, product } = await setupScreen();
        store.searchProductWord = product.name;
        const getFound = () => store.productsToDisplay.map(({ id }) => id);
        expect(getFound()).toInclude(PRODUCT);
        expect(store.isProductForbidden(product)).toBe(true);
        store.config.customer_category_restricted_products = "hide";
        expect(getFound()).not.toInclude(PRODUCT);
    });
});

describe("the extras of a product", () => {
    test("are offered with it, and not after it was refused", async () => {
        const { store, order, product, other, screen } = await setupScreen();
        product.update({ pos_optional_product_ids: [["link", other]] });
        stepExtras(store);
        await screen.addProductToOrder(product);
        expect.verifySteps(["refused"]);
        order.setPartner(createCustomer(store, [VIP]));
        await screen.addProductToOrder(product);
        expect.verifySteps([`extras of ${PRODUCT}`]);
    });

    test("that are all hidden from the customer open no empty dialog", async () => {
        const { store, product, other, screen } = await setupScreen();
        other.update({ pos_optional_product_ids: [["link", product]] });
        stepExtras(store);
        await screen.addProductToOrder(other);
        expect.verifySteps([`extras of ${OTHER_PRODUCT}`]);
        store.config.customer_category_restricted_products = "hide";
        await screen.addProductToOrder(other);
        expect.verifySteps([]);
    });
});
