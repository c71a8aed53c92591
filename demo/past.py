"""Live through a history again, so that reports have a past to tell of.

The rules are applied week after week as of then, and each sale keeps the categories and
the prices it would have had.
"""

from datetime import date, timedelta

from odoo.tools import SQL

from ..engines.frozen import freeze_sql

WEEK = timedelta(days=7)


def relive(env, partners, first):
    """Apply the rules as of each week since then, and let the sales keep them.

    :param env: environment of a user who may do everything
    :param partners: the ``res.partner`` records who bought
    :param date first: the day of the first purchase
    """
    day = first + WEEK
    while day < date.today():
        env["customer.category"]._recompute(partners, at=day)
        day += WEEK
    env["customer.category"]._recompute(partners)
    env.flush_all()
    orders = SQL("SELECT id FROM pos_order WHERE partner_id = ANY(%s)", partners.ids)
    env.cr.execute(freeze_sql(orders))
    _keep_amounts(env, orders)
    env.invalidate_all()


def _keep_amounts(env, orders):
    """Take what was paid for the category's price, and let goods cost 60% of it."""
    env.cr.execute(
        SQL(
            """
            UPDATE pos_order_line
               SET customer_category_id = category.id,
                   category_discount = saved.amount,
                   category_discount_untaxed = saved.amount,
                   category_regular_subtotal = price_subtotal + saved.amount,
                   total_cost = ROUND(0.6 * price_subtotal, 2),
                   is_total_cost_computed = TRUE
              FROM (%s) chosen
              JOIN pos_order o ON o.id = chosen.id
              LEFT JOIN customer_category category
                ON category.id = o.rewards_category_id,
           LATERAL (SELECT o.amount_total * (
                           100 / NULLIF(category.price_percent, 0)::numeric - 1
                           ) AS raw) price,
           LATERAL (SELECT COALESCE(ROUND(price.raw, 2), 0) AS amount) saved
             WHERE pos_order_line.order_id = o.id""",
            orders,
        )
    )
