from odoo.tools import SQL

from .engines.frozen import freeze_sql, rounding_sql
from .engines.windows import COMPLETED
from .models.customer_category_schedule_state import STATE_PARAMETER

# On columns that are Odoo's own, so they do not go with ours.
INDEXES = (
    "res_partner__email_normalized_index",
    "res_partner__phone_sanitized_index",
)


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


def post_init_hook(env):
    """Give past sales what reports need of them."""
    fill_past_sales(env)


def fill_past_sales(env):
    """Give past sales what reports need of them, where it is known.

    Which categories a customer was in is known from the ledger. Where that says
    nothing, a sale stays without: nothing is guessed. What a sale keeps already stays.
    """
    completed = SQL("SELECT id FROM pos_order WHERE state IN %s", COMPLETED)
    bare = SQL(
        """%s AND rewards_category_id IS NULL
              AND id NOT IN (SELECT order_id FROM customer_category_pos_order_rel)""",
        completed,
    )
    env.flush_all()
    # A refund has what its sale has, so that is to be there.
    env.cr.execute(freeze_sql(SQL("%s AND is_refund IS NOT TRUE", bare)))
    env.cr.execute(freeze_sql(SQL("%s AND is_refund", bare)))
    env.cr.execute(rounding_sql(completed))
    env.invalidate_all()


def uninstall_hook(env):
    """Delete category rules, which would else become rules for everybody (P1).

    What Odoo would leave behind goes too: indexes, and what people saved of lists.
    """
    items = env["product.pricelist.item"]
    items.search([("customer_category_id", "!=", False)]).unlink()
    for model, fname in (("ir.filters", "model_id"), ("ir.exports", "resource")):
        saved = env[model].with_context(active_test=False)
        saved.search([(fname, "=like", "customer.category%")]).unlink()
    for index in INDEXES:
        env.cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(index)))
    env["ir.config_parameter"].search([("key", "=", STATE_PARAMETER)]).unlink()
