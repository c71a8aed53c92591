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
 * @param {object} customer record of res.partner
 * @returns {{ quiet: string[], toConfirm: string[] }} each in the sequence of the categories
 */
export function getTillNotes(customer) {
    const noted = customer.orderedCustomerCategories.filter(
        (category) => category.till_note && !category.confidential
    );
    const getNotes = (mustConfirm) =>
        noted
            .filter((category) => Boolean(category.till_note_confirm) === mustConfirm)
            .map((category) => category.till_note);
    return { quiet: getNotes(false), toConfirm: getNotes(true) };
}
