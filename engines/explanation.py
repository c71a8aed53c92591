"""Explanation: the figures behind one customer's place in one category (R17).

The same parts, windows and comparisons as in ``eligibility.py``, shown instead of
summed into a verdict. What each order is to a condition is said by ``verdicts.py``.
"""

from odoo.tools import SQL

from .history import history_ctes
from .metrics import MONEY, Part, holds_sql, parts_of, value_sql
from .sources.points import earned_points_sql
from .windows import COMPLETED, among_sql, rate_column


def figures_sql(rule, days, customer_id) -> SQL:
    """Return the query of ``have`` and ``holds`` of each condition, in one row.

    :param rule: the :class:`~.rules.Rule` to explain
    :param days: a :class:`~.company_day.CompanyDay` per company
    :param int customer_id: a commercial entity
    """
    columns = [
        column
        for condition in rule.conditions
        for column in (value_sql(condition, rule), holds_sql(condition, rule))
    ]
    return SQL(
        "WITH %s SELECT %s FROM facts",
        history_ctes(parts_of([rule]), days, [customer_id]),
        # One row, also for a rule that asks for nothing but a filter.
        SQL(", ").join(columns) or SQL("COUNT(*)"),
    )


def figures_of_many_sql(rule, days, customer_ids) -> SQL:
    """Return the query of the same for any number of customers.

    Columns: the customer's id, then as above. Who did nothing has no row.

    :param customer_ids: ids of commercial entities
    """
    columns = [
        SQL(", %s, %s", value_sql(condition, rule), holds_sql(condition, rule))
        for condition in rule.conditions
    ]
    return SQL(
        "WITH %s SELECT facts.subject_id%s FROM facts GROUP BY facts.subject_id",
        history_ctes(parts_of([rule]), days, list(customer_ids)),
        SQL("").join(columns),
    )


def orders_sql(rule, days, customer_ids, oldest=None) -> SQL:
    """Return customers' orders and what each is to the rule, latest first.

    Columns as in :class:`~.verdicts.Sale`. Orders of companies that do not count are
    not among them (R15).

    :param customer_ids: ids of commercial entities
    :param int | None oldest: leave out what was more days ago
    """
    amount = SQL("0")
    local = _local_day_sql(SQL("o.date_order"))
    parts = ()
    if any(condition.metric in MONEY for condition in rule.conditions):
        parts = (Part("spend", subject=rule.currency_id),)
        amount = SQL(
            """o.amount_total / COALESCE(NULLIF(o.currency_rate, 0), 1)
               * company_day.%s""",
            rate_column(rule.currency_id),
        )
    return SQL(
        """
        WITH %(history)s
        SELECT o.id, %(local)s, company_day.day - %(local)s, o.company_id,
               %(amount)s, o.state IN %(completed)s, COALESCE(o.is_refund, FALSE),
               COALESCE(refunded.in_full, FALSE), p.commercial_partner_id
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN company_day ON company_day.company_id = o.company_id
          LEFT JOIN refunded ON refunded.order_id = o.id
         WHERE p.commercial_partner_id = ANY(%(customers)s::int[])
           AND o.date_order < company_day.day_ends
           AND %(recent)s
           AND %(counts)s
         ORDER BY o.date_order DESC, o.id DESC""",
        history=history_ctes(parts, days, list(customer_ids)),
        local=local,
        amount=amount,
        completed=COMPLETED,
        customers=list(customer_ids),
        recent=SQL("TRUE")
        if oldest is None
        else SQL("company_day.day - %s <= %s", local, oldest),
        counts=_counts_sql(rule, SQL("o.company_id")),
    )


def earnings_sql(rule, days, customer_id) -> SQL:
    """Return the points that the customer earned, latest first.

    Columns as in :class:`~.verdicts.Earning`.
    """
    return SQL(
        """
        WITH %(history)s
        SELECT earned.order_id, %(local)s, company_day.day - %(local)s,
               earned.company_id, earned.points,
               COALESCE(refunded.share, 0), COALESCE(refunded.in_full, FALSE)
          FROM (%(earned)s) earned
          JOIN company_day ON company_day.company_id = COALESCE(
               earned.company_id, (SELECT MIN(company_id) FROM company_day))
          LEFT JOIN refunded ON refunded.order_id = earned.order_id
         WHERE earned.moment < company_day.day_ends
           AND earned.points > 0
           AND (earned.company_id IS NULL OR %(counts)s)
         ORDER BY earned.moment DESC, earned.order_id DESC""",
        history=history_ctes((Part("points"),), days, [customer_id]),
        local=_local_day_sql(SQL("earned.moment")),
        earned=earned_points_sql(among_sql([customer_id])),
        counts=_counts_sql(rule, SQL("earned.company_id")),
    )


def _local_day_sql(moment) -> SQL:
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE company_day.tz)::date", moment)


def _counts_sql(rule, company) -> SQL:
    """Return the condition that a company's doings count for a rule (R15)."""
    if rule.company_id:
        return SQL("%s = %s", company, rule.company_id)
    return SQL("TRUE")
