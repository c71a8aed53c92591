/** Customers and the categories that a cashier may see, as pure functions. */

/**
 * @param {object[]} customers records of res.partner
 * @param {number | false} categoryId without it all of them are returned
 * @returns {object[]} those in the category
 */
export function getMembers(customers, categoryId) {
    return categoryId
        ? customers.filter(({ customer_category_ids }) =>
              customer_category_ids.some(({ id }) => id === categoryId)
          )
        : customers;
}

/**
 * @param {object} models of the till
 * @returns {boolean} whether there is anything that the server could tell of rewards
 */
export function hasRewardsGroups(models) {
    return models["customer.category"].some(
        ({ assignment, isVisible }) => assignment === "rewards" && isVisible
    );
}

/**
 * What a cashier has to know of a customer, gathered from notes of categories.
 *
 * @param {object[]} categories of the customer
 * @returns {{ quiet: string[], toConfirm: string[] }} each in the sequence of the categories
 */
export function getTillNotes(categories) {
    const noted = categories.filter((category) => category.till_note && !category.confidential);
    const getNotes = (mustConfirm) =>
        noted
            .filter((category) => Boolean(category.till_note_confirm) === mustConfirm)
            .map((category) => category.till_note);
    return { quiet: getNotes(false), toConfirm: getNotes(true) };
}

/**
 * The twin of pos.config's _lets_change_customer_categories: the server decides again.
 *
 * @param {object} config record of pos.config
 * @param {object} cashier a user or an employee
 * @returns {boolean} whether they may change the categories of customers at this till
 */
export function mayChangeCategories({ customer_category_changed_by }, cashier) {
    const roles = { manager: ["manager"], cashier: ["manager", "cashier"] };
    return (roles[customer_category_changed_by] ?? []).includes(cashier?._role);
}

/**
 * @param {object} models of the till
 * @param {object} customer
 * @returns {object[]} what a cashier could add the customer to, in their sequence
 */
export function getAddableCategories(models, customer) {
    const held = new Set(customer.customer_category_ids.map(({ id }) => id));
    return models["customer.category"]
        .filter(
            ({ id, active, assignment, isVisible }) =>
                assignment === "manual" && isVisible && active !== false && !held.has(id)
        )
        .toSorted((one, other) => one.sequence - other.sequence || one.id - other.id);
}
