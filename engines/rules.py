"""Rules as plain values: what leaves the ORM, and all that engines know of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RewardsRule:
    """The criteria of one rewards group (R5); zero switches a criterion off.

    :param int category_id: the rewards group
    :param int | None company_id: the company whose orders count; None counts all
    :param float price_percent: percentage of the full price that members pay
    :param int sequence: order among groups of the same percentage
    :param int min_visits: visits needed within ``visit_days``
    :param int visit_days: length of the window in days (R2)
    :param float min_points: lifetime points needed (R4)
    :param float min_spend: lifetime spend needed, in ``currency_id`` (R3)
    :param int currency_id: currency of ``min_spend``
    :param float rounding: smallest unit of that currency
    """

    category_id: int
    company_id: int | None
    price_percent: float
    sequence: int
    min_visits: int
    visit_days: int
    min_points: float
    min_spend: float
    currency_id: int
    rounding: float

    @property
    def rank(self) -> tuple[float, int]:
        """Return the sort key by which the better group comes first (R6)."""
        return (self.price_percent, self.sequence)
