"""Sales: visits, spend, and when the first and the last visit was."""

from typing import NamedTuple

from odoo.tools import SQL

from ..windows import COMPLETED, rate_column
from .source import BUYER, source_sql


def sales_sql(parts, scope) -> SQL:
    """Visits (R1, R2), lifetime spend (R3), first and last visit.

    The few orders of which something came back are looked at apart: the others need
    no look at ``refunded``, which would keep PostgreSQL from using several workers.
    """
    kinds = (_WHOLE,) if scope.is_untouched else (_WHOLE, _TOUCHED)
    return SQL(" UNION ALL ").join(_sales_sql(parts, scope, kind) for kind in kinds)


class _Sales(NamedTuple):
    """Some of the orders.

    :param bool is_touched: whether something of them came back
    :param SQL which: condition on the orders
    :param SQL is_visit: condition that an order counts as a visit (R1)
    """

    is_touched: bool
    which: SQL
    is_visit: SQL


_WHOLE = _Sales(
    False,
    SQL("o.customer_category_refunded IS NOT TRUE"),
    SQL("o.is_refund IS NOT TRUE"),
)
_TOUCHED = _Sales(
    True,
    SQL("o.customer_category_refunded"),
    SQL("o.is_refund IS NOT TRUE AND refunded.in_full IS NOT TRUE"),
)


def _sales_sql(parts, scope, sales) -> SQL:
    def own(part):
        window = scope.in_window(part, SQL("o.date_order"))
        if part.kind == "visits":
            return SQL(
                "(COUNT(*) FILTER (WHERE %s AND %s))::numeric", window, sales.is_visit
            )
        if part.kind == "spend":
            # Dividing is the dear part, and most sales are in the company's currency.
            return SQL(
                """SUM(CASE WHEN o.currency_rate IN (0, 1) THEN o.amount_total
                            ELSE o.amount_total / COALESCE(o.currency_rate, 1)
                       END) FILTER (WHERE %s) * MAX(company_day.%s)""",
                window,
                rate_column(part.subject),
            )
        if part.kind in _SINCE:
            return SQL(
                """(MAX(company_day.day) - (%s(o.date_order) FILTER (WHERE %s)
                    AT TIME ZONE 'UTC' AT TIME ZONE MAX(company_day.tz))::date
                   )::numeric""",
                _SINCE[part.kind],
                sales.is_visit,
            )
        return None

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
          %(refunded)s
         WHERE o.state IN %(completed)s AND %(which)s AND %(known)s AND %(among)s
         GROUP BY %(subject)s, o.company_id""",
                day=scope.day_of(SQL("o.company_id"), BUYER),
                refunded=SQL("LEFT JOIN refunded ON %s", scope.came_back(SQL("o.id")))
                if sales.is_touched
                else SQL(""),
                which=sales.which,
                completed=COMPLETED,
                known=scope.is_known(SQL("o.date_order")),
                among=scope.among,
                subject=scope.subject(BUYER),
            ),
        ),
    )


_SINCE = {"days_since_first": SQL("MIN"), "days_since_last": SQL("MAX")}
