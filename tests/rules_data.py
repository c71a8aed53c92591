"""Shops, customers and purchases as plain data, for the rules' oracle.

Money and points are exact fractions; all times are UTC without zone.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True)
class Company:
    name: str
    tz: str
    currency: str


@dataclass(eq=False)
class Customer:
    """One unit: a private person, or a company with its contacts."""

    name: str
    is_archived: bool = False
    city: str = ""


@dataclass(eq=False)
class Line:
    product: str
    quantity: Fraction
    price: Fraction
    is_reward: bool = False
    refunds: "Line | None" = None


@dataclass(eq=False)
class Order:
    customer: Customer | None
    company: Company
    moment: datetime
    lines: list[Line]
    state: str = "done"
    is_refund: bool = False
    # Units of the order's currency for one of the company's.
    rate: Fraction = Fraction(1)
    # Which of the customer's contacts bought; 0 is the customer itself.
    buyer: int = 0

    @property
    def is_taking_back(self):
        return any(line.refunds for line in self.lines)

    @property
    def total(self):
        return sum(line.quantity * line.price for line in self.lines)


@dataclass(eq=False)
class Points:
    """Points earned: by an order, or given by hand."""

    customer: Customer
    company: Company
    moment: datetime
    earned: Fraction
    # Spent in the same order, as its reward line says.
    redeemed: Fraction = Fraction(0)
    order: Order | None = None
    program_type: str = "loyalty"
    buyer: int = 0


@dataclass(eq=False)
class Booking:
    customer: Customer
    start: datetime
    state: str = "accepted"
    is_archived: bool = False
    buyer: int = 0


@dataclass(frozen=True)
class Criterion:
    metric: str
    operator: str
    value: Fraction
    days_from: int = 0
    days_to: int = 0
    products: frozenset = frozenset()


@dataclass(eq=False)
class Group:
    name: str
    company: Company | None
    currency: str
    criteria: list[Criterion]
    is_rewards: bool = True
    percent: int = 90
    sequence: int = 10
    grace_days: int = 0
    archived_from: date | None = None
    city: str = ""


@dataclass(eq=False)
class Pin:
    customer: Customer
    group: Group
    mode: str
    start: date
    until: date | None = None


@dataclass
class Stay:
    group: Group
    # A date, or a UTC moment.
    since: date | datetime
    risk: date | None = None


@dataclass
class World:
    companies: list[Company]
    # What one unit is worth in a common currency: {currency: [(from, worth), ...]}
    rates: dict
    roundings: dict
    groups: list[Group] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    points: list[Points] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    pins: list[Pin] = field(default_factory=list)

    def refunds_of(self, line):
        """Return the orders and lines that take something of a line back."""
        return [
            (order, other)
            for order in self.orders
            if order.is_taking_back
            for other in order.lines
            if other.refunds is line
        ]
