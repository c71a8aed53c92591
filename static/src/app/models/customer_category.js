import { registry } from "@web/core/registry";
import { Base } from "@point_of_sale/app/models/related_models";

/**
 * A group of customers. Only categories in use are loaded at the start; what refers to an archived
 * one can bring it in later.
 */
export class CustomerCategory extends Base {
    static pythonModel = "customer.category";

    /**
     * The server sends no name of a confidential category with the till's data, but does with a
     * customer who got into a new one meanwhile: so it is asked here too.
     *
     * @returns {boolean} whether a cashier may see it
     */
    get isVisible() {
        return Boolean(this.show_at_till && !this.confidential && this.name);
    }
}

registry.category("pos_available_models").add(CustomerCategory.pythonModel, CustomerCategory);
