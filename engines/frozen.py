"""Frozen: what a sale keeps of its customer and of its amounts, for reports."""

from datetime import datetime
from typing import NamedTuple

from odoo.tools import SQL

from .windows import COMPLETED

# Amount of a line `l` without taxes. A refund made at a till is stored positive, one
# made in the back office negative: what is sold says which it is.
SIGNED_SUBTOTAL = SQL("ABS(l.price_subtotal) * SIGN(l.qty * l.price_unit)::numeric")


class Sale(NamedTuple):
    """What is known of an order that was just completed.

    :param int id: the order
    :param int customer_id: the commercial entity that bought
    :param datetime moment: UTC, when it was sold
    :param list company_ids: the company that sold and those it is a branch of
    """

    id: int
    customer_id: int
    moment: datetime
    company_ids: list


def freeze_sql(orders) -> SQL:
    """Return the statement that writes categories and rewards group to orders.

    They are read from the ledger as of each order's date, so an order that was made
    offline gets those of then; only categories that the order's company sees (R15).
    Of a company's and a shared rewards group it is the better one (R6). A refund has
    those of the sales that it takes back, so that it counts where they counted.

    :param orders: ids of completed orders, or a query of them
    """
    return SQL(
        "WITH chosen AS (%s), held AS (%s), noted AS (%s) %s",
        _chosen(orders),
        _HELD_OR_TAKEN_BACK,
        _NOTE,
        _POINT,
    )


def freeze_sales_sql(sales) -> SQL:
    """Return :func:`freeze_sql` for orders that are no refunds, and what it wrote.

    What is known of an order need not be looked up, so it is planned in a quarter of
    the time. It has rows ``order_id, category_id, is_best``.

    :param sales: a :class:`Sale` per order, at least one
    """
    return SQL(
        """WITH sale (id, customer_id, moment, company_ids) AS (VALUES %s),
                held AS (%s), noted AS (%s), pointed AS (%s)
           SELECT held.order_id, held.category_id,
                  COALESCE(pointed.category_id = held.category_id, FALSE)
             FROM held
             LEFT JOIN pointed USING (order_id)""",
        SQL(", ").join(SQL("(%s, %s, %s::timestamp, %s::int[])", *s) for s in sales),
        _HELD_AT_SALE,
        _NOTE,
        SQL("%s RETURNING pos_order.id AS order_id, best.category_id", _POINT),
    )


_NOTE = SQL(
    """
        INSERT INTO customer_category_pos_order_rel (order_id, category_id)
        SELECT DISTINCT order_id, category_id FROM held
            ON CONFLICT DO NOTHING"""
)
_POINT = SQL(
    """
        UPDATE pos_order
           SET rewards_category_id = best.category_id
          FROM (SELECT DISTINCT ON (order_id) order_id, category_id
                  FROM held
                 WHERE is_rewards
                 ORDER BY order_id, price_percent, sequence, category_id) best
         WHERE pos_order.id = best.order_id"""
)


# What a customer held at a moment, as far as companies see it.
_HELD_BY = """
        SELECT %(order)s AS order_id, category.id AS category_id,
               m.assignment = 'rewards' AS is_rewards,
               category.price_percent, category.sequence
          FROM %(sales)s
          JOIN customer_category_membership m
            ON m.partner_id = %(customer)s
           AND m.date_start <= %(moment)s
           AND (m.date_end IS NULL OR m.date_end > %(moment)s)
          JOIN customer_category category
            ON category.id = m.category_id AND category.active
         WHERE (m.company_id IS NULL OR m.company_id = ANY(%(company_ids)s))"""
