"""Frozen: the categories a customer was in when a sale was made."""

from odoo.tools import SQL


def freeze_sql(order_ids) -> SQL:
    """Return the statement that writes categories and rewards group to orders.

    They are read from the ledger as of each order's date, so an order that was made
    offline gets those of then; only categories that the order's company sees (R15).
    Of a company's and a shared rewards group it is the better one (R6).

    :param order_ids: ids of orders that have just been completed
    """
    return SQL(
        """
        WITH held AS (
                SELECT o.id AS order_id, category.id AS category_id,
                       m.assignment = 'rewards' AS is_rewards,
                       category.price_percent, category.sequence
                  FROM pos_order o
                  JOIN res_company company ON company.id = o.company_id
                  JOIN res_partner p ON p.id = o.partner_id
                  JOIN customer_category_membership m
                    ON m.partner_id = p.commercial_partner_id
                   AND m.date_start <= o.date_order
                   AND (m.date_end IS NULL OR m.date_end > o.date_order)
                  JOIN customer_category category
                    ON category.id = m.category_id AND category.active
                 WHERE o.id = ANY(%s)
                   AND (m.company_id IS NULL
                        OR m.company_id = ANY(
                            STRING_TO_ARRAY(RTRIM(company.parent_path, '/'), '/')::int[]
                        ))),
             noted AS (
                INSERT INTO customer_category_pos_order_rel (order_id, category_id)
                SELECT order_id, category_id FROM held
                    ON CONFLICT DO NOTHING)
        UPDATE pos_order
           SET rewards_category_id = best.category_id
          FROM (SELECT DISTINCT ON (order_id) order_id, category_id
                  FROM held
                 WHERE is_rewards
                 ORDER BY order_id, price_percent, sequence, category_id) best
         WHERE pos_order.id = best.order_id""",
        list(order_ids),
    )
