import { patch } from "@web/core/utils/patch";
import { ProductPricelist } from "@point_of_sale/../tests/unit/data/product_pricelist.data";

patch(ProductPricelist.prototype, {
    _load_pos_data_fields() {
        return [...super._load_pos_data_fields(), "customer_category_policy"];
    },
});
