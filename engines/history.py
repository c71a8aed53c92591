"""History: the relations every question about customers starts from.

``company_day`` has the as-of day of each company, ``refunded`` what came back of each
order, ``facts`` what each customer did (``sources.py``).
"""

from odoo.tools import SQL

from .scope import Scope
from .sources import facts_sql
from .windows import (
    COMPLETED,
    Untouched,
    among_sql,
    columns_sql,
    rate_column,
    start_column,
)


def history_ctes(parts, days, customer_ids) -> SQL:
    """Return the common table expressions that end in ``facts``.

    ``facts`` has rows per customer and company, with a column per part.

    :param parts: sorted :class:`~.metrics.Part` values
    :param days: a :class:`~.company_day.CompanyDay` per company
    :param customer_ids: as in :func:`among_sql`
    """
    is_untouched = isinstance(customer_ids, Untouched)
    scope = Scope(among_sql(customer_ids), is_untouched)
    # A relation that is written down cannot be read by several workers. The days are
    # constants, so it costs nothing to have them in several places.
    return SQL(
        "company_day AS NOT MATERIALIZED (%s), refunded AS (%s), facts AS (%s)",
        company_day_sql(days, parts),
        _NOTHING_RETURNED
        if is_untouched
        else returned_sql(
            refunded_sales_sql(parts, customer_ids),
            SQL("company_day.company_id = refund.company_id"),
            SQL("refund.date_order < company_day.day_ends"),
        ),
        facts_sql(parts, scope),
    )


def company_day_sql(days, parts=()) -> SQL:
    """Return one row a company: its day, time zone, windows and rates."""
    bounds = sorted(
        {part.days_to for part in parts if part.days_to >= 0}
        | {part.days_from - 1 for part in parts if part.days_from > 0}
    )
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
                for c in currencies_of(parts)
            ),
        )
        for day in days
    )


def currencies_of(parts) -> list:
    """Return the ids of the currencies that the parts count money in."""
    return sorted({part.subject for part in parts if part.kind == "spend"})


def refunded_sales_sql(parts, customer_ids) -> SQL:
    """Return ``id`` and ``subject`` of the orders of which something came back.

    Points may stand on a card whose owner is not who bought. The flag
    ``customer_category_refunded`` keeps this to the few orders that matter.
    """
    everything = SQL(
        "SELECT o.id, NULL::int AS subject FROM pos_order o"
        " WHERE o.customer_category_refunded"
    )
    if customer_ids is None:
        return everything
    among = among_sql(customer_ids)
    bought = SQL(
        """
        SELECT o.id, NULL::int AS subject
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
         WHERE o.customer_category_refunded AND %s""",
        among,
    )
    if not any(part.kind == "points" for part in parts):
        return bought
    return SQL(
        """%s
         UNION
        SELECT history.order_id, NULL::int
          FROM loyalty_history history
          JOIN loyalty_card card ON card.id = history.card_id
          JOIN res_partner p ON p.id = card.partner_id
          JOIN pos_order o ON o.id = history.order_id AND o.customer_category_refunded
         WHERE history.order_model = 'pos.order' AND %s""",
        bought,
        among,
    )


_NOTHING_RETURNED = SQL(
    "SELECT NULL::int AS order_id, FALSE AS in_full, 0::numeric AS share LIMIT 0"
)


def returned_sql(sales: SQL, day: SQL, is_known: SQL) -> SQL:
    """Return how much of each refunded order has come back.

    Reward and discount lines are no goods, so they neither need to come back nor
    carry a share (R1, R4).

    :param SQL sales: query of ``id`` and ``subject`` of orders
    :param SQL day: condition that joins ``company_day``
    :param SQL is_known: condition that a ``refund`` counts already
    """
    return SQL(
        """
        SELECT goods.order_id, sale.subject,
               BOOL_AND(COALESCE(back.qty, 0) >= goods.qty) AS in_full,
               COALESCE(
                   SUM(goods.price_subtotal_incl
                       * LEAST(COALESCE(back.qty, 0) / goods.qty, 1))
                   / NULLIF(SUM(goods.price_subtotal_incl), 0),
                   SUM(LEAST(COALESCE(back.qty, 0), goods.qty)) / SUM(goods.qty)
               ) AS share
          FROM (%(sales)s) sale
          JOIN pos_order_line goods ON goods.order_id = sale.id
          LEFT JOIN LATERAL (
                SELECT SUM(-line.qty) AS qty
                  FROM pos_order_line line
                  JOIN pos_order refund ON refund.id = line.order_id
                  JOIN company_day ON %(day)s
                 WHERE line.refunded_orderline_id = goods.id
                   AND refund.state IN %(completed)s
                   AND %(is_known)s) back ON TRUE
         WHERE goods.qty > 0 AND goods.is_reward_line IS NOT TRUE
         GROUP BY goods.order_id, sale.subject""",
        sales=sales,
        day=day,
        completed=COMPLETED,
        is_known=is_known,
    )
