import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formView } from "@web/views/form/form_view";
import { FormController } from "@web/views/form/form_controller";
import { waitForReplay } from "../customer_category_form/replay";

const REPLAY = "action_backtest";

/** A dialog whose replay of the past may take a while. */
export class CustomerCategoryPreviewController extends FormController {
    setup() {
        super.setup();
        this.uiService = useService("ui");
    }

    async beforeExecuteActionButton(clickParams) {
        const canGoOn = await super.beforeExecuteActionButton(...arguments);
        if (canGoOn !== false && clickParams.name === REPLAY) {
            waitForReplay(this.uiService);
        }
        return canGoOn;
    }

    async afterExecuteActionButton(clickParams) {
        if (clickParams.name === REPLAY) {
            this.uiService.unblock();
        }
        return super.afterExecuteActionButton(...arguments);
    }
}

registry.category("views").add("customer_category_preview_form", {
    ...formView,
    Controller: CustomerCategoryPreviewController,
});
