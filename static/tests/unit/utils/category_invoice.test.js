import { expect, test } from "@odoo/hoot";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { changeCustomerCategory } from "@customer_category/app/utils/customer_category_change";
import { followCategoryInvoice, keepInvoice } from "@customer_category/app/utils/category_invoice";
import {
    VIP,
    addLine,
    answerChanges,
    createCustomer,
    createOrder,
    createPricelist,
} from "@customer_category/../tests/unit/utils";

definePosModels();

async function setupSale(categories = []) {
    const store = await setupPosEnv();
    store.models["customer.category"].get(VIP).update({ invoice_by_default: true });
    const customer = createCustomer(store, categories);
    const order = createOrder(store, createPricelist(store, []), customer);
    await addLine(store, order);
    answerChanges(store, customer);
    const move = async (joins) => {
        await changeCustomerCategory(store, customer, VIP, joins);
        return order.isToInvoice();
    };
    return { store, customer, order, move };
}

test("the invoice comes and goes with the category within one order", async () => {
    const { order, move } = await setupSale();
    expect(order.isToInvoice()).toBe(false);
    expect(await move(true)).toBe(true);
    expect(await move(false)).toBe(false);
});

test("the invoice that the cashier asked for stays when the category goes", async () => {
    const { order, move } = await setupSale([VIP]);
    order.setToInvoice(true);
    keepInvoice(order);
    expect(await move(false)).toBe(true);
});

test("the invoice that the cashier did not want does not come by a category", async () => {
    const { order, move } = await setupSale();
    keepInvoice(order);
    expect(await move(true)).toBe(false);
});

test("the next customer of the order is asked for anew", async () => {
    const { store, order } = await setupSale();
    keepInvoice(order);
    order.setPartner(createCustomer(store, [VIP]));
    expect(order.isToInvoice()).toBe(true);
});

test("under a begun payment the invoice stays as it is", async () => {
    const { store, order, move } = await setupSale();
    order.addPaymentline(store.models["pos.payment.method"].get(1));
    expect(await move(true)).toBe(false);
});

test("a till that cannot invoice is left alone", async () => {
    const { store, order } = await setupSale([VIP]);
    order.uiState.isInvoicedByCategory = false;
    order.setToInvoice(false);
    store.config.invoice_journal_id = false;
    followCategoryInvoice(order);
    expect(order.isToInvoice()).toBe(false);
});
