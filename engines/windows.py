"""Windows: pieces of SQL that several relations of the history are made of."""

from typing import NamedTuple

from odoo.tools import SQL

COMPLETED = SQL("('paid', 'done')")
# That the companies ``home`` of a customer and ``owner`` of a category do not see
# each other (R15).
IS_FOREIGN = SQL(
    "home.parent_path NOT LIKE owner.parent_path || '%%'"
    " AND owner.parent_path NOT LIKE home.parent_path || '%%'"
)


class CustomerArray(NamedTuple):
    """Customers that are known only when a prepared query is asked.

    :param SQL array: expression of an array of ids
    """

    array: SQL


def among_sql(customer_ids) -> SQL:
    """Return a condition on ``p``, the contact that something belongs to.

    :param customer_ids: ids of commercial entities, a query or a
        :class:`CustomerArray` of them, or None for everybody
    """
    if customer_ids is None:
        return SQL("TRUE")
    if isinstance(customer_ids, CustomerArray):
        return SQL("p.commercial_partner_id = ANY(%s)", customer_ids.array)
    if isinstance(customer_ids, SQL):
        return SQL("p.commercial_partner_id IN (%s)", customer_ids)
    return SQL("p.commercial_partner_id = ANY(%s::int[])", list(customer_ids))


def columns_sql(columns) -> SQL:
    """Return further columns of a SELECT, each after a comma."""
    return SQL("").join(SQL(", %s", column) for column in columns)


def start_column(days_ago) -> SQL:
    """Return the column of ``company_day`` at which a day so long ago begins."""
    return SQL.identifier(f"start_{int(days_ago)}")


def rate_column(currency_id) -> SQL:
    """Return the column of ``company_day`` with the rate into a currency."""
    return SQL.identifier(f"rate_{int(currency_id)}")
