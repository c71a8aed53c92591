"""Rewards pointer: the one group that each company sees of a customer."""

from odoo.tools import SQL


def rewards_pointer_sql(held: SQL) -> SQL:
    """Return ``partner_id, value``: the rewards group that each company sees.

    ``value`` is what Odoo stores in a company-dependent field: company id -> id. A
    company sees its own group, a parent company's or a shared one, the best (R6).

    :param held: query with ``partner_id, category_id, company_id``
    """
    return SQL(
        """
        SELECT seen.partner_id,
               JSONB_OBJECT_AGG(seen.company_id, seen.category_id) AS value
          FROM (SELECT DISTINCT ON (held.partner_id, viewer.id)
                       held.partner_id, viewer.id AS company_id, held.category_id
                  FROM (%s) held
                  JOIN customer_category category ON category.id = held.category_id
                  LEFT JOIN res_company owner ON owner.id = held.company_id
                  JOIN res_company viewer
                    ON owner.id IS NULL
                    OR viewer.parent_path LIKE owner.parent_path || '%%'
                 ORDER BY held.partner_id, viewer.id, category.price_percent,
                          category.sequence, category.id) seen
         GROUP BY seen.partner_id""",
        held,
    )
