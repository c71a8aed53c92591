"""Windows: pieces of SQL that several relations of the history are made of."""

from odoo.tools import SQL

COMPLETED = SQL("('paid', 'done')")
# That the companies ``home`` of a customer and ``owner`` of a category do not see
# each other (R15).
IS_FOREIGN = SQL(
    "home.parent_path NOT LIKE owner.parent_path || '%%'"
    " AND owner.parent_path NOT LIKE home.parent_path || '%%'"
)


class Untouched(list):
    """Ids of customers of whose orders nothing came back.

    Questions about them need not look at refunds, and are planned in half the time.
    """


def among_sql(customer_ids) -> SQL:
    """Return a condition on ``p``, the contact that something belongs to.

    :param customer_ids: ids of commercial entities, a query of them, or None for
        everybody
    """
    if customer_ids is None:
        return SQL("TRUE")
    if isinstance(customer_ids, SQL):
        return SQL("p.commercial_partner_id IN (%s)", customer_ids)
    return SQL("p.commercial_partner_id = ANY(%s::int[])", list(customer_ids))


def holder_sql(holder: SQL, customer_ids) -> SQL:
    """Return a condition on who holds something, who is no contact of a company.

    :param SQL holder: column of a customer's id
    :param customer_ids: as in :func:`among_sql`
    """
    if customer_ids is None:
        return SQL("TRUE")
    if isinstance(customer_ids, SQL):
        return SQL("%s IN (%s)", holder, customer_ids)
    return SQL("%s = ANY(%s::int[])", holder, list(customer_ids))


def columns_sql(columns) -> SQL:
    """Return further columns of a SELECT, each after a comma."""
    return SQL("").join(SQL(", %s", column) for column in columns)


def start_column(days_ago) -> SQL:
    """Return the column of ``company_day`` at which a day so long ago begins."""
    return SQL.identifier(f"start_{int(days_ago)}")


def rate_column(currency_id) -> SQL:
    """Return the column of ``company_day`` with the rate into a currency."""
    return SQL.identifier(f"rate_{int(currency_id)}")
