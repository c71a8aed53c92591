import { expect, test } from "@odoo/hoot";
import { DataServiceOptions } from "@point_of_sale/app/models/data_service_options";

test("categories and rules gone on the server leave the till's store", () => {
    const { cleanupModels } = new DataServiceOptions();
    expect(cleanupModels).toInclude("customer.category");
    expect(cleanupModels).toInclude("product.pricelist.item");
    expect(cleanupModels).toInclude("product.template");
});

test("categories come as a till may know them, not because a record refers to one", () => {
    const { pohibitedAutoLoadedModels } = new DataServiceOptions();
    expect(pohibitedAutoLoadedModels).toInclude("customer.category");
    expect(pohibitedAutoLoadedModels).toInclude("pos.order");
});
