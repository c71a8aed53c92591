"""Figures: what the members of categories spent lately."""

from odoo.tools import SQL

from .windows import COMPLETED

# Days of the two windows that the workbench shows.
MONTH, QUARTER = 30, 90


def revenue_sql(category_ids, days) -> SQL:
    """Return the query of what today's members spent in some companies (R1, R3).

    Columns, a row per category and company, in the company's currency:
    ``category_id``, ``company_id``, the last 30 days, the 30 days before them, and
    the last 90 days. Today is one of the days; refunds count as negative.

    :param category_ids: ids of categories
    :param days: a :class:`~.company_day.CompanyDay` of each company that counts
    """
    return SQL(
        """
        WITH day (company_id, month, month_before, quarter) AS (VALUES %(days)s),
             spent AS (
                SELECT p.commercial_partner_id AS partner_id, o.company_id,
                       SUM(own.amount) FILTER (WHERE o.date_order >= day.month)
                           AS month,
                       SUM(own.amount) FILTER (
                           WHERE o.date_order >= day.month_before
                             AND o.date_order < day.month) AS month_before,
                       SUM(own.amount) AS quarter
                  FROM day
                  JOIN pos_order o
                    ON o.company_id = day.company_id AND o.date_order >= day.quarter
                  JOIN res_partner p ON p.id = o.partner_id
                 CROSS JOIN LATERAL (
                        SELECT o.amount_total
                               / COALESCE(NULLIF(o.currency_rate, 0), 1) AS amount
                       ) own
                 WHERE o.state IN %(completed)s
                 GROUP BY p.commercial_partner_id, o.company_id)
        SELECT m.category_id, spent.company_id, COALESCE(SUM(spent.month), 0),
               COALESCE(SUM(spent.month_before), 0), SUM(spent.quarter)
          FROM spent
          JOIN customer_category_membership m
            ON m.partner_id = spent.partner_id AND m.date_end IS NULL
         WHERE m.category_id = ANY(%(categories)s)
         GROUP BY m.category_id, spent.company_id""",
        days=SQL(", ").join(
            SQL(
                "(%s, %s::timestamp, %s::timestamp, %s::timestamp)",
                day.company_id,
                day.starts(MONTH - 1),
                day.starts(2 * MONTH - 1),
                day.starts(QUARTER - 1),
            )
            for day in days
        ),
        completed=COMPLETED,
        categories=list(category_ids),
    )
