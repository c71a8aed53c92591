import { expect, test } from "@odoo/hoot";
import { allowTranslations } from "@web/../tests/web_test_helpers";
import { withDeleteQuestion } from "@customer_category/backend/views/customer_category_delete/delete_question";

test("before a category is deleted, the question says what is lost and what is not", () => {
    allowTranslations();
    class Controller {
        get deleteConfirmationDialogProps() {
            return { confirm: "as before" };
        }
    }
    const { confirm, body } = new (withDeleteQuestion(Controller))().deleteConfirmationDialogProps;
    expect(confirm).toBe("as before");
    expect(`${body}`).toMatch(/past sales/);
    expect(`${body}`).toMatch(/Archive/);
});
