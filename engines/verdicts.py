"""Verdicts: what one order is to one condition, and what that means for the future."""

import math
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Sale:
    """One order as the explanation tells it.

    :param int order_id: the ``pos.order``
    :param date day: its date, local to its company
    :param int age: days since then
    :param int company_id: the company that sold
    :param float amount: its total in the category's currency, 0 where money is nothing
        to the rule; negative for a refund
    :param bool is_completed: whether it is paid
    :param bool is_refund: whether it takes something back
    :param bool is_returned: whether all of it came back
    :param int customer_id: the commercial entity that bought
    """

    order_id: int
    day: date
    age: int
    company_id: int
    amount: float
    is_completed: bool
    is_refund: bool
    is_returned: bool
    customer_id: int = 0


@dataclass(frozen=True)
class Earning:
    """Points earned with one order, or given without one.

    :param int | None order_id: the ``pos.order``
    :param date day: the date, local to the company
    :param int age: days since then
    :param int | None company_id: the company that gave them
    :param float points: as many as were earned
    :param float share: the part of the order that came back, 0 to 1
    :param bool is_returned: whether all of it came back
    """

    order_id: int | None
    day: date
    age: int
    company_id: int | None
    points: float
    share: float
    is_returned: bool

    @property
    def amount(self) -> float:
        """Return the points that are left (R4)."""
        return float(self.points) * (1 - float(self.share))


def verdict_on(event, condition) -> str:
    """Return why an order counts for a condition, or why not.

    :param event: a :class:`Sale`, or an :class:`Earning` for points
    :return: ``counted``, ``deducted``, ``not_paid``, ``refund``, ``returned``,
        ``returned_part``, ``too_old`` or ``too_recent``
    """
    if condition.metric == "points":
        return _age_verdict(event, condition) or _points_verdict(event)
    if not event.is_completed:
        return "not_paid"
    if condition.metric == "visits" and event.is_refund:
        return "refund"
    if condition.metric == "visits" and event.is_returned:
        return "returned"
    late = _age_verdict(event, condition)
    return late or ("deducted" if event.is_refund else "counted")


def _points_verdict(earning):
    if earning.is_returned:
        return "returned"
    return "returned_part" if earning.share else "counted"


def _age_verdict(event, condition):
    """Return what is wrong with the age, None if nothing is."""
    if event.age < condition.days_from:
        return "too_recent"
    if condition.days_to is not None and event.age > condition.days_to:
        return "too_old"
    return None


def visits_missing(sales, condition, today):
    """Return how many more visits a condition needs, and by when they must come.

    :param date today: the day of the evaluation in the category's company, from which
        ages are counted: companies elsewhere may have another date
    :return: ``(count, last day)``; the day is None when no counted visit would be
        lost meanwhile. With every visit made by that day, all of them count together.
    """
    counted = [s.age for s in sales if verdict_on(s, condition) == "counted"]
    missing = math.ceil(condition.value) - len(counted)
    if missing <= 0:
        return (0, None)
    if not counted or condition.days_to is None:
        return (missing, None)
    return (missing, today + timedelta(days=condition.days_to - max(counted)))


def first_failing_day(sales, condition, today):
    """Return the first day on which a condition on visits fails without new visits.

    :param date today: as above
    :return: a date, or None when it never fails by time alone
    """
    needed = math.ceil(condition.value)
    if condition.days_to is None or needed <= 0:
        return None
    counted = sorted(s.age for s in sales if verdict_on(s, condition) == "counted")
    if len(counted) < needed:
        return None
    return today + timedelta(days=condition.days_to + 1 - counted[needed - 1])


def visits_to_keep(sales, condition, today):
    """Return how many more visits keep a condition that holds, and by when.

    :param date today: as above
    :return: ``(count, last day)``; the day is None when it never fails by time alone.
        More than one where several visits of one day get too old together.
    """
    failing = first_failing_day(sales, condition, today)
    if failing is None:
        return (0, None)
    left = [
        s
        for s in sales
        if verdict_on(s, condition) == "counted"
        and today + timedelta(days=condition.days_to - s.age) >= failing
    ]
    missing = math.ceil(condition.value) - len(left)
    return (missing, failing - timedelta(days=1))
