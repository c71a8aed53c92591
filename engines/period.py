"""Periods of the dashboard: from one local day to another, and what they follow."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
MONTH, YEAR = relativedelta(months=1), relativedelta(years=1)
# So many days at the most are drawn one by one, and so many by the week.
BY_DAY, BY_WEEK = 31, 120


@dataclass(frozen=True)
class Period:
    """Some local days, and as many or the same of the month or year before.

    :param date first: the first day
    :param date last: the last one, included
    :param date first_before: the first day of what it is compared with
    :param date last_before: the last one, included
    """

    first: date
    last: date
    first_before: date
    last_before: date

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.last - self.first).days + 1

    @property
    def is_by_month(self) -> bool:
        """Tell whether steps are months."""
        return self.days > BY_WEEK

    @property
    def steps(self) -> list[date]:
        """Return the first day of each step to draw: a day, a week or a month."""
        if self.is_by_month:
            months = [self.first]
            while (following := months[-1].replace(day=1) + MONTH) <= self.last:
                months.append(following)
            return months
        length = 1 if self.days <= BY_DAY else 7
        return [self.first + passed * DAY for passed in range(0, self.days, length)]


def create_period(name: str, today: date) -> Period:
    """Return a period by its name.

    :param str name: a number of days up to today, of four digits at the most,
        ``month`` and ``year`` up to today, or ``last_month``
    :param date today: of the company
    :raise KeyError: when there is no such period
    """
    if re.fullmatch("[0-9]{1,4}", name) and int(name):
        days = int(name) * DAY
        first = today + DAY - days
        return Period(first, today, first - days, first - DAY)
    first, last, length = {
        "month": (today.replace(day=1), today, MONTH),
        "last_month": (today.replace(day=1) - MONTH, today.replace(day=1) - DAY, MONTH),
        "year": (today.replace(month=1, day=1), today, YEAR),
    }[name]
    last_before = last - length
    if last + DAY == first + length:
        last_before = first - DAY
    return Period(first, last, first - length, last_before)
