import { patch } from "@web/core/utils/patch";
import { ProductPricelistItem } from "@point_of_sale/../tests/unit/data/product_pricelist_item.data";

patch(ProductPricelistItem.prototype, {
    _load_pos_data_fields() {
        return [
            ...super._load_pos_data_fields(),
            "customer_category_id",
            "customer_category_has_floor",
            "customer_category_floor_percent",
        ];
    },
});
