"""Explanation: the figures behind one customer's place in one category (R17).

The same parts, windows and comparisons as in ``eligibility.py``, shown instead of
summed into a verdict.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from odoo.tools import SQL

from .history import history_ctes
from .metrics import holds_sql, parts_of, value_sql
from .windows import COMPLETED


def figures_sql(rule, days, customer_id) -> SQL:
    """Return the query of ``have`` and ``holds`` of each condition, in one row.

    :param rule: the :class:`~.rules.Rule` to explain
    :param days: a :class:`~.company_day.CompanyDay` per company
    :param int customer_id: a commercial entity
    """
    counts = SQL("TRUE")
    if rule.company_id:
        counts = SQL("(company_id = %s OR company_id IS NULL)", rule.company_id)
    columns = [
        column
        for condition in rule.conditions
        for column in (value_sql(condition, rule), holds_sql(condition, rule))
    ]
    return SQL(
        "WITH %s SELECT %s FROM facts WHERE %s",
        history_ctes(parts_of([rule]), days, [customer_id]),
        SQL(", ").join(columns) or SQL("1"),
        counts,
    )


def orders_sql(rule, days, customer_id) -> SQL:
    """Return the customer's orders and what each is to the rule, latest first.

    Columns: ``id``, ``day`` (local), ``state``, ``is_refund``, ``in_full`` (came back),
    ``company_id``. Orders of companies that do not count are not among them (R15).
    """
    counts = SQL("TRUE")
    if rule.company_id:
        counts = SQL("o.company_id = %s", rule.company_id)
    return SQL(
        """
        WITH %(history)s
        SELECT o.id,
               (o.date_order AT TIME ZONE 'UTC' AT TIME ZONE company_day.tz)::date,
               o.state IN %(completed)s, COALESCE(o.is_refund, FALSE),
               COALESCE(refunded.in_full, FALSE), o.company_id
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN company_day ON company_day.company_id = o.company_id
          LEFT JOIN refunded ON refunded.order_id = o.id
         WHERE p.commercial_partner_id = %(customer)s
           AND o.date_order < company_day.day_ends
           AND %(counts)s
         ORDER BY o.date_order DESC, o.id DESC""",
        history=history_ctes((), days, [customer_id]),
        completed=COMPLETED,
        customer=customer_id,
        counts=counts,
    )


@dataclass(frozen=True)
class Sale:
    """One order as the explanation tells it.

    :param int order_id: the ``pos.order``
    :param date day: its local date
    :param bool is_completed: whether it is paid
    :param bool is_refund: whether it takes something back
    :param bool is_returned: whether all of it came back
    :param int company_id: the company that sold
    """

    order_id: int
    day: date
    is_completed: bool
    is_refund: bool
    is_returned: bool
    company_id: int

    @property
    def is_visit(self) -> bool:
        """Tell whether the order counts as a visit (R1)."""
        return self.is_completed and not self.is_refund and not self.is_returned


def verdict(sale, condition, today) -> str:
    """Return why an order counts for a condition on visits, or why not.

    :return: ``counted``, ``not_paid``, ``refund``, ``returned``, ``too_old`` or
        ``too_recent``
    """
    if not sale.is_completed:
        return "not_paid"
    if sale.is_refund:
        return "refund"
    if sale.is_returned:
        return "returned"
    age = (today - sale.day).days
    if age < condition.days_from:
        return "too_recent"
    if condition.days_to is not None and age > condition.days_to:
        return "too_old"
    return "counted"


def visits_missing(sales, condition, today):
    """Return how many more visits a condition needs, and by when they must come.

    :return: ``(count, last day)``; the day is None when no counted visit would be
        lost meanwhile. With every visit made by that day, all of them count together.
    """
    counted = [s.day for s in sales if verdict(s, condition, today) == "counted"]
    missing = int(condition.value) - len(counted)
    if missing <= 0:
        return (0, None)
    if not counted or condition.days_to is None:
        return (missing, None)
    return (missing, min(counted) + timedelta(days=condition.days_to))


def first_failing_day(sales, condition, today):
    """Return the first day on which a condition on visits fails without new visits.

    :return: a date, or None when it never fails by time alone
    """
    if condition.days_to is None:
        return None
    counted = sorted(
        (s.day for s in sales if verdict(s, condition, today) == "counted"),
        reverse=True,
    )
    needed = int(condition.value)
    if len(counted) < needed:
        return None
    return counted[needed - 1] + timedelta(days=condition.days_to + 1)
