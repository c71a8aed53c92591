import { registry } from "@web/core/registry";
import { Base } from "@point_of_sale/app/models/related_models";

/** A group of customers. Only categories in use are loaded, so a known one is a valid one. */
export class CustomerCategory extends Base {
    static pythonModel = "customer.category";
}

registry.category("pos_available_models").add(CustomerCategory.pythonModel, CustomerCategory);
