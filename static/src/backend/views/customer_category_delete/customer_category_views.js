import { registry } from "@web/core/registry";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { listView } from "@web/views/list/list_view";
import { withDeleteQuestion } from "./delete_question";

registry.category("views").add("customer_category_kanban", {
    ...kanbanView,
    Controller: withDeleteQuestion(kanbanView.Controller),
});

registry.category("views").add("customer_category_list", {
    ...listView,
    Controller: withDeleteQuestion(listView.Controller),
});
