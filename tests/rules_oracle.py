"""The membership rules R1 to R11, R14 and R15 once more, slow and obvious.

Written from the text of the rules over plain data, sharing nothing with ``engines/``,
so that the tests can compare the two. Everything is seen as it was known on a day: what
happened later does not count yet.
"""

from datetime import datetime, timedelta, timezone
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

from .rules_data import Stay

UNKNOWN = None


def local_day(moment, company):
    utc = moment.replace(tzinfo=timezone.utc)
    return utc.astimezone(ZoneInfo(company.tz)).date()


def round_half_up(amount, step):
    units = floor(abs(amount) / step + Fraction(1, 2))
    return units * step if amount >= 0 else -units * step


class Oracle:
    """Who is in which group, as the rules say."""

    def __init__(self, world):
        self.world = world

    def today(self, group, at):
        """The local date of the group's company; of the first one if it is shared."""
        if isinstance(at, datetime):
            return local_day(at, group.company or self.world.companies[0])
        return at

    # Orders

    def orders_of(self, customer, group, day):
        return [
            order
            for order in self.world.orders
            if order.customer is customer
            and order.state in ("paid", "done")
            and group.company in (None, order.company)
            and local_day(order.moment, order.company) <= day
        ]

    def returned(self, line, known):
        """How much of a line had come back by a day, in completed orders."""
        return sum(
            -other.quantity
            for order in self.world.orders
            if order.state in ("paid", "done")
            and local_day(order.moment, order.company) <= known
            for other in order.lines
            if other.refunds is line
        )

    def is_refunded_in_full(self, order, known):
        goods = [x for x in order.lines if x.quantity > 0 and not x.is_reward]
        return bool(goods) and all(
            self.returned(line, known) >= line.quantity for line in goods
        )

    def refunded_share(self, order, known):
        goods = [x for x in order.lines if x.quantity > 0 and not x.is_reward]
        sold = sum(line.quantity * line.price for line in goods)
        back = sum(self.returned(line, known) * line.price for line in goods)
        return min(Fraction(back) / sold, 1) if sold else Fraction(0)

    def visit_days(self, customer, group, day, known):
        return sorted(
            local_day(order.moment, order.company)
            for order in self.orders_of(customer, group, day)
            if not order.is_refund and not self.is_refunded_in_full(order, known)
        )

    # Metrics

    def in_window(self, criterion, today, day):
        age = (today - day).days
        return criterion.days_from <= age and (
            not criterion.days_to or age <= criterion.days_to
        )

    def visits(self, customer, group, criterion, day, known):
        days = self.visit_days(customer, group, day, known)
        return len([d for d in days if self.in_window(criterion, day, d)])

    def worth(self, currency, day):
        known = [worth for start, worth in self.world.rates[currency] if start <= day]
        return known[-1] if known else self.world.rates[currency][0][1]

    def converted(self, order, amount, group, day):
        own = order.company.currency
        amount = amount / order.rate
        return amount * self.worth(own, day) / self.worth(group.currency, day)

    def raw_spend(self, customer, group, criterion, day, known):
        total = Fraction(0)
        for order in self.orders_of(customer, group, known):
            ordered = local_day(order.moment, order.company)
            if ordered <= day and self.in_window(criterion, day, ordered):
                total += self.converted(order, order.total, group, day)
            elif ordered > day:
                back = self.value_taken_back(order, group, day)
                total += self.converted(order, back, group, day)
        return total

    def value_taken_back(self, refund, group, day):
        """What a later order gives back of sales up to a day; negative."""
        sold = [
            line
            for order in self.world.orders
            if local_day(order.moment, order.company) <= day
            for line in order.lines
        ]
        return sum(x.quantity * x.price for x in refund.lines if x.refunds in sold)

    def spend(self, customer, group, criterion, day, known):
        total = self.raw_spend(customer, group, criterion, day, known)
        return round_half_up(total, self.world.roundings[group.currency])

    def average_basket(self, customer, group, criterion, day, known):
        visits = self.visits(customer, group, criterion, day, known)
        if not visits:
            return UNKNOWN
        total = self.raw_spend(customer, group, criterion, day, known)
        return round_half_up(total / visits, self.world.roundings[group.currency])

    def points(self, customer, group, criterion, day, known):
        total = Fraction(0)
        for row in self.world.points:
            earned = local_day(row.moment, row.company)
            if (
                row.customer is customer
                and row.program_type == "loyalty"
                and group.company in (None, row.company)
                and earned <= day
                and self.in_window(criterion, day, earned)
            ):
                share = self.refunded_share(row.order, known) if row.order else 0
                total += row.earned * (1 - share)
        return total

    def days_since_first(self, customer, group, criterion, day, known):
        days = self.visit_days(customer, group, day, known)
        return (day - days[0]).days if days else UNKNOWN

    def days_since_last(self, customer, group, criterion, day, known):
        days = self.visit_days(customer, group, day, known)
        return (day - days[-1]).days if days else UNKNOWN

    def days_overdue(self, customer, group, criterion, day, known):
        days = self.visit_days(customer, group, day, known)
        if len(days) < 2:
            return UNKNOWN
        rhythm = Fraction((days[-1] - days[0]).days, len(days) - 1)
        return (day - days[-1]).days - rhythm

    def quantity(self, customer, group, criterion, day, known):
        return sum(
            line.quantity
            for order in self.orders_of(customer, group, day)
            if self.in_window(criterion, day, local_day(order.moment, order.company))
            for line in order.lines
            if line.product in criterion.products
        )

    def bookings(self, customer, at):
        moment = at if isinstance(at, datetime) else datetime(*at.timetuple()[:3])
        return len(
            [
                booking
                for booking in self.world.bookings
                if booking.customer is customer
                and booking.start >= moment
                and booking.state != "declined"
                and not booking.is_archived
            ]
        )

    # Membership

    def holds(self, customer, group, criterion, at, known=None):
        day = self.today(group, at)
        if criterion.metric == "bookings":
            value = self.bookings(customer, at)
        else:
            metric = getattr(self, criterion.metric)
            value = metric(customer, group, criterion, day, known or day)
        if value is UNKNOWN:
            return False
        wanted = criterion.value
        if criterion.metric in ("spend", "average_basket"):
            wanted = round_half_up(wanted, self.world.roundings[group.currency])
        return {
            ">=": value >= wanted,
            "<=": value <= wanted,
            "=": value == wanted,
            ">": value > wanted,
            "<": value < wanted,
        }[criterion.operator]

    def qualifies(self, customer, group, at, known=None):
        return (not group.city or group.city == customer.city) and all(
            self.holds(customer, group, criterion, at, known)
            for criterion in group.criteria
        )

    def pinned(self, customer, group, mode, at):
        day = self.today(group, at)
        return any(
            pin.customer is customer
            and pin.group is group
            and pin.mode == mode
            and pin.start <= day
            and (pin.until is None or day <= pin.until)
            for pin in self.world.pins
        )

    def is_archived(self, group, at):
        start = group.archived_from
        return start is not None and self.today(group, at) >= start

    def rewards_stay(self, customer, company, stay, at):
        """The stay in a rewards group of one company (None: shared) after a run.

        :param stay: the stay before the run, or None
        """
        if customer.is_archived or (stay and self.is_archived(stay.group, at)):
            return stay
        groups = [
            group
            for group in self.world.groups
            if group.is_rewards
            and group.company is company
            and not self.is_archived(group, at)
        ]
        pinned = [g for g in groups if self.pinned(customer, g, "in", at)]
        if pinned:
            return self.enter(self.best(pinned, stay), stay, at)
        earned = [
            group
            for group in groups
            if not self.pinned(customer, group, "out", at)
            and self.qualifies(customer, group, at)
        ]
        risk = self.risk(customer, stay, earned, at)
        if risk:
            earned.append(stay.group)
        best = self.best(earned, stay)
        return self.enter(best, stay, at, risk) if best else None

    def best(self, groups, stay):
        held = stay.group if stay else None
        order = self.world.groups.index
        return min(
            groups,
            key=lambda g: (g.percent, g.sequence, g is not held, order(g)),
            default=None,
        )

    def enter(self, group, stay, at, risk=None):
        if stay and stay.group is group:
            return Stay(group, stay.since, risk)
        return Stay(group, self.today(group, at))

    def risk(self, customer, stay, earned, at):
        """The first failing day of a member who may still stay, else None."""
        if not stay or stay.group in earned:
            return None
        day = self.today(stay.group, at)
        first = stay.risk or day
        if day >= first + timedelta(days=stay.group.grace_days):
            return None
        if self.pinned(customer, stay.group, "out", at) or self.is_undone(
            customer, stay, day
        ):
            return None
        return first

    def is_undone(self, customer, stay, day):
        """Earned when it began, but not any more with the refunds known today."""
        return self.qualifies(customer, stay.group, stay.since) and not self.qualifies(
            customer, stay.group, stay.since, known=day
        )

    def is_in_segment(self, customer, group, was_in, at):
        if customer.is_archived or self.is_archived(group, at):
            return was_in
        if self.pinned(customer, group, "in", at):
            return True
        return self.qualifies(customer, group, at) and not self.pinned(
            customer, group, "out", at
        )
