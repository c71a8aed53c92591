"""History: the relations every question about customers starts from.

``company_day`` has the as-of day of each company, ``refunded`` what came back of each
order, ``facts`` what each customer did (``sources.py``).
"""

from odoo.tools import SQL

from .sources import facts_sql
from .windows import COMPLETED, among_sql, columns_sql, rate_column, start_column


def history_ctes(parts, days, customer_ids) -> SQL:
    """Return the common table expressions that end in ``facts``.

    ``facts`` has rows per customer and company, with a column per part.

    :param parts: sorted :class:`~.metrics.Part` values
    :param days: a :class:`~.company_day.CompanyDay` per company
    :param customer_ids: as in :func:`among_sql`
    """
    among = among_sql(customer_ids)
    return SQL(
        "company_day AS (%s), refunded AS (%s), facts AS (%s)",
        company_day_sql(days, parts),
        refunded_sql(among),
        facts_sql(parts, among),
    )


def company_day_sql(days, parts=()) -> SQL:
    """Return one row a company: its day, time zone, windows and rates."""
    bounds = sorted(
        {part.days_to for part in parts if part.days_to >= 0}
        | {part.days_from - 1 for part in parts if part.days_from > 0}
    )
    currencies = sorted({part.subject for part in parts if part.kind == "spend"})
    return SQL(" UNION ALL ").join(
        SQL(
            """SELECT %s::int AS company_id, %s::date AS day, %s AS tz,
                      %s::timestamp AS day_ends, %s::timestamp AS moment%s%s""",
            day.company_id,
            day.day,
            day.tz,
            day.ends,
            day.moment,
            columns_sql(
                SQL("%s::timestamp AS %s", day.starts(bound), start_column(bound))
                for bound in bounds
            ),
            columns_sql(
                SQL("%s::numeric AS %s", repr(day.rates[c]), rate_column(c))
                for c in currencies
            ),
        )
        for day in days
    )


def refunded_sql(among) -> SQL:
    """Return how much of each refunded order came back by the end of the day.

    Reward and discount lines are no goods, so they neither need to come back nor
    carry a share (R1, R4). The flag ``customer_category_refunded`` keeps this to the
    few orders that matter.
    """
    return SQL(
        """
        SELECT goods.order_id,
               BOOL_AND(COALESCE(back.qty, 0) >= goods.qty) AS in_full,
               COALESCE(
                   SUM(goods.price_subtotal_incl
                       * LEAST(COALESCE(back.qty, 0) / goods.qty, 1))
                   / NULLIF(SUM(goods.price_subtotal_incl), 0),
                   SUM(LEAST(COALESCE(back.qty, 0), goods.qty)) / SUM(goods.qty)
               ) AS share
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN pos_order_line goods ON goods.order_id = o.id
          LEFT JOIN LATERAL (
                SELECT SUM(-line.qty) AS qty
                  FROM pos_order_line line
                  JOIN pos_order refund ON refund.id = line.order_id
                  JOIN company_day ON company_day.company_id = refund.company_id
                 WHERE line.refunded_orderline_id = goods.id
                   AND refund.state IN %(completed)s
                   AND refund.date_order < company_day.day_ends) back ON TRUE
         WHERE o.customer_category_refunded
           AND goods.qty > 0
           AND goods.is_reward_line IS NOT TRUE
           AND %(among)s
         GROUP BY goods.order_id""",
        completed=COMPLETED,
        among=among,
    )