_HELD = SQL(
    _HELD_BY,
    order=SQL("o.id"),
    sales=SQL(
        """chosen
          JOIN pos_order o ON o.id = chosen.id
          JOIN res_company company ON company.id = o.company_id
          JOIN res_partner p ON p.id = o.partner_id"""
    ),
    customer=SQL("p.commercial_partner_id"),
    moment=SQL("o.date_order"),
    company_ids=SQL("STRING_TO_ARRAY(RTRIM(company.parent_path, '/'), '/')::int[]"),
)
_HELD_AT_SALE = SQL(
    _HELD_BY,
    order=SQL("sale.id"),
    sales=SQL("sale"),
    customer=SQL("sale.customer_id"),
    moment=SQL("sale.moment"),
    company_ids=SQL("sale.company_ids"),
)
_TAKEN_BACK = SQL(
    """
        SELECT DISTINCT o.id AS order_id, sold.order_id AS sold_id
          FROM chosen
          JOIN pos_order o ON o.id = chosen.id
          JOIN pos_order_line l ON l.order_id = o.id
          JOIN pos_order_line sold ON sold.id = l.refunded_orderline_id
         WHERE o.is_refund"""
)
_HELD_OR_TAKEN_BACK = SQL(
    """
        WITH taken_back AS (%s)
        SELECT * FROM (%s) then_held
         WHERE NOT EXISTS (
                SELECT 1 FROM taken_back WHERE taken_back.order_id = then_held.order_id)
         UNION
        SELECT taken_back.order_id, category.id,
               category.id = sold.rewards_category_id,
               category.price_percent, category.sequence
          FROM taken_back
          JOIN pos_order sold ON sold.id = taken_back.sold_id
          JOIN customer_category_pos_order_rel kept
            ON kept.order_id = sold.id
          JOIN customer_category category ON category.id = kept.category_id""",
    _TAKEN_BACK,
    _HELD,
)


def thaw_sql(order_ids) -> SQL:
    """Return the statement that takes the categories from orders of another customer.

    :param order_ids: ids of orders
    """
    return SQL(
        """
        WITH gone AS (
                DELETE FROM customer_category_pos_order_rel
                 WHERE order_id = ANY(%(ids)s))
        UPDATE pos_order SET rewards_category_id = NULL WHERE id = ANY(%(ids)s)""",
        ids=list(order_ids),
    )


def rounding_sql(orders) -> SQL:
    """Return the statement that notes what the rounding of taxes adds to an order.

    Where a company rounds the taxes of an order as a whole, its lines do not add up to
    what the accounts have. The difference is kept on the order's first line. One
    greater than rounding can make is no rounding, and not noted.

    :param orders: ids of completed orders, or a query of them
    """
    return SQL(
        """
        UPDATE pos_order_line
           SET category_tax_rounding = rounded.difference
          FROM (SELECT MIN(l.id) AS line_id, COUNT(*) AS lines,
                       ROUND(o.amount_total - o.amount_tax - SUM(%(signed)s), 6)
                           AS difference,
                       MAX(currency.rounding) AS unit
                  FROM (%(chosen)s) chosen
                  JOIN pos_order o ON o.id = chosen.id
                  JOIN res_company company
                    ON company.id = o.company_id
                   AND company.tax_calculation_rounding_method = 'round_globally'
                  JOIN res_currency currency ON currency.id = company.currency_id
                  JOIN pos_config shop ON shop.id = o.config_id
                  JOIN pos_order_line l ON l.order_id = o.id
                 WHERE o.state IN %(completed)s
                   AND (shop.cash_rounding IS NOT TRUE
                        OR shop.only_round_cash_method)
                 GROUP BY o.id) rounded
         WHERE pos_order_line.id = rounded.line_id
           AND rounded.difference <> 0
           AND ABS(rounded.difference) <= rounded.lines * rounded.unit""",
        chosen=_chosen(orders),
        signed=SIGNED_SUBTOTAL,
        completed=COMPLETED,
    )


def _chosen(orders) -> SQL:
    if isinstance(orders, SQL):
        return orders
    return SQL("SELECT UNNEST(%s::int[]) AS id", list(orders))
