import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { click } from "@odoo/hoot-dom";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { PartnerList } from "@point_of_sale/app/screens/partner_list/partner_list";
import { TRADE, VIP, createCustomer } from "@customer_category/../tests/unit/utils";

definePosModels();

const PROPS = { getPayload: () => {}, close: () => {} };
const VIP_BUTTON = ".customer-category-filter button:contains(VIP)";

/** A list of two customers of ours; the server knows of a third. */
async function openList() {
    const store = await setupPosEnv();
    const [vera, tom] = [createCustomer(store, [VIP]), createCustomer(store, [TRADE])];
    const asked = [];
    patchWithCleanup(store.data, {
        callRelated: async (_model, method, args) => {
            asked.push([method, ...args]);
            return {
                "res.partner": method === "get_new_members" ? [createCustomer(store, [VIP])] : [],
            };
        },
    });
    const list = await mountWithCleanup(PartnerList, { props: PROPS });
    // By id: the list's own state holds its partners in other reactive proxies.
    const getShown = () =>
        [...list.state.initialPartners, ...list.state.loadedPartners]
            .filter((partner) => list.getPartners([partner]).length)
            .map(({ id }) => id);
    return { store, list, asked, vera, tom, getShown };
}

test("a press on a category leaves its members, and asks the server for more", async () => {
    const { store, asked, vera, tom, getShown } = await openList();
    await click(VIP_BUTTON);
    await animationFrame();
    expect(asked).toEqual([["get_new_members", store.config.id, VIP, "", 0]]);
    expect(getShown().includes(vera.id)).toBe(true);
    expect(getShown().includes(tom.id)).toBe(false);
    expect(getShown()).toHaveLength(2);
    expect(VIP_BUTTON).toHaveAttribute("aria-pressed", "true");
});

test("a second press shows everybody again", async () => {
    const { tom, getShown } = await openList();
    await click(VIP_BUTTON);
    await animationFrame();
    await click(VIP_BUTTON);
    await animationFrame();
    expect(getShown().includes(tom.id)).toBe(true);
});

test("what is looked for among members is asked of the server page by page", async () => {
    const { store, list, asked } = await openList();
    list.state.customerCategoryId = VIP;
    list.state.query = "ann";
    await list.searchPartner();
    await list.searchPartner();
    expect(asked).toEqual([
        ["get_new_members", store.config.id, VIP, "ann", 0],
        ["get_new_members", store.config.id, VIP, "ann", 1],
    ]);
});

test("without a category the server is asked as ever", async () => {
    const { list, asked } = await openList();
    list.state.query = "ann";
    await list.searchPartner();
    expect(asked.map(([method]) => method)).toEqual(["get_new_partner"]);
});

test("offline the members that the till knows are shown", async () => {
    const { store, vera, getShown } = await openList();
    patchWithCleanup(store.data, {
        callRelated: () => Promise.reject(new Error("offline")),
    });
    await click(VIP_BUTTON);
    await animationFrame();
    expect(getShown()).toEqual([vera.id]);
});

test("a shop without categories to show sees stock's list", async () => {
    const store = await setupPosEnv();
    store.models["customer.category"].forEach((category) => (category.show_at_till = false));
    await mountWithCleanup(PartnerList, { props: PROPS });
    expect(".customer-category-filter").toHaveCount(0);
});
