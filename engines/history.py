"""Purchase history: SQL that sums up what each customer did up to a day.

Every query reads the relations ``company_day`` (one row a company) and
``refunded`` (one row an order with refunds) that :func:`history_ctes` puts first.
A customer is a commercial entity: its contacts' orders count for it.
"""

from odoo.tools import SQL

COMPLETED = SQL("('paid', 'done')")


def among_sql(customer_ids) -> SQL:
    """Return a condition on ``p``, the orders' partner.

    :param customer_ids: ids of commercial entities, a query of them, or None for
        everybody
    """
    if customer_ids is None:
        return SQL("TRUE")
    if isinstance(customer_ids, SQL):
        return SQL("p.commercial_partner_id IN (%s)", customer_ids)
    return SQL("p.commercial_partner_id = ANY(%s::int[])", list(customer_ids))


def history_ctes(rules, days, customer_ids) -> SQL:
    """Return the common table expressions that end in ``facts``.

    ``facts`` has a row per customer and company with ``visits_<days>`` for each
    window, ``spend_<currency id>`` for each currency and ``points``.

    :param rules: the :class:`~.rules.RewardsRule` values to serve
    :param days: a :class:`~.company_day.CompanyDay` per company
    :param customer_ids: ids of commercial entities, or None for everybody
    """
    windows = sorted({rule.visit_days for rule in rules if rule.min_visits})
    currencies = sorted({rule.currency_id for rule in rules if rule.min_spend})
    among = among_sql(customer_ids)
    return SQL(
        """company_day AS (%(days)s),
           refunded AS (%(refunded)s),
           facts AS (%(sales)s UNION ALL %(points)s)""",
        days=_company_day_sql(days, windows, currencies),
        refunded=_refunded_sql(among),
        sales=_sales_sql(windows, currencies, among),
        points=_points_sql(
            windows, currencies, any(rule.min_points for rule in rules), among
        ),
    )


def visits_column(window) -> SQL:
    """Return the column of ``facts`` that counts the visits of a window in days."""
    return SQL.identifier(f"visits_{int(window)}")


def spend_column(currency_id) -> SQL:
    """Return the column of ``facts`` that sums the spend in a currency."""
    return SQL.identifier(f"spend_{int(currency_id)}")


def _company_day_sql(days, windows, currencies) -> SQL:
    """One row a company: when its day ends, when its windows begin, its rates."""
    return SQL(" UNION ALL ").join(
        SQL(
            "SELECT %s::int AS company_id, %s::timestamp AS day_ends%s%s",
            day.company_id,
            day.ends,
            SQL("").join(
                SQL(", %s::timestamp AS %s", day.starts(window), _from_column(window))
                for window in windows
            ),
            SQL("").join(
                SQL(
                    ", %s::numeric AS %s",
                    repr(day.rates[currency]),
                    _rate_column(currency),
                )
                for currency in currencies
            ),
        )
        for day in days
    )


def _from_column(window) -> SQL:
    return SQL.identifier(f"from_{int(window)}")


def _rate_column(currency_id) -> SQL:
    return SQL.identifier(f"rate_{int(currency_id)}")


def _refunded_sql(among) -> SQL:
    """How much of each refunded order came back by the end of the day (R1, R4).

    Reward and discount lines are no goods, so they neither need to come back nor
    carry a share. The flag ``customer_category_refunded`` keeps this to the few
    orders that matter.
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
                  JOIN company_day day ON day.company_id = refund.company_id
                 WHERE line.refunded_orderline_id = goods.id
                   AND refund.state IN %(completed)s
                   AND refund.date_order < day.day_ends) back ON TRUE
         WHERE o.customer_category_refunded
           AND goods.qty > 0
           AND goods.is_reward_line IS NOT TRUE
           AND %(among)s
         GROUP BY goods.order_id""",
        completed=COMPLETED,
        among=among,
    )


def _sales_sql(windows, currencies, among) -> SQL:
    """Visits (R1, R2) and lifetime spend (R3) per customer and company."""
    return SQL(
        """
        SELECT p.commercial_partner_id AS customer_id, o.company_id%(visits)s%(spend)s,
               0::double precision AS points
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN company_day day ON day.company_id = o.company_id
          LEFT JOIN refunded
            ON refunded.order_id = o.id AND o.customer_category_refunded
         WHERE o.state IN %(completed)s
           AND o.date_order < day.day_ends
           AND %(among)s
         GROUP BY p.commercial_partner_id, o.company_id""",
        completed=COMPLETED,
        among=among,
        visits=SQL("").join(
            SQL(
                """,
               COUNT(*) FILTER (
                   WHERE o.date_order >= day.%s
                     AND o.is_refund IS NOT TRUE
                     AND refunded.in_full IS NOT TRUE) AS %s""",
                _from_column(window),
                visits_column(window),
            )
            for window in windows
        ),
        spend=SQL("").join(
            SQL(
                """,
               SUM(o.amount_total / COALESCE(NULLIF(o.currency_rate, 0), 1) * day.%s)
                   AS %s""",
                _rate_column(currency),
                spend_column(currency),
            )
            for currency in currencies
        ),
    )


def _points_sql(windows, currencies, is_needed, among) -> SQL:
    """Lifetime points earned per customer and company (R4).

    A till records points net of what the same order redeemed, so the redeemed
    points are added again. A refund takes the order's points back in proportion.
    Points given by hand on a program of no company count for every company.
    """
    return SQL(
        """
        SELECT earned.customer_id, earned.company_id%(visits)s%(spend)s,
               SUM(GREATEST(earned.points, 0) * (1 - COALESCE(refunded.share, 0)))
          FROM (
                SELECT p.commercial_partner_id AS customer_id,
                       COALESCE(o.company_id, program.company_id) AS company_id,
                       o.id AS order_id,
                       CASE WHEN o.id IS NULL THEN SUM(history.issued)
                            ELSE SUM(history.issued - history.used) + COALESCE((
                                SELECT SUM(line.points_cost)
                                  FROM pos_order_line line
                                 WHERE line.order_id = o.id
                                   AND line.is_reward_line
                                   AND line.coupon_id = card.id), 0)
                       END AS points
                  FROM loyalty_history history
                  JOIN loyalty_card card ON card.id = history.card_id
                  JOIN loyalty_program program
                    ON program.id = card.program_id
                   AND program.program_type = 'loyalty'
                  JOIN res_partner p ON p.id = card.partner_id
                  LEFT JOIN pos_order o
                    ON history.order_model = 'pos.order' AND o.id = history.order_id
                  LEFT JOIN company_day day
                    ON day.company_id = COALESCE(o.company_id, program.company_id)
                 WHERE COALESCE(o.date_order, history.create_date) < COALESCE(
                           day.day_ends, (SELECT MIN(day_ends) FROM company_day))
                   AND %(among)s
                   AND %(is_needed)s
                 GROUP BY p.commercial_partner_id, o.company_id, program.company_id,
                          o.id, card.id
               ) earned
          LEFT JOIN refunded ON refunded.order_id = earned.order_id
         GROUP BY earned.customer_id, earned.company_id""",
        among=among,
        is_needed=is_needed,
        visits=SQL("").join(SQL(", 0") for _window in windows),
        spend=SQL("").join(SQL(", 0") for _currency in currencies),
    )
