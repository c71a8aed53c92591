"""Sales: visits, spend, and when the first and the last visit was."""

from odoo.tools import SQL

from ..windows import COMPLETED, IS_VISIT, rate_column
from .source import BUYER, source_sql


def sales_sql(parts, scope) -> SQL:
    """Visits (R1, R2), lifetime spend (R3), first and last visit."""

    def own(part):
        window = scope.in_window(part, SQL("o.date_order"))
        if part.kind == "visits":
            return SQL("(COUNT(*) FILTER (WHERE %s AND %s))::numeric", window, IS_VISIT)
        if part.kind == "spend":
            return SQL(
                """SUM(o.amount_total / COALESCE(NULLIF(o.currency_rate, 0), 1)
                       * company_day.%s) FILTER (WHERE %s)""",
                rate_column(part.subject),
                window,
            )
        if part.kind in _SINCE:
            return SQL(
                """(MAX(company_day.day) - (%s(o.date_order) FILTER (WHERE %s)
                    AT TIME ZONE 'UTC' AT TIME ZONE MAX(company_day.tz))::date
                   )::numeric""",
                _SINCE[part.kind],
                IS_VISIT,
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
          LEFT JOIN refunded ON %(refunded)s AND o.customer_category_refunded
         WHERE o.state IN %(completed)s AND %(known)s AND %(among)s
         GROUP BY %(subject)s, o.company_id""",
                day=scope.day_of(SQL("o.company_id"), BUYER),
                refunded=scope.came_back(SQL("o.id")),
                completed=COMPLETED,
                known=scope.is_known(SQL("o.date_order")),
                among=scope.among,
                subject=scope.subject(BUYER),
            ),
        ),
    )


_SINCE = {"days_since_first": SQL("MIN"), "days_since_last": SQL("MAX")}
