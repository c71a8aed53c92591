import { expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { CustomerCategoryBulkProgress } from "@customer_category/backend/components/customer_category_bulk_progress/customer_category_bulk_progress";

definePosModels();

async function setupProgress() {
    // The services that start in this bundle ask for a till.
    await setupPosEnv();
    const progress = await mountWithCleanup(CustomerCategoryBulkProgress);
    return async (done, total = 50000) => {
        progress.onMessage({ name: "Added to VIP", done, total });
        await animationFrame();
    };
}

test("tells how far a bulk change is, and disappears when it is done", async () => {
    const tell = await setupProgress();
    expect(".o_customer_category_bulk_progress").toHaveCount(0);
    await tell(20000);
    expect(".o_customer_category_bulk_progress").toHaveText("Added to VIP\n20,000 of 50,000");
    expect(".progress-bar").toHaveStyle("width: 40%", { inline: true });
    await tell(50000);
    expect(".o_customer_category_bulk_progress").toHaveCount(0);
});

test("disappears when the end was not told", async () => {
    const tell = await setupProgress();
    await tell(20000);
    await advanceTime(60000);
    await animationFrame();
    expect(".o_customer_category_bulk_progress").toHaveCount(0);
});
