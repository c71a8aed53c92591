"""Metrics: what can be asked of a customer's history, each as SQL.

A metric is an expression over *parts*. A part is one column of ``facts``, summed up
per customer and company from one of ``sources/``. To add a metric: one line
in ``METRICS``, its parts if they are new, its label in the criterion, its test.
"""

from dataclasses import dataclass

from odoo.tools import SQL

OPERATORS = {
    ">=": SQL(">="),
    "<=": SQL("<="),
    "=": SQL("="),
    ">": SQL(">"),
    "<": SQL("<"),
}


@dataclass(frozen=True, order=True)
class Part:
    """One column of ``facts``.

    :param str kind: what is counted: a key of ``sources.SOURCE_OF_PART``
    :param int days_from: the window begins this many days ago
    :param int | None days_to: ... and reaches back this many days; None: for ever
    :param int subject: currency, product or product category that it is about
    """

    kind: str
    days_from: int = 0
    days_to: int = -1
    subject: int = 0

    @property
    def column(self) -> SQL:
        """Return the column's identifier."""
        return SQL.identifier(
            f"{self.kind}_{self.days_from}_{self.days_to}_{self.subject}".replace(
                "-1", "all"
            )
        )


def _window(condition):
    days_to = -1 if condition.days_to is None else condition.days_to
    return {"days_from": condition.days_from, "days_to": days_to}


def _visits(condition, _rule):
    return Part("visits", **_window(condition))


def _spend(condition, rule):
    return Part("spend", **_window(condition), subject=rule.currency_id)


def _points(condition, _rule):
    return Part("points", **_window(condition))


def _quantity(condition, _rule):
    if condition.product_id:
        return Part("product_qty", **_window(condition), subject=condition.product_id)
    return Part(
        "category_qty", **_window(condition), subject=condition.product_category_id or 0
    )


def _bookings(_condition, _rule):
    return Part("bookings")


def _since_first(_condition, _rule):
    return Part("days_since_first")


def _since_last(_condition, _rule):
    return Part("days_since_last")


def _all_visits(_condition, _rule):
    return Part("visits")


# metric: the parts it needs, and its expression over their aggregates.
METRICS = {
    "visits": ((_visits,), "COALESCE(SUM(%s), 0)"),
    "spend": ((_spend,), "COALESCE(SUM(%s), 0)"),
    "points": ((_points,), "COALESCE(SUM(%s), 0)"),
    "average_basket": ((_spend, _visits), "SUM(%s) / NULLIF(SUM(%s), 0)"),
    "days_since_first": ((_since_first,), "MAX(%s)"),
    "days_since_last": ((_since_last,), "MIN(%s)"),
    # The rhythm is the average number of days between visits.
    "days_overdue": (
        (_since_last, _since_first, _since_last, _all_visits),
        "MIN(%s) - (MAX(%s) - MIN(%s))::numeric / NULLIF(SUM(%s) - 1, 0)",
    ),
    "bookings": ((_bookings,), "COALESCE(SUM(%s), 0)"),
    "quantity": ((_quantity,), "COALESCE(SUM(%s), 0)"),
}

MONEY = {"spend", "average_basket"}
# Points are floats: a difference far below any point is none.
POINT_UNIT = 0.000001
# Metrics that are zero, not unknown, for a customer without any history.
ZERO_WITHOUT_HISTORY = {"visits", "spend", "points", "bookings", "quantity"}


def parts_of(rules) -> list:
    """Return every part that the rules need, each once, in a stable order."""
    return sorted(
        {
            make(condition, rule)
            for rule in rules
            for condition in rule.conditions
            for make in METRICS[condition.metric][0]
        }
    )


def value_sql(condition, rule) -> SQL:
    """Return the condition's metric as an aggregate over rows of ``facts``.

    A rule of one company looks at its rows alone, and at those of none (R15).
    """
    makers, expression = METRICS[condition.metric]
    columns = (make(condition, rule).column for make in makers)
    if rule.company_id:
        columns = (
            SQL(
                "CASE WHEN company_id = %s OR company_id IS NULL THEN %s END",
                rule.company_id,
                column,
            )
            for column in columns
        )
    return SQL(expression, *columns)


def holds_sql(condition, rule) -> SQL:
    """Return the condition as a boolean aggregate over rows of ``facts``."""
    value, least = value_sql(condition, rule), SQL("%s::numeric", repr(condition.value))
    unit = unit_of(condition, rule)
    if unit:
        unit = SQL("%s::numeric", repr(unit))
        value = SQL("ROUND((%s)::numeric / %s)", value, unit)
        least = SQL("ROUND(%s / %s)", least, unit)
    return SQL("(%s %s %s)", value, OPERATORS[condition.operator], least)


def all_hold_sql(rule) -> SQL:
    """Return whether a rule's conditions all hold, over rows of ``facts`` (R5)."""
    return SQL(" AND ").join(holds_sql(c, rule) for c in rule.conditions) or SQL("TRUE")


def unit_of(condition, rule) -> float:
    """Return the unit to which both sides are rounded, 0 for exact comparison."""
    if condition.metric in MONEY:
        return rule.rounding
    return POINT_UNIT if condition.metric in ("points", "quantity") else 0


def holds_without_history(rule) -> bool:
    """Tell whether somebody who never bought anything meets every condition."""
    compare = {
        ">=": lambda value: value <= 0,
        "<=": lambda value: value >= 0,
        "=": lambda value: value == 0,
        ">": lambda value: value < 0,
        "<": lambda value: value > 0,
    }
    return all(
        condition.metric in ZERO_WITHOUT_HISTORY
        and compare[condition.operator](condition.value)
        for condition in rule.conditions
    )


# Metrics for which a window of days makes sense.
WINDOWED = {"visits", "spend", "points", "average_basket", "quantity"}
