"""Goods: how much was bought of products and product categories."""

from odoo.tools import SQL

from ..windows import COMPLETED
from .source import BUYER, source_sql


def goods_sql(parts, scope) -> SQL:
    """Quantities bought of products and product categories, less what came back."""

    def own(part):
        if part.kind not in _BOUGHT:
            return None
        return SQL(
            "SUM(line.qty) FILTER (WHERE %s AND %s)",
            scope.in_window(part, SQL("o.date_order")),
            SQL(_BOUGHT[part.kind], part.subject),
        )

    return source_sql(
        parts,
        own,
        (
            SQL("%s AS subject_id, o.company_id", scope.subject(BUYER)),
            SQL(
                """
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN company_day ON %(day)s
          JOIN pos_order_line line ON line.order_id = o.id
          JOIN product_product product ON product.id = line.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id
          LEFT JOIN product_category category ON category.id = template.categ_id
         WHERE o.state IN %(completed)s
           AND line.is_reward_line IS NOT TRUE
           AND %(known)s
           AND %(among)s
         GROUP BY %(subject)s, o.company_id""",
                day=scope.day_of(SQL("o.company_id"), BUYER),
                completed=COMPLETED,
                known=scope.is_known(SQL("o.date_order")),
                among=scope.among,
                subject=scope.subject(BUYER),
            ),
        ),
    )


_BOUGHT = {
    "product_qty": "template.id = %s",
    "category_qty": "category.parent_path LIKE ("
    "SELECT parent_path || '%%' FROM product_category WHERE id = %s)",
}
