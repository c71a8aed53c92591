import { describe, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    OTHER_PRODUCT,
    PRODUCT,
    UNKNOWN,
    VIP,
    addLine,
    answerLimits,
    createCustomer,
    createOrder,
    createPricelist,
    fixed,
    limit,
} from "@customer_category/../tests/unit/utils";

definePosModels();

async function setupSale(categories, limits = [VIP]) {
    const store = await setupPosEnv();
    const product = limit(store.models["product.template"].get(PRODUCT), limits);
    const customer = categories && createCustomer(store, categories);
    const order = createOrder(store, createPricelist(store, []), customer);
    return { store, order, product };
}

const getName = ({ display_name }) => display_name;

describe("adding a product that is for VIPs", () => {
    test("asks nothing for a VIP", async () => {
        const { store, order } = await setupSale([VIP]);
        answerLimits(store);
        expect((await addLine(store, order)).qty).toBe(1);
        expect.verifySteps([]);
    });

    for (const [who, categories] of [
        ["others", []],
        ["nobody in particular", undefined],
    ]) {
        test(`is refused for ${who}`, async () => {
            const { store, order, product } = await setupSale(categories);
            answerLimits(store);
            expect(await addLine(store, order)).toBe(undefined);
            expect(order.lines.length).toBe(0);
            expect.verifySteps([getName(product)]);
        });
    }

    test("by its variant's id alone is refused too", async () => {
        const { store, order, product } = await setupSale([]);
        answerLimits(store);
        await store.addLineToOrder(
            { product_id: product.product_variant_ids[0], product_tmpl_id: product.id },
            order
        );
        expect(order.lines.length).toBe(0);
        expect.verifySteps([getName(product.product_variant_ids[0])]);
    });

    test("is refused to a member of a category that this till does not know", async () => {
        const { store, order, product } = await setupSale([UNKNOWN], [UNKNOWN]);
        answerLimits(store);
        await addLine(store, order);
        expect(order.lines.length).toBe(0);
        expect.verifySteps([getName(product)]);
    });

    test("that comes back asks nothing", async () => {
        const { store, order } = await setupSale([]);
        answerLimits(store);
        await addLine(store, order, { qty: -1 });
        expect(order.lines.length).toBe(1);
        expect.verifySteps([]);
    });

    test("goes on once a VIP is chosen in the dialog", async () => {
        const { store, order, product } = await setupSale();
        answerLimits(store, { way: "customer" });
        patchWithCleanup(store, {
            selectPartner: async () => store.setPartnerToCurrentOrder(createCustomer(store, [VIP])),
        });
        expect((await addLine(store, order)).qty).toBe(1);
        expect.verifySteps([getName(product)]);
    });
});

describe("a manager", () => {
    test("lets it through with a reason, which the order keeps", async () => {
        const { store, order, product } = await setupSale([]);
        answerLimits(store, { way: "override", reason: "New member" });
        expect((await addLine(store, order)).qty).toBe(1);
        expect.verifySteps([getName(product)]);
        expect(order.customer_category_override).toMatch(/let .* through for .*: New member/);
        expect(await store.checkForbiddenLines(order)).toBe(true);
        expect.verifySteps([]);
    });

    test("lets it through for this customer only", async () => {
        const { store, order, product } = await setupSale([]);
        answerLimits(store, { way: "override", reason: "New member" });
        await addLine(store, order);
        order.setPartner(createCustomer(store, []));
        expect(order.getForbiddenLines().length).toBe(1);
        expect.verifySteps([getName(product)]);
    });

    test("alone is offered to", async () => {
        const { store, order } = await setupSale([]);
        patchWithCleanup(store.dialog, {
            add(popup, props, { onClose }) {
                expect.step(String(props.canOverride));
                onClose();
            },
        });
        for (const _role of ["manager", "cashier"]) {
            patchWithCleanup(store, { getCashier: () => ({ name: "Mia", _role }) });
            await addLine(store, order);
        }
        expect.verifySteps(["true", "false"]);
    });
});

