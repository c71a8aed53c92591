"""Generated shops: rules, customers and what they bought, as plain data."""

from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from .rules_data import (
    Booking,
    Company,
    Customer,
    Line,
    Order,
    Pin,
    Points,
    World,
)

ZONES = ["Europe/Paris", "America/New_York", "Pacific/Auckland", "Africa/Cairo", "UTC"]
CURRENCIES = ["USD", "EUR", "JPY"]
# What each unit is worth in dollars, from a day on.
RATES = {
    "USD": [(date(2020, 1, 1), Fraction(1))],
    "EUR": [
        (date(2020, 1, 1), Fraction(5, 4)),
        (date(2025, 11, 1), Fraction(8, 5)),
        (date(2026, 3, 31), Fraction(5, 4)),
    ],
    "JPY": [(date(2020, 1, 1), Fraction(1, 128))],
}
ROUNDINGS = {"USD": Fraction(1, 100), "EUR": Fraction(1, 100), "JPY": Fraction(1)}
# Days around which clocks are changed somewhere.
FIRST_DAYS = [
    date(2025, 9, 27),
    date(2025, 10, 25),
    date(2025, 10, 30),
    date(2026, 3, 7),
    date(2026, 3, 28),
    date(2026, 4, 4),
    date(2026, 4, 23),
]
EDGES = [time(0), time(0, 30), time(12), time(23, 30), time(23, 59, 59)]
PRODUCTS = {"mug": "mugs", "jug": "jugs", "small jug": "small jugs"}
AISLES = {
    "mugs": frozenset({"mug"}),
    "jugs": frozenset({"jug", "small jug"}),
    "small jugs": frozenset({"small jug"}),
}
# How many contacts each customer of the pool has; who is archived; who lives where.
CONTACTS = [0, 0, 2, 0, 1, 0, 0, 2, 0, 0, 1, 0]
ARCHIVED = {5}
CITIES = ["Oslo", "Lima"]

prices = st.sampled_from(
    [Fraction(x) for x in ("10", "9.99", "33.33", "50", "20", "5", "0.01", "0")]
)
quantities = st.sampled_from([Fraction(x) for x in ("1", "2", "3", "0.5")])
states = st.sampled_from(["done"] * 6 + ["paid"] * 3 + ["draft", "cancel"])
rates = st.sampled_from([Fraction(x) for x in ("1", "2", "0.5", "0.8", "1.1")])
goods = st.builds(Line, st.sampled_from(list(PRODUCTS)), quantities, prices)
seldom = st.sampled_from([False] * 4 + [True])
mostly = st.sampled_from([True] * 3 + [False])


def utc(day, moment, company):
    """Return the UTC datetime of a company's wall clock."""
    local = datetime.combine(day, moment, ZoneInfo(company.tz))
    return local.astimezone(timezone.utc).replace(tzinfo=None)


def make_customers():
    """Return the pool's customers; their contacts are in ``CONTACTS``."""
    return [
        Customer(f"Customer {i}", i in ARCHIVED, CITIES[i % 2])
        for i in range(len(CONTACTS))
    ]


@st.composite
def worlds(draw, rules, days=10, past=15):
    """Draw a world: companies, rules, customers and their histories.

    :param rules: function of companies and first day, to a strategy of one group
    :param int days: how many days will be looked at
    :param int past: how many days before them the oldest order may be
    :return: the first day, the customers and the :class:`World`
    """
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=3, max_size=3))
    companies = [
        Company(f"Company {i}", zone, currency)
        for i, (zone, currency) in enumerate(zip(zones, CURRENCIES, strict=True))
    ]
    world = World(companies, RATES, ROUNDINGS)
    first = draw(st.sampled_from(FIRST_DAYS))
    world.groups = draw(st.lists(rules(companies, first, days), min_size=3, max_size=6))
    for number, group in enumerate(world.groups):
        group.name = f"Group {number}"
    span = (first - timedelta(days=past), days + past)
    customers = make_customers()
    for number, customer in enumerate(customers):
        buyers = st.integers(0, CONTACTS[number])
        for _sale in range(draw(st.integers(0, 6))):
            draw_sale(draw, world, customer, buyers, span)
        draw_extras(draw, world, customer, buyers, span)
    return first, customers, world


