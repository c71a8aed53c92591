"""Sale report: one row per line of a completed order, in the company's currency."""

from odoo.tools import SQL

from .frozen import SIGNED_SUBTOTAL
from .windows import COMPLETED

# What a line brought without taxes, as the accounts have it.
_REVENUE = SQL("%s + COALESCE(l.category_tax_rounding, 0)", SIGNED_SUBTOTAL)
# What it would have brought without categories and discount. A sale of before the addon
# was there has but the percentage of its discount.
_REGULAR = SQL(
    """CASE WHEN COALESCE(l.category_discount, 0) = 0 AND COALESCE(l.discount, 0) = 0
            THEN %(signed)s
            ELSE COALESCE(
                NULLIF(l.category_regular_subtotal, 0),
                %(signed)s * 100 / NULLIF(100 - l.discount::numeric, 0),
                %(signed)s) END""",
    signed=SIGNED_SUBTOTAL,
)
# A sale counts as a visit unless it is a refund or came back in full (R1).
_IS_VISIT = SQL(
    """o.is_refund IS NOT TRUE AND (
            o.customer_category_refunded IS NOT TRUE
            OR EXISTS (
                SELECT 1
                  FROM pos_order_line goods
                 WHERE goods.order_id = o.id
                   AND goods.qty > 0
                   AND goods.is_reward_line IS NOT TRUE
                   AND goods.qty > COALESCE((
                        SELECT SUM(-back.qty)
                          FROM pos_order_line back
                          JOIN pos_order refund ON refund.id = back.order_id
                         WHERE back.refunded_orderline_id = goods.id
                           AND refund.state IN %s), 0)))""",
    COMPLETED,
)


def sale_report_sql() -> SQL:
    """Return the query of the sale report.

    Each line is there once, whatever number of categories its customer was in:
    categories are found through the order, so totals are right. Columns that count
    have the id of what is counted, or nothing. The regular price is the price for
    everybody; amounts are without taxes and signed as the sale was, however its line
    is stored.
    """
    return SQL(
        """
        SELECT l.id, l.order_id, o.date_order AS date, o.company_id, o.config_id,
               o.session_id, o.user_id, o.pricelist_id, l.product_id,
               product.product_tmpl_id, template.categ_id AS product_categ_id,
               p.commercial_partner_id AS partner_id,
               l.customer_category_id AS price_category_id, o.rewards_category_id,
               company.currency_id, l.qty AS product_qty,
               CASE WHEN %(is_visit)s THEN o.id END AS visit_count,
               p.commercial_partner_id AS customer_count,
               NULL::numeric AS average_basket,
               NULL::numeric AS visits_per_customer,
               %(revenue)s AS revenue,
               %(category_discount)s AS category_discount,
               %(regular)s - %(signed)s AS discount_cost,
               %(revenue)s - %(cost)s AS margin
          FROM pos_order_line l
          JOIN pos_order o ON o.id = l.order_id
          JOIN res_company company ON company.id = o.company_id
          JOIN res_currency currency ON currency.id = company.currency_id
          LEFT JOIN res_partner p ON p.id = o.partner_id
          LEFT JOIN product_product product ON product.id = l.product_id
          LEFT JOIN product_template template ON template.id = product.product_tmpl_id
         WHERE o.state IN %(completed)s""",
        is_visit=_IS_VISIT,
        revenue=_in_company_currency(_REVENUE),
        category_discount=_in_company_currency(
            SQL("COALESCE(l.category_discount_untaxed, 0)")
        ),
        regular=_in_company_currency(_REGULAR),
        signed=_in_company_currency(SIGNED_SUBTOTAL),
        cost=_in_company_currency(SQL("COALESCE(l.total_cost, 0)::numeric")),
        completed=COMPLETED,
    )


def _in_company_currency(amount) -> SQL:
    """Convert at the order's own rate, rounded line by line as the accounts are."""
    return SQL(
        """CASE WHEN COALESCE(o.currency_rate, 0) IN (0, 1) THEN %(amount)s
                ELSE ROUND((%(amount)s) / o.currency_rate::numeric,
                           currency.decimal_places) END""",
        amount=amount,
    )
