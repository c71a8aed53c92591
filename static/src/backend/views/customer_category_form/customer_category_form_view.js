import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formView } from "@web/views/form/form_view";
import { FormController } from "@web/views/form/form_controller";
import { withDeleteQuestion } from "../customer_category_delete/delete_question";
import { waitForReplay } from "./replay";

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

const REPLAY = "action_replay";

/** A rule can be tried before it is saved; then comes whether to assign everybody. */
export class CustomerCategoryFormController extends withDeleteQuestion(FormController) {
    setup() {
        super.setup();
        this.uiService = useService("ui");
    }

    async beforeExecuteActionButton({ name }) {
        if (name !== REPLAY) {
            return super.beforeExecuteActionButton(...arguments);
        }
        const record = this.model.root;
        const changes = await record.getChanges();
        waitForReplay(this.uiService);
        try {
            const ids = record.resId ? [record.resId] : [];
            const action = await this.orm.call("customer.category", REPLAY, [ids, changes]);
            await this.env.services.action.doAction(action);
        } finally {
            this.uiService.unblock();
        }
        return false;
    }

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
