import { patch } from "@web/core/utils/patch";
import { hootPosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { models } from "@web/../tests/web_test_helpers";

export class CustomerCategory extends models.ServerModel {
    _name = "customer.category";

    _load_pos_data_fields() {
        return [
            "name",
            "active",
            "color",
            "sequence",
            "assignment",
            "price_percent",
            "show_at_till",
            "invoice_by_default",
            "confidential",
            "till_note",
            "till_note_confirm",
        ];
    }

    _records = [
        {
            id: 1,
            name: "VIP",
            color: 3,
            sequence: 10,
            assignment: "manual",
            price_percent: 90,
            show_at_till: true,
        },
        {
            id: 2,
            name: "Trade",
            color: 4,
            sequence: 20,
            assignment: "manual",
            price_percent: 80,
            show_at_till: true,
        },
    ];
}

patch(hootPosModels, [...hootPosModels, CustomerCategory]);
