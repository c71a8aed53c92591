import { patch } from "@web/core/utils/patch";
import { DataServiceOptions } from "@point_of_sale/app/models/data_service_options";

patch(DataServiceOptions.prototype, {
    /** Categories and rules gone meanwhile leave the till's store, and price nothing. */
    get cleanupModels() {
        return [...super.cleanupModels, "customer.category", "product.pricelist.item"];
    },

    /**
     * A till gets categories as a till may know them, or not at all: what is loaded because a record
     * refers to it comes as the user may read it, with the names of confidential ones.
     */
    get pohibitedAutoLoadedModels() {
        return [...super.pohibitedAutoLoadedModels, "customer.category"];
    },
});
