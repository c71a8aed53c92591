import { expect, test } from "@odoo/hoot";
import { Deferred, animationFrame } from "@odoo/hoot-mock";
import { click } from "@odoo/hoot-dom";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { CustomerCategoryCard } from "@customer_category/app/components/popups/customer_category_card/customer_category_card";
import { VIP, answerChanges, createCustomer } from "@customer_category/../tests/unit/utils";

definePosModels();

const GOLD = { id: 7, name: "Gold", assignment: "rewards", is_member: true, conditions: [] };

/** The server's card of a customer: what it is in at the till, and the rewards group Gold. */
const describeCustomer = (customer) => ({
    categories: [
        ...customer.visibleCustomerCategories.map(({ id, name, assignment }) => ({
            ...{ id, name, assignment, is_member: true, conditions: [] },
        })),
        GOLD,
    ],
    history: [],
});

async function open({
    changedBy = "manager",
    role = "manager",
    getCard = describeCustomer,
    onChange = () => {},
} = {}) {
    const store = await setupPosEnv();
    const customer = createCustomer(store, [VIP]);
    store.config.customer_category_changed_by = changedBy;
    patchWithCleanup(store, { getCashier: () => ({ _role: role }) });
    patchWithCleanup(store.data, { call: async () => getCard(customer) });
    answerChanges(store, customer, onChange);
    await mountWithCleanup(CustomerCategoryCard, { props: { customer, close: () => {} } });
    return { store, customer };
}

/** Answer the popup of categories by its first, and the notification by nothing. */
function answerDialogs(store) {
    patchWithCleanup(store.dialog, {
        add(_popup, { list, getPayload }, { onClose }) {
            expect.step(list.map(({ label }) => label));
            getPayload(list[0].item);
            onClose();
        },
    });
    const told = [];
    patchWithCleanup(store.notification, {
        add(message, { buttons }) {
            told.push({ message, undo: buttons[0].onClick });
            return () => {};
        },
    });
    return told;
}

async function settle() {
    await animationFrame();
    await animationFrame();
}

test("says where the server cannot be reached that it cannot say more", async () => {
    await open({
        getCard: () => {
            throw new Error("offline");
        },
    });
    expect(".customer-category-offline").toHaveText(/only while online/);
    expect(".customer-category-badges").toHaveText("VIP");
    expect(".customer-category-add").toHaveCount(0);
});

test("a cashier who may has an x at standard categories, and why the others have none", async () => {
    await open();
    expect(".customer-category-remove").toHaveCount(1);
    expect(".customer-category-of-card:contains(VIP) .customer-category-remove").toHaveCount(1);
    expect(".customer-category-automatic").toHaveText(/cannot be changed here/);
    expect(".customer-category-add").toHaveCount(1);
});

for (const [changedBy, role] of [
    ["nobody", "manager"],
    ["manager", "cashier"],
    ["cashier", "minimal"],
]) {
    test(`a ${role} finds nothing to change where it is up to ${changedBy}`, async () => {
        await open({ changedBy, role });
        expect(".customer-category-of-card").toHaveCount(2);
        expect(".customer-category-remove").toHaveCount(0);
        expect(".customer-category-add").toHaveCount(0);
        expect(".customer-category-automatic").toHaveCount(0);
    });
}

test("a category is chosen among those that the customer is not in", async () => {
    const { store, customer } = await open();
    const told = answerDialogs(store);
    await click(".customer-category-add");
    await settle();
    expect.verifySteps([["Trade"]]);
    expect(told.map(({ message }) => message)).toEqual([`${customer.name} is in Trade now.`]);
    expect(".customer-category-of-card:contains(Trade)").toHaveCount(1);
    // There is no other.
    expect(".customer-category-add").toHaveCount(0);
});

test("what was removed can be undone from the notification", async () => {
    const { store, customer } = await open();
    const told = answerDialogs(store);
    await click(".customer-category-remove");
    await settle();
    expect(".customer-category-of-card:contains(VIP)").toHaveCount(0);
    expect(told.map(({ message }) => message)).toEqual([`${customer.name} is no longer in VIP.`]);
    told[0].undo();
    await settle();
    expect(".customer-category-of-card:contains(VIP)").toHaveCount(1);
    expect(customer.customer_category_ids.map(({ id }) => id)).toEqual([VIP]);
});

test("a second press while the server is asked does nothing", async () => {
    const answer = new Deferred();
    const { store } = await open({
        onChange: () => {
            expect.step("asked");
            return answer;
        },
    });
    answerDialogs(store);
    await click(".customer-category-remove");
    await click(".customer-category-remove");
    answer.resolve();
    await settle();
    expect(".customer-category-remove").toHaveCount(0);
    expect.verifySteps(["asked"]);
});

test("what the server refuses leaves the card as it was", async () => {
    const { store } = await open();
    const told = answerDialogs(store);
    patchWithCleanup(store.dialog, { add: (_popup, { body }) => expect.step(body) });
    store.data.network.offline = true;
    await click(".customer-category-remove");
    await settle();
    expect(".customer-category-of-card:contains(VIP)").toHaveCount(1);
    expect(told).toEqual([]);
    expect.verifySteps([
        "Categories can be changed only while online. Try again when the till is connected.",
    ]);
});
