import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Long enough to notice that the wrong customers were chosen. */
const UNDO_DELAY = 15000;
const RELOAD = { type: "ir.actions.client", tag: "soft_reload" };

/**
 * Undo a bulk change and tell what was left alone.
 *
 * @param {Object} env
 * @param {number} operationId
 */
async function undo(env, operationId) {
    const { action, notification, orm } = env.services;
    const operations = "customer.category.operation";
    await orm.call(operations, "action_undo", [[operationId]]);
    const [operation] = await orm.read(operations, [operationId], ["kept_count"]);
    const message = operation.kept_count
        ? _t("Undone, except %s that had changed since.", operation.kept_count)
        : _t("Undone.");
    notification.add(message, { type: "success" });
    await action.doAction(RELOAD);
}

/**
 * Say what a bulk change did, offer to undo it, and refresh what is shown.
 *
 * @param {Object} env
 * @param {{params: {message: string, operation_id: number}}} action
 * @returns {Object} the action that follows
 */
export function tellDone(env, action) {
    const { message, operation_id: operationId } = action.params;
    const button = {
        name: _t("Undo"),
        primary: true,
        onClick: async () => {
            close();
            await undo(env, operationId);
        },
    };
    const close = env.services.notification.add(message, {
        type: "success",
        autocloseDelay: UNDO_DELAY,
        buttons: operationId ? [button] : [],
    });
    return RELOAD;
}

registry.category("actions").add("customer_category_done", tellDone);
