import { expect, test } from "@odoo/hoot";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { CustomerCategoryStatus } from "@customer_category/app/components/customer_category_status/customer_category_status";
import {
    VIP,
    createCustomer,
    createOrder,
    createPricelist,
} from "@customer_category/../tests/unit/utils";
import { loadNews } from "@customer_category/app/utils/customer_news";

definePosModels();

const LINE = { text: "1 more visit by 14 Nov for Gold", is_risk: false };

async function setupSale({
    assignment = "rewards",
    answer = () => [LINE],
    hasProgress = true,
} = {}) {
    const store = await setupPosEnv();
    store.models["customer.category"].get(VIP).assignment = assignment;
    store.config.customer_category_has_progress = hasProgress;
    const order = createOrder(store, createPricelist(store, []));
    patchWithCleanup(store.data, {
        call: async (_model, method) => {
            // On a slow machine the till asks for news of its own meanwhile.
            if (method === "refresh_customer_categories") {
                return { date: "", gone: {}, records: {}, limits: {} };
            }
            expect.step(method);
            return answer();
        },
    });
    return { store, order };
}

async function choose(store, customer) {
    store.setPartnerToCurrentOrder(customer);
    await Promise.resolve();
    await Promise.resolve();
}

test("progress is asked for when a customer is chosen, and shown on the order", async () => {
    const { store, order } = await setupSale();
    await choose(store, createCustomer(store));
    expect.verifySteps(["get_customer_category_progress"]);
    await mountWithCleanup(CustomerCategoryStatus, { props: { order } });
    expect(".customer-category-status").toHaveText(LINE.text);
});

test("progress of one customer is not shown for the next", async () => {
    const { store, order } = await setupSale();
    await choose(store, createCustomer(store));
    order.setPartner(createCustomer(store));
    expect(order.customerCategoryProgress).toEqual([]);
    expect.verifySteps(["get_customer_category_progress"]);
});

test("a shop without rewards groups asks nothing", async () => {
    const { store, order } = await setupSale({ assignment: "manual" });
    await choose(store, createCustomer(store));
    await loadNews(store, [order]);
    expect.verifySteps([]);
});

test("a till whose settings leave progress out asks nothing", async () => {
    const { store } = await setupSale({ hasProgress: false });
    await choose(store, createCustomer(store));
    expect.verifySteps([]);
});

test("where the server does not answer nothing is shown", async () => {
    const { store, order } = await setupSale({
        answer: () => {
            throw new Error("offline");
        },
    });
    await choose(store, createCustomer(store));
    expect(order.customerCategoryProgress).toEqual([]);
    expect.verifySteps(["get_customer_category_progress"]);
});

test("after a sale is stored its news are kept for screen and receipt", async () => {
    const { store, order } = await setupSale({ answer: () => ({ 7: "You just reached VIP." }) });
    const sale = { id: 7, finalized: true, partner_id: {}, uiState: {} };
    await loadNews(store, [order, sale]);
    expect(sale.uiState.customerCategoryNews).toBe("You just reached VIP.");
    expect(order.uiState.customerCategoryNews).toBe(undefined);
    expect.verifySteps(["get_customer_category_news"]);
});
