/** A cashier adds a customer to a standard category, or removes the customer from it. */
import { _t } from "@web/core/l10n/translation";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { handleRPCError } from "@point_of_sale/app/utils/error_handlers";
import { loadProgress, tellTillNotes } from "@customer_category/app/utils/customer_news";
import { settleForbiddenOrder } from "@customer_category/app/utils/forbidden_sale";
import { followCustomerCategories } from "@customer_category/app/utils/moved_prices";

/** Nothing is kept for later: a price that the server may refuse is not promised. */
function tellOffline(store) {
    store.dialog.add(AlertDialog, {
        title: _t("Not Connected"),
        body: _t(
            "Categories can be changed only while online. Try again when the till is connected."
        ),
    });
}

/** Say why the server did not do it. What is no answer of the server is no matter of ours. */
function tellFailure(store, error) {
    if (error instanceof ConnectionLostError) {
        tellOffline(store);
    } else if (error instanceof RPCError) {
        handleRPCError(error, store.dialog);
    } else {
        throw error;
    }
}

/** Ask the server, whose answer brings the customer as it is now into the till. */
async function askForChange(store, customer, categoryId, joins) {
    const employeeId = store.config.module_pos_hr ? store.getCashier().id : false;
    const args = [[customer.id], store.session.id, categoryId, joins, employeeId];
    const isSentLater = false;
    const method = "change_customer_category";
    return store.data.callRelated("res.partner", method, args, {}, isSentLater);
}

/**
 * Bring the selected order in line, as when a customer is chosen. Under a begun payment nothing
 * moves (P7).
 */
function followInOrder(store, customers, newCategories) {
    const order = store.getOrder();
    const isConcerned = customers.some(({ id }) => id === order?.partner_id?.id);
    if (!isConcerned || order.finalized) {
        return;
    }
    tellTillNotes(store, order.partner_id, newCategories);
    loadProgress(store, order);
    if (!order.payment_ids.length) {
        store.updateRewards();
        settleForbiddenOrder(store, order);
    }
}

/**
 * @param {object} store
 * @param {object} customer record of res.partner
 * @param {number} categoryId of a standard category
 * @param {boolean} joins whether the customer enters it, or else leaves it
 * @returns {Promise<boolean>} whether it is done; if not, the cashier was told why
 */
export async function changeCustomerCategory(store, customer, categoryId, joins) {
    if (store.data.network.offline) {
        tellOffline(store);
        return false;
    }
    try {
        const result = await askForChange(store, customer, categoryId, joins);
        followCustomerCategories(store);
        followInOrder(store, result["res.partner"], joins ? result["customer.category"] : []);
        return true;
    } catch (error) {
        tellFailure(store, error);
        return false;
    }
}
