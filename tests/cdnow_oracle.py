"""An independent reading of the CDNOW file: slow, obvious, and without Odoo.

It shares no code with the addon or with ``demo/history.py``, so that a mistake in
either shows.
"""

import lzma
from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).parents[1] / "demo" / "cdnow" / "purchases.txt.xz"


def read(until):
    """Return ``{customer: [(day, dollars), ...]}``, the last purchase on ``until``."""
    history = defaultdict(list)
    for line in lzma.decompress(FILE.read_bytes()).decode().splitlines()[1:]:
        customer, day, _units, dollars = line.split()
        day = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        history[customer].append((day, float(dollars)))
    latest = max(day for visits in history.values() for day, _dollars in visits)
    for customer, visits in history.items():
        history[customer] = [(until - (latest - day), usd) for day, usd in visits]
    return history


def group_on(visits, today, groups):
    """Return the name of the best group earned, or None.

    :param visits: ``[(day, dollars), ...]`` of one customer
    :param date today: later purchases do not exist yet
    :param groups: best first, ``(name, visits needed, within days, spend needed)``
    """
    past = [(day, dollars) for day, dollars in visits if day <= today]
    for name, needed, days, spend in groups:
        recent = [day for day, _dollars in past if today - day <= timedelta(days)]
        total = round(sum(dollars for _day, dollars in past), 2)
        if len(recent) >= needed and total >= spend:
            return name
    return None


class Diary:
    """One customer's purchases, prepared for being asked about many days."""

    def __init__(self, visits):
        visits = sorted(visits)
        self.days = [day for day, _dollars in visits]
        self.totals = [0, *accumulate(dollars for _day, dollars in visits)]

    def group_on(self, today, groups):
        """Return the name of the best group earned on a day, or None."""
        past = bisect_right(self.days, today)
        total = round(self.totals[past], 2)
        for name, needed, days, spend in groups:
            since = bisect_left(self.days, today - timedelta(days))
            if past - since >= needed and total >= spend:
                return name
        return None