describe("a customer who is changed or removed", () => {
    test("leaves lines that are removed if the cashier says so", async () => {
        const { store, order, product } = await setupSale([VIP]);
        await addLine(store, order);
        const kept = await addLine(store, order, { product: OTHER_PRODUCT });
        answerLimits(store, { way: "remove" });
        store.setPartnerToCurrentOrder(false);
        await animationFrame();
        expect.verifySteps([getName(product.product_variant_ids[0])]);
        expect(order.lines.map(({ id }) => id)).toEqual([kept.id]);
    });

    test("leaves them until the payment if the dialog is closed", async () => {
        const { store, order, product } = await setupSale([VIP]);
        await addLine(store, order);
        answerLimits(store);
        store.setPartnerToCurrentOrder(createCustomer(store, []));
        await animationFrame();
        await store.pay();
        const name = getName(product.product_variant_ids[0]);
        expect.verifySteps([name, name]);
        expect(order.lines.length).toBe(1);
    });

    test("is asked nothing about lines that all may buy", async () => {
        const { store, order } = await setupSale([VIP]);
        await addLine(store, order, { product: OTHER_PRODUCT });
        answerLimits(store);
        store.setPartnerToCurrentOrder(false);
        expect(await store.checkForbiddenLines(order)).toBe(true);
        expect.verifySteps([]);
    });
});

describe("a combo", () => {
    test("with an item that is not for the customer is refused", async () => {
        const { store, order, product } = await setupSale([]);
        answerLimits(store);
        const values = {
            product_tmpl_id: { isCombo: () => false },
            combo_line_ids: [["create", { product_id: product.product_variant_ids[0], qty: 1 }]],
        };
        expect(await store.handleComboProduct(values, order)).toBe(false);
        expect.verifySteps([getName(product.product_variant_ids[0])]);
    });
});

describe("a real combo", () => {
    const COMBO = 7;
    const DESK = 3;
    const CHAIR = 1;

    async function setupCombo() {
        const { store } = await setupSale([], []);
        const item = (id) => ({
            combo_item_id: store.models["product.combo.item"].get(id),
            qty: 1,
        });
        const desk = item(DESK).combo_item_id.product_id;
        limit(desk.product_tmpl_id, [VIP]);
        const onCombo = { product_tmpl_id: COMBO };
        const rules = [fixed(450, { ...onCombo, customer_category_id: VIP }), fixed(500, onCombo)];
        const order = createOrder(store, createPricelist(store, rules));
        const payload = [[item(DESK)], [item(CHAIR)]];
        const add = () => addLine(store, order, { product: COMBO, payload });
        return { store, order, desk, add };
    }

    test("with something for VIPs is refused to others, as a whole", async () => {
        const { store, order, desk, add } = await setupCombo();
        answerLimits(store);
        await add();
        expect(order.lines.length).toBe(0);
        expect.verifySteps([getName(desk)]);
    });

    test("has the prices of the customer who is chosen in the dialog", async () => {
        const { store, order, desk, add } = await setupCombo();
        answerLimits(store, { way: "customer" });
        patchWithCleanup(store, {
            selectPartner: async () => store.setPartnerToCurrentOrder(createCustomer(store, [VIP])),
        });
        const line = await add();
        expect(line.combo_line_ids.map((child) => child.price_unit)).toEqual([450, 100]);
        expect(order.getForbiddenLines()).toEqual([]);
        expect.verifySteps([getName(desk)]);
    });
});

describe("lines that", () => {
    for (const [what, values] of [
        ["are refunded", { refunded_orderline_id: {} }],
        ["settle a sale order", { sale_order_origin_id: {} }],
    ]) {
        test(`${what} are exempt when added`, async () => {
            const { order, product } = await setupSale([]);
            const sale = { product_id: product.product_variant_ids[0], qty: 1 };
            expect(order.getForbiddenProducts([sale]).length).toBe(1);
            expect(order.getForbiddenProducts([{ ...sale, ...values }])).toEqual([]);
        });
    }

    test("give something back are exempt in the order and at its payment", async () => {
        const { store, order } = await setupSale([VIP]);
        const line = await addLine(store, order);
        order.setPartner(createCustomer(store));
        expect(order.getForbiddenLines()).toEqual([line]);
        line.setQuantity(-1);
        expect(order.getForbiddenLines()).toEqual([]);
        answerLimits(store);
        expect(await store.checkForbiddenLines(order)).toBe(true);
        expect.verifySteps([]);
    });
});

describe("the products on show", () => {
    test("leave out what is not for the customer where the till is to hide it", async () => {
        const { store, order } = await setupSale([]);
        expect(store.getExcludedProductIds()).not.toInclude(PRODUCT);
        store.config.customer_category_restricted_products = "hide";
        expect(store.getExcludedProductIds()).toInclude(PRODUCT);
        order.setPartner(createCustomer(store, [VIP]));
        expect(store.getExcludedProductIds()).not.toInclude(PRODUCT);
    });
});
