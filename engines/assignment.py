"""Assignment: the changes that a person asks for, in categories kept by hand.

Customers are given as ids of contacts or as a query of them, so that a selection of any
size stays in the database. Contacts stand for their company.
"""

from dataclasses import dataclass
from datetime import date

from odoo.tools import SQL

from .windows import IS_FOREIGN


@dataclass(frozen=True)
class Terms:
    """What memberships begin with, and which of those there are begin anew.

    :param date | None date_expire: last day of the memberships that begin; None is for
        good, or the last day of before where a proof alone renews
    :param bool renews: also end memberships with another last day and begin them anew
    :param bool proves: a proof comes along, which renews whatever the last day is
    """

    date_expire: date | None = None
    renews: bool = False
    proves: bool = False


FOR_GOOD = Terms()


def join_changes_sql(partners, category_ids, terms=FOR_GOOD) -> SQL:
    """Return the query of customers who are to enter categories they are not in.

    Customers of a company that the category is not for are left out (R15).

    :param partners: ids of contacts, or a query of them
    :param category_ids: ids of the categories
    :param Terms terms: what the memberships begin with
    """
    return join_pairs_sql(pairs_sql(partners, category_ids), terms)


def join_pairs_sql(pairs: SQL, terms=FOR_GOOD) -> SQL:
    """Return the query of changes after which customers are in their categories.

    :param SQL pairs: query of ``partner_id, category_id``, each once
    :param Terms terms: what the memberships begin with
    """
    expire, again = SQL("%s::date", terms.date_expire), SQL("FALSE")
    if terms.renews and terms.proves:
        expire, again = SQL("COALESCE(%s, held.date_expire)", expire), SQL("TRUE")
    elif terms.renews:
        again = SQL("held.date_expire IS DISTINCT FROM %s", expire)
    return SQL(
        """
        SELECT pair.partner_id, pair.category_id, step.joins, NULL::date AS date_risk,
               CASE WHEN step.joins THEN %(expire)s END AS date_expire
          FROM (%(pairs)s EXCEPT %(foreign)s) pair
          LEFT JOIN customer_category_membership held
            ON held.partner_id = pair.partner_id
           AND held.category_id = pair.category_id
           AND held.date_end IS NULL
          JOIN (VALUES (FALSE), (TRUE)) AS step (joins)
            ON step.joins OR held.id IS NOT NULL
         WHERE held.id IS NULL OR %(again)s""",
        pairs=pairs,
        foreign=foreign_among_sql(pairs),
        expire=expire,
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
          FROM (%s) customer
          JOIN customer_category_membership m
            ON m.partner_id = customer.id
           AND m.category_id = ANY(%s::int[])
           AND m.date_end IS NULL""",
        customers_sql(partners),
        list(category_ids),
    )


def replace_changes_sql(partners, category_ids, other_ids, terms=FOR_GOOD) -> SQL:
    """Return the changes after which customers are in these categories only.

    A customer who cannot enter one of them (R15) is left alone.

    :param other_ids: ids of the categories to leave
    :param Terms terms: what the memberships begin with
    """
    return SQL(
        """
        SELECT step.*
          FROM (%(join)s UNION ALL %(leave)s) step
         WHERE NOT EXISTS (
                SELECT 1
                  FROM (%(foreign)s) outsider
                 WHERE outsider.partner_id = step.partner_id)""",
        join=join_changes_sql(partners, category_ids, terms),
        leave=leave_changes_sql(partners, other_ids),
        foreign=foreign_pairs_sql(partners, category_ids),
    )


def pairs_sql(partners, category_ids) -> SQL:
    """Return every customer with every category, as ``partner_id, category_id``."""
    return SQL(
        """
        SELECT customer.id AS partner_id, category.id AS category_id
          FROM (%s) customer
         CROSS JOIN UNNEST(%s::int[]) AS category (id)""",
        customers_sql(partners),
        list(category_ids),
    )


def customers_sql(partners) -> SQL:
    """Return the customers, as ``id``, whom contacts stand for."""
    if isinstance(partners, SQL):
        among = SQL("id IN (%s)", partners)
    else:
        among = SQL("id = ANY(%s::int[])", list(partners))
    return SQL(
        "SELECT DISTINCT commercial_partner_id AS id FROM res_partner WHERE %s", among
    )


def foreign_pairs_sql(partners, category_ids) -> SQL:
    """Return customers and categories whose companies do not see each other (R15)."""
    return foreign_among_sql(pairs_sql(partners, category_ids))


def foreign_among_sql(pairs: SQL) -> SQL:
    """Return those of the pairs whose companies do not see each other (R15).

    :param SQL pairs: query of ``partner_id, category_id``
    """
    return SQL(
        """
        SELECT pair.partner_id, pair.category_id
          FROM (%s) pair
          JOIN customer_category category ON category.id = pair.category_id
          JOIN res_partner customer ON customer.id = pair.partner_id
          JOIN res_company owner ON owner.id = category.company_id
          JOIN res_company home ON home.id = customer.company_id
         WHERE %s""",
        pairs,
        IS_FOREIGN,
    )


def tally_sql(changes: SQL) -> SQL:
    """Count changes per category: ``category_id, joined, renewed, left``.

    :param changes: query of changes, see ``ledger``
    """
    return SQL(
        """
        SELECT category_id,
               COUNT(*) FILTER (WHERE enters AND NOT leaves),
               COUNT(*) FILTER (WHERE enters AND leaves),
               COUNT(*) FILTER (WHERE leaves AND NOT enters)
          FROM (SELECT category_id, BOOL_OR(joins) AS enters,
                       BOOL_OR(NOT joins) AS leaves
                  FROM (%s) change
                 GROUP BY partner_id, category_id) step
         GROUP BY category_id""",
        changes,
    )


def refused_sql(partners, category_ids) -> SQL:
    """Count who cannot enter because of their company.

    Columns: ``category_id`` and ``count``; without category, who cannot enter one.
    """
    return SQL(
        """
        SELECT category_id, COUNT(DISTINCT partner_id)
          FROM (%s) pair
         GROUP BY GROUPING SETS ((category_id), ())""",
        foreign_pairs_sql(partners, category_ids),
    )
