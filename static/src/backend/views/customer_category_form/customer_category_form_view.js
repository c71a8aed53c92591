import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";
import { FormController } from "@web/views/form/form_controller";

/** The fields of a category that decide who is a member. */
const RULE_FIELDS = [
    "assignment",
    "price_percent",
    "min_visits",
    "visit_days",
    "min_lifetime_points",
    "min_lifetime_spend",
    "criterion_ids",
    "partner_domain",
];

/** After a rule was saved, ask whether to assign everybody whom it concerns. */
export class CustomerCategoryFormController extends FormController {
    async onRecordSaved(record, changes) {
        await super.onRecordSaved(...arguments);
        if (RULE_FIELDS.some((field) => field in changes)) {
            const action = await this.orm.call("customer.category", "action_preview_saved", [
                [record.resId],
            ]);
            if (action) {
                await this.env.services.action.doAction(action, {
                    onClose: () => record.load(),
                });
            }
        }
    }
}

registry.category("views").add("customer_category_form", {
    ...formView,
    Controller: CustomerCategoryFormController,
});
