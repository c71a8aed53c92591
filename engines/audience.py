"""Audience: whom a message that is only for some categories may reach."""

from dataclasses import dataclass

from odoo.tools import SQL


@dataclass(frozen=True)
class Audience:
    """For whom a message is.

    :param tuple category_ids: members of any of these
    :param tuple company_ids: the sender's company and those above it (R15)
    """

    category_ids: tuple[int, ...]
    company_ids: tuple[int, ...]


def members_sql(audience: Audience) -> SQL:
    """Return the query of customers who may get the message at all.

    Members of today alone: of categories that are neither archived nor another
    company's, and not archived themselves (R14, R15). Contacts do not count besides
    their company. Column: ``partner_id``.
    """
    return SQL(
        """
        SELECT m.partner_id
          FROM customer_category_membership m
          JOIN customer_category category
            ON category.id = m.category_id
           AND category.active
           AND (category.company_id IS NULL
                OR category.company_id = ANY(%(companies)s::int[]))
          JOIN res_partner customer
            ON customer.id = m.partner_id
           AND customer.active
           AND (customer.company_id IS NULL
                OR customer.company_id = ANY(%(companies)s::int[]))
         WHERE m.date_end IS NULL
           AND m.category_id = ANY(%(categories)s::int[])""",
        categories=list(audience.category_ids),
        companies=list(audience.company_ids),
    )
