import { describe, expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    TRADE,
    UNKNOWN,
    VIP,
    addLine,
    createCustomer,
    createOrder,
    createPricelist,
    limit,
} from "@customer_category/../tests/unit/utils";

definePosModels();

const CARD = 2;

async function setupSale(categories, limits) {
    const store = await setupPosEnv();
    const method = limit(store.models["pos.payment.method"].get(CARD), limits);
    const order = createOrder(
        store,
        createPricelist(store, []),
        categories && createCustomer(store, categories)
    );
    return { store, order, method };
}

describe("a payment method", () => {
    test("is taken from members of its categories", async () => {
        const { order, method } = await setupSale([VIP], [VIP, TRADE]);
        expect(order.addPaymentline(method).status).toBe(true);
        expect(order.getForbiddenPaymentMethod()).toBe(undefined);
    });

    test("without categories is taken from everybody", async () => {
        const { order, method } = await setupSale(undefined, []);
        expect(order.addPaymentline(method).status).toBe(true);
    });

    test("is refused to others, with the reason and the way out", async () => {
        const { order, method } = await setupSale([], [VIP, TRADE]);
        const { status, data } = order.addPaymentline(method);
        expect(status).toBe(false);
        expect(String(data)).toBe("“Card” is only for VIP, Trade. Take another payment method.");
        expect(order.payment_ids.length).toBe(0);
    });

    test("asks for a customer where there is none", async () => {
        const { order, method } = await setupSale(undefined, [VIP]);
        const { data } = order.addPaymentline(method);
        expect(String(data)).toBe("“Card” is only for VIP. Choose a customer first.");
    });

    test("is refused to all when the till does not know its category", async () => {
        const { order, method } = await setupSale([VIP, UNKNOWN], [UNKNOWN]);
        const { status, data } = order.addPaymentline(method);
        expect(status).toBe(false);
        expect(String(data)).toMatch(/not in use at this till/);
    });

    test("takes back what was paid by it, whoever it is for", async () => {
        const { order, method } = await setupSale([], [VIP]);
        order.is_refund = true;
        expect(order.addPaymentline(method).status).toBe(true);
        expect(order.getForbiddenPaymentMethod()).toBe(undefined);
    });

    test("is looked at again when the customer changes", async () => {
        const { store, order, method } = await setupSale([VIP], [VIP]);
        await addLine(store, order);
        order.addPaymentline(method);
        order.setPartner(createCustomer(store, []));
        expect(order.getForbiddenPaymentMethod().id).toBe(CARD);
    });
});

describe("the invoice", () => {
    async function setupInvoice() {
        const sale = await setupSale(undefined, []);
        sale.store.models["customer.category"].get(VIP).update({ invoice_by_default: true });
        return sale;
    }

    test("is set for a category that needs one, and goes with the customer", async () => {
        const { store, order } = await setupInvoice();
        order.setPartner(createCustomer(store, [VIP]));
        expect(order.isToInvoice()).toBe(true);
        order.setPartner(createCustomer(store, [TRADE]));
        expect(order.isToInvoice()).toBe(false);
    });

    test("that the cashier asked for stays", async () => {
        const { store, order } = await setupInvoice();
        order.setToInvoice(true);
        order.setPartner(createCustomer(store, [VIP]));
        order.setPartner(false);
        expect(order.isToInvoice()).toBe(true);
    });
});
