"""What the rules ask of a customer's history (R1 to R4), slow and obvious."""

from datetime import date, datetime, time, timezone
from fractions import Fraction
from functools import cache
from math import floor
from zoneinfo import ZoneInfo

UNKNOWN = None


@cache
def local_day(moment, company):
    utc = moment.replace(tzinfo=timezone.utc)
    return utc.astimezone(ZoneInfo(company.tz)).date()


def round_half_up(amount, step):
    units = floor(abs(amount) / step + Fraction(1, 2))
    return units * step if amount >= 0 else -units * step


def goods_of(order):
    """The lines of an order that can come back."""
    return [line for line in order.lines if line.quantity > 0 and not line.is_reward]


def taken_back(refund, orders):
    """What an order gives back of lines of the given orders; zero or negative."""
    sold = [line for order in orders for line in order.lines]
    return sum(x.quantity * x.price for x in refund.lines if x.refunds in sold)


class Metrics:
    """What every customer has done, as of a day.

    ``at`` is a date, the same everywhere, or a UTC moment, when days differ among
    companies: an order's age is counted in the calendar of the company that sold.
    ``known`` tells of a refund whether it is known.
    """

    def __init__(self, world):
        self.world = world

    def today(self, company, at):
        """The local date of a company; None stands for the first one."""
        if isinstance(at, datetime):
            return local_day(at, company or self.world.companies[0])
        return at

    def age(self, row, at):
        """How many days ago it was; negative if it is yet to come."""
        return (self.today(row.company, at) - local_day(row.moment, row.company)).days

    # Refunds

    def as_of(self, at):
        """Known are the refunds of the day and before."""
        return lambda refund: self.age(refund, at) >= 0

    def before(self, at):
        """Known are the refunds made before the moment."""
        moment = at if isinstance(at, datetime) else datetime.combine(at, time())
        return lambda refund: refund.moment < moment

    # Orders

    def orders_of(self, customer, group, at):
        return [
            order
            for order in self.world.orders
            if order.customer is customer
            and order.state in ("paid", "done")
            and group.company in (None, order.company)
            and self.age(order, at) >= 0
        ]

    def returned(self, line, known):
        """How much of a line had come back, in completed orders."""
        return sum(
            -other.quantity
            for order, other in self.world.refunds_of(line)
            if order.state in ("paid", "done") and known(order)
        )

    def is_refunded_in_full(self, order, known):
        goods = goods_of(order)
        return bool(goods) and all(
            self.returned(line, known) >= line.quantity for line in goods
        )

    def refunded_share(self, order, known):
        """How much of an order came back, by value, or by quantity if all was free."""
        goods = goods_of(order)
        is_free = not any(line.price for line in goods)
        worth = {line: 1 if is_free else line.price for line in goods}
        sold = sum(line.quantity * worth[line] for line in goods)
        back = sum(self.returned(line, known) * worth[line] for line in goods)
        return min(Fraction(back) / sold, 1) if sold else Fraction(0)

    def visit_ages(self, customer, group, at, known):
        return [
            self.age(order, at)
            for order in self.orders_of(customer, group, at)
            if not order.is_refund and not self.is_refunded_in_full(order, known)
        ]

    # Metrics

    def in_window(self, criterion, age):
        return criterion.days_from <= age and (
            not criterion.days_to or age <= criterion.days_to
        )

    def visits(self, customer, group, criterion, at, known):
        ages = self.visit_ages(customer, group, at, known)
        return len([age for age in ages if self.in_window(criterion, age)])

    def worth(self, currency, day):
        known = [worth for start, worth in self.world.rates[currency] if start <= day]
        return known[-1] if known else self.world.rates[currency][0][1]

    def converted(self, order, amount, group, at):
        day = self.today(order.company, at)
        amount = amount / order.rate * self.worth(order.company.currency, day)
        return amount / self.worth(group.currency, day)

    def raw_spend(self, customer, group, criterion, at, known):
        before = self.orders_of(customer, group, at)
        total = Fraction(0)
        for order in self.world.orders:
            amount = self.spent_with(order, before, known)
            is_later = order not in before
            if is_later and order not in self.orders_of(customer, group, date.max):
                continue
            if is_later or self.in_window(criterion, self.age(order, at)):
                total += self.converted(order, amount, group, at)
        return total

    def spent_with(self, order, before, known):
        """What an order adds to the spend of those before, by the refunds known."""
        back = taken_back(order, before)
        if order not in before:
            return back if known(order) else 0
        return order.total if known(order) else order.total - back

    def spend(self, customer, group, criterion, at, known):
        total = self.raw_spend(customer, group, criterion, at, known)
        return round_half_up(total, self.world.roundings[group.currency])

    def average_basket(self, customer, group, criterion, at, known):
        visits = self.visits(customer, group, criterion, at, known)
        if not visits:
            return UNKNOWN
        total = self.raw_spend(customer, group, criterion, at, known)
        return round_half_up(total / visits, self.world.roundings[group.currency])

    def points(self, customer, group, criterion, at, known):
        total = Fraction(0)
        for row in self.world.points:
            age = self.age(row, at)
            if (
                row.customer is customer
                and row.program_type == "loyalty"
                and group.company in (None, row.company)
                and age >= 0
                and self.in_window(criterion, age)
            ):
                share = self.refunded_share(row.order, known) if row.order else 0
                total += row.earned * (1 - share)
        return total

    def days_since_first(self, customer, group, criterion, at, known):
        return max(self.visit_ages(customer, group, at, known), default=UNKNOWN)

    def days_since_last(self, customer, group, criterion, at, known):
        return min(self.visit_ages(customer, group, at, known), default=UNKNOWN)

    def days_overdue(self, customer, group, criterion, at, known):
        ages = self.visit_ages(customer, group, at, known)
        if len(ages) < 2:
            return UNKNOWN
        return min(ages) - Fraction(max(ages) - min(ages), len(ages) - 1)

    def quantity(self, customer, group, criterion, at, known):
        return sum(
            line.quantity
            for order in self.orders_of(customer, group, at)
            if self.in_window(criterion, self.age(order, at))
            for line in order.lines
            if line.product in criterion.products
        )

    def bookings(self, customer, group, criterion, at, known):
        moment = at if isinstance(at, datetime) else datetime.combine(at, time())
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