def draw_moment(draw, company, first, length):
    day = first + timedelta(days=draw(st.integers(0, length)))
    return utc(day, draw(st.sampled_from(EDGES)), company)


def draw_sale(draw, world, customer, buyers, span):
    """Draw one sale with what it earned and what came back of it."""
    company = draw(st.sampled_from(world.companies))
    lines = draw(st.lists(goods, min_size=1, max_size=2))
    has_reward = draw(seldom)
    if has_reward:
        lines.append(Line("reward", Fraction(1), Fraction(-3), is_reward=True))
    order = Order(
        draw(st.sampled_from([customer] * 9 + [None])),
        company,
        draw_moment(draw, company, *span),
        lines,
        state=draw(states),
        rate=draw(rates),
        buyer=draw(buyers),
    )
    world.orders.append(order)
    is_earning = order.customer and order.state in ("paid", "done")
    if is_earning and draw(mostly):
        world.points.append(draw_points(draw, order, has_reward))
    for _refund in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3]))):
        draw_refund(draw, world, order, buyers)


def draw_points(draw, order, has_reward):
    redeemed = draw(st.sampled_from([0, 5, 30])) if has_reward else 0
    return Points(
        order.customer,
        order.company,
        order.moment,
        Fraction(draw(st.sampled_from([1, 10, 20, 25]))),
        Fraction(redeemed),
        order,
        draw(st.sampled_from(["loyalty"] * 4 + ["promotion"])),
        order.buyer,
    )


def draw_refund(draw, world, order, buyers):
    """Draw a refund of one or all lines of an order, as much as is left."""
    left = [
        Line(x.product, -draw_back(draw, world, x), x.price, refunds=x)
        for x in order.lines
        if not x.is_reward
    ]
    lines = [line for line in left if line.quantity]
    if not lines:
        return
    if draw(seldom):
        lines = lines[:1]
    is_exchange = draw(seldom)
    if is_exchange:
        lines.append(Line("mug", Fraction(1), Fraction(100)))
    total = sum(line.quantity * line.price for line in lines)
    after = timedelta(hours=draw(st.sampled_from([0, 1, 12, 24, 48, 100, 200, 300])))
    world.orders.append(
        Order(
            draw(st.sampled_from([order.customer] * 9 + [None])),
            order.company,
            order.moment + after,
            lines,
            state=draw(states),
            is_refund=not is_exchange or total < 0,
            rate=order.rate,
            buyer=draw(buyers),
        )
    )


def draw_back(draw, world, line):
    """Draw how much of a line comes back: all that is left, or some of it."""
    gone = sum(-x.quantity for o in world.orders for x in o.lines if x.refunds is line)
    left = line.quantity - gone
    return min(draw(st.sampled_from([left, left, Fraction(1, 2), Fraction(1)])), left)


def draw_extras(draw, world, customer, buyers, span):
    """Draw points given by hand, bookings and pins of one customer."""
    first, length = span
    company = draw(st.sampled_from(world.companies))
    if draw(seldom):
        world.points.append(
            Points(
                customer,
                company,
                draw_moment(draw, company, *span),
                Fraction(draw(st.sampled_from([5, 10, 25]))),
                buyer=draw(buyers),
            )
        )
    for _booking in range(draw(st.sampled_from([0, 0, 1, 2]))):
        start = draw_moment(draw, company, first, length + 5)
        state = draw(st.sampled_from(["accepted", "needsAction", "declined"]))
        booking = Booking(customer, start, state, draw(seldom), draw(buyers))
        world.bookings.append(booking)
    if draw(seldom):
        world.pins += draw_pins(draw, world, customer, span)


def draw_pins(draw, world, customer, span):
    """Draw one pin, or two after each other in different groups."""
    first, length = span
    pins = []
    for group in draw(
        st.lists(st.sampled_from(world.groups), min_size=1, max_size=2, unique=True)
    ):
        start = first + timedelta(days=draw(st.integers(0, length)))
        stays = draw(st.none() | st.integers(0, 6))
        until = None if stays is None else start + timedelta(days=stays)
        mode = draw(st.sampled_from(["in", "out"]))
        pins.append(Pin(customer, group, mode, start, until))
    return pins
