"""Assignment: the changes that a person asks for, in categories kept by hand.

Customers are given as ids of contacts or as a query of them, so that a selection of any
size stays in the database. Contacts stand for their company.
"""

from odoo.tools import SQL


def join_changes_sql(partners, category_ids, date_expire=None, renews=False) -> SQL:
    """Return the query of customers who are to enter categories they are not in.

    :param partners: ids of contacts, or a query of them
    :param category_ids: ids of the categories
    :param date | None date_expire: last day of the memberships that begin
    :param bool renews: also end memberships with another last day and begin them anew
    """
    again = SQL("FALSE")
    if renews:
        again = SQL("held.date_expire IS DISTINCT FROM %s::date", date_expire)
    return SQL(
        """
        SELECT pair.partner_id, pair.category_id, step.joins, NULL::date AS date_risk,
               CASE WHEN step.joins THEN %(expire)s::date END AS date_expire
          FROM (%(pairs)s) pair
          LEFT JOIN customer_category_membership held
            ON held.partner_id = pair.partner_id
           AND held.category_id = pair.category_id
           AND held.date_end IS NULL
          JOIN (VALUES (FALSE), (TRUE)) AS step (joins)
            ON step.joins OR held.id IS NOT NULL
         WHERE held.id IS NULL OR %(again)s""",
        pairs=pairs_sql(partners, category_ids),
        expire=date_expire,
        again=again,
    )


def leave_changes_sql(partners, category_ids) -> SQL:
    """Return the query of members who are to leave categories.

    :param partners: ids of contacts, or a query of them
    :param category_ids: ids of the categories
    """
    return SQL(
        """
        SELECT m.partner_id, m.category_id, FALSE AS joins,
               NULL::date AS date_risk, NULL::date AS date_expire
          FROM (%s) pair
          JOIN customer_category_membership m
            ON m.partner_id = pair.partner_id
           AND m.category_id = pair.category_id
           AND m.date_end IS NULL""",
        pairs_sql(partners, category_ids),
    )


def pairs_sql(partners, category_ids) -> SQL:
    """Return every customer with every category, as ``partner_id, category_id``."""
    return SQL(
        """
        SELECT customer.id AS partner_id, category.id AS category_id
          FROM (SELECT DISTINCT commercial_partner_id AS id
                  FROM res_partner
                 WHERE %s) customer
         CROSS JOIN UNNEST(%s::int[]) AS category (id)""",
        among_contacts_sql(partners),
        list(category_ids),
    )


def among_contacts_sql(partners) -> SQL:
    """Return the condition that a ``res_partner`` row is one of these contacts."""
    if isinstance(partners, SQL):
        return SQL("id IN (%s)", partners)
    return SQL("id = ANY(%s::int[])", list(partners))
