"""Rules as plain values: what leaves the ORM, and all that engines know of it."""

from dataclasses import dataclass
from datetime import date

from odoo.tools import SQL


@dataclass(frozen=True)
class Condition:
    """One condition on what a customer did.

    :param str metric: a key of ``metrics.METRICS``
    :param str operator: a key of ``metrics.OPERATORS``
    :param float value: what the metric is compared with
    :param int days_from: the window begins this many days ago
    :param int | None days_to: ... and reaches back this many days; None: for ever
    :param int | None product_id: for quantities, the ``product.template``
    :param int | None product_category_id: for quantities, the ``product.category``
    """

    metric: str
    operator: str
    value: float
    days_from: int = 0
    days_to: int | None = None
    product_id: int | None = None
    product_category_id: int | None = None


@dataclass(frozen=True)
class Rule:
    """What an automatic category asks for; all its conditions must hold (R5).

    :param int category_id: the category
    :param int | None company_id: the company whose orders count; None counts all
    :param bool is_exclusive: a rewards group, of which a customer has one
    :param date today: the day of the evaluation for this category
    :param tuple conditions: of :class:`Condition`
    :param float price_percent: percentage of the full price that members pay
    :param int sequence: order among groups of the same percentage
    :param int grace_days: days a member may stay without qualifying (R9)
    :param int currency_id: currency of money conditions
    :param float rounding: smallest unit of that currency
    :param SQL | None filter: query of the contacts that may be members at all
    :param bool is_draft: on trial: the database has no such rule, or another one
    """

    category_id: int
    company_id: int | None
    is_exclusive: bool
    today: date
    conditions: tuple[Condition, ...]
    price_percent: float = 100
    sequence: int = 10
    grace_days: int = 0
    currency_id: int = 0
    rounding: float = 0.01
    filter: SQL | None = None
    is_draft: bool = False

    @property
    def rank(self) -> tuple[float, int]:
        """Return the sort key by which the better group comes first (R6)."""
        return (self.price_percent, self.sequence)
