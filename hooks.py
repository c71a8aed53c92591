from odoo.tools import SQL


def pre_init_hook(env):
    """Add the refund flag by SQL, so that the ORM does not walk through every order."""
    env.cr.execute(
        SQL(
            "ALTER TABLE pos_order"
            " ADD COLUMN IF NOT EXISTS customer_category_refunded boolean"
        )
    )
    env.cr.execute(
        SQL(
            """
            UPDATE pos_order
               SET customer_category_refunded = TRUE
             WHERE id IN (
                    SELECT goods.order_id
                      FROM pos_order_line refund
                      JOIN pos_order_line goods
                        ON goods.id = refund.refunded_orderline_id)"""
        )
    )
