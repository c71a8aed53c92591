import { expect, test } from "@odoo/hoot";
import { Deferred } from "@odoo/hoot-mock";
import { KeepLast } from "@web/core/utils/concurrency";
import { CustomerCategoryDashboard } from "@customer_category/backend/actions/customer_category_dashboard/customer_category_dashboard";

const VIP = { id: 7, name: "VIP", members: 3 };
const MEMBERS = { name: "members", label: "Members", type: "count" };

/**
 * @param {Object} answers of the server for each period
 * @returns {CustomerCategoryDashboard} one that notes what it opens, and draws nothing
 */
function setupDashboard(answers) {
    const dashboard = Object.create(CustomerCategoryDashboard.prototype);
    return Object.assign(dashboard, {
        state: { period: "30", data: undefined, isLoading: false },
        keepLast: new KeepLast(),
        action: { doAction: () => {} },
        orm: {
            call: async (_model, method, args) => {
                if (method === "retrieve_dashboard") {
                    return answers[args[0]];
                }
                expect.step(`${method} ${args.join(" ")}`);
            },
        },
    });
}

test("what is clicked while another period loads is of the figures shown", async () => {
    const answer = new Deferred();
    const dashboard = setupDashboard({ 30: { categories: [VIP] }, 90: answer });
    await dashboard.load();
    const loading = dashboard.choosePeriod({ target: { value: "90" } });
    expect(dashboard.state.isLoading).toBe(true);
    await dashboard.openFigure(MEMBERS, VIP);
    expect.verifySteps(["action_view_figure members 30 7"]);
    answer.resolve({ categories: [VIP] });
    await loading;
    expect(dashboard.state.isLoading).toBe(false);
    await dashboard.openFigure(MEMBERS, VIP);
    await dashboard.openMove({ from: [1, "Silver"], to: [2, "Gold"] });
    await dashboard.openMover({ id: 9, name: "Ann" });
    expect.verifySteps([
        "action_view_figure members 90 7",
        "action_view_move 90 2 1",
        "action_view_mover 90 9",
    ]);
});

test("where a period cannot be loaded, the one shown stays chosen", async () => {
    const dashboard = setupDashboard({
        30: { categories: [VIP] },
        get 90() {
            throw new Error("no connection");
        },
    });
    await dashboard.load();
    const loading = dashboard.choosePeriod({ target: { value: "90" } });
    await expect(loading).rejects.toThrow("no connection");
    expect(dashboard.state.period).toBe("30");
    expect(dashboard.state.isLoading).toBe(false);
});
