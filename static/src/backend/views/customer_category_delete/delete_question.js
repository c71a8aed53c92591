import { _t } from "@web/core/l10n/translation";

/**
 * What is lost with a category is said before it is deleted, wherever that is.
 *
 * @param {Function} Controller of a view of categories
 * @returns {Function} the same, with its own question
 */
export function withDeleteQuestion(Controller) {
    return class extends Controller {
        get deleteConfirmationDialogProps() {
            return {
                ...super.deleteConfirmationDialogProps,
                title: _t("Delete for Good?"),
                body: _t(
                    "All members leave, and past sales no longer count for it in any report. Archive it instead to stop its prices and keep its history."
                ),
            };
        }
    };
}
