"""The as-of day of a company: local dates turned into UTC bounds (R2)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytz


@dataclass(frozen=True)
class CompanyDay:
    """One company's local day on which rules are evaluated.

    :param int company_id: id of the company
    :param date day: local date of the evaluation
    :param str tz: name of the company's time zone, such as ``Europe/Paris``
    :param datetime moment: UTC, without tzinfo; what begins later is upcoming
    :param dict rates: currency id -> factor that turns an amount in the company's
        currency into that currency, at the rate of the day (R3)
    """

    company_id: int
    day: date
    tz: str
    moment: datetime
    rates: dict[int, float] = field(default_factory=dict)

    def starts(self, days_ago: int = 0) -> datetime:
        """Return the UTC instant, without tzinfo, at which a local day begins.

        :param int days_ago: days before the day itself; negative looks ahead
        """
        day = self.day - timedelta(days=days_ago)
        zone = pytz.timezone(self.tz)
        midnight = datetime.combine(day, time())
        # Where clocks change at midnight it happens twice or never: the day begins
        # with the first instant that bears its date.
        instants = sorted(
            zone.localize(midnight, is_dst=is_dst).astimezone(pytz.utc)
            for is_dst in (True, False)
        )
        begins = next(i for i in instants if i.astimezone(zone).date() >= day)
        return begins.replace(tzinfo=None)

    @property
    def ends(self) -> datetime:
        """Return the first UTC instant, without tzinfo, after the day."""
        return self.starts(days_ago=-1)


def local_date(moment: datetime, tz: str) -> date:
    """Return the local date of a UTC moment.

    :param datetime moment: UTC, without tzinfo
    :param str tz: name of the time zone
    """
    return pytz.utc.localize(moment).astimezone(pytz.timezone(tz)).date()
