"""Generated rules: rewards groups and smart segments, as plain data."""

from datetime import timedelta
from fractions import Fraction
from itertools import accumulate

from hypothesis import strategies as st

from .histories import AISLES, CITIES, CURRENCIES, RATES, ROUNDINGS
from .rules_data import Criterion, Group


@st.composite
def rewards_groups(draw, companies, first, days):
    """Draw a rewards group that asks for something."""
    asked = draw(st.sampled_from(["v", "v", "s", "s", "p", "vs", "vp", "sp", "vsp"]))
    currency = draw(st.sampled_from(CURRENCIES))
    criteria = []
    if "v" in asked:
        visits, window = draw(st.integers(1, 3)), draw(st.integers(1, 10))
        criteria.append(Criterion("visits", ">=", Fraction(visits), 0, window))
    if "s" in asked:
        unit = ROUNDINGS[currency]
        dollars = draw(st.sampled_from(["0", "20", "33.33", "50", "80", "125"]))
        spend = Fraction(dollars) / RATES[currency][0][1] // unit * unit
        criteria.append(Criterion("spend", ">=", spend or unit))
    if "p" in asked:
        points = draw(st.sampled_from([1, 10, 15, 25]))
        criteria.append(Criterion("points", ">=", Fraction(points)))
    return Group(
        "",
        draw(st.sampled_from([None, None, *companies])),
        currency,
        criteria,
        percent=draw(st.sampled_from([80, 90, 90, 95])),
        sequence=draw(st.integers(1, 2)),
        grace_days=draw(st.sampled_from([0, 0, 1, 2, 5])),
        archived_from=draw_archiving(draw, first, days),
    )


def draw_archiving(draw, first, days):
    if draw(st.integers(0, 7)):
        return None
    return first + timedelta(days=draw(st.integers(0, days)))


@st.composite
def smart_segments(draw, companies, first, days):
    """Draw a smart segment with up to three conditions."""
    return Group(
        "",
        draw(st.sampled_from([None, None, *companies])),
        draw(st.sampled_from(CURRENCIES)),
        draw(st.lists(criteria(), min_size=1, max_size=3)),
        is_rewards=False,
        archived_from=draw_archiving(draw, first, days),
        city=draw(st.sampled_from(["", "", *CITIES])),
    )


VALUES = {
    "visits": [0, 1, 2, 3],
    "spend": [0, 10, 50, 100, 3200],
    "points": [0, 1, 10, 25],
    "average_basket": [0, 10, 20, 50, 1280],
    "days_since_first": [0, 1, 5, 10],
    "days_since_last": [0, 1, 5, 10],
    "days_overdue": [-2, 0, 1, 3],
    "bookings": [0, 1, 2],
    "quantity": [0, 1, 2, 3],
}
WINDOWED = {"visits", "spend", "points", "average_basket", "quantity"}


@st.composite
def criteria(draw):
    """Draw one condition, with a window or products where it makes sense."""
    metric = draw(st.sampled_from(list(VALUES)))
    days_from, days_to = 0, 0
    if metric in WINDOWED:
        steps = draw(st.lists(st.integers(0, 8), min_size=2, max_size=2))
        days_from, days_to = accumulate(steps)
        days_to *= draw(st.integers(0, 1))
    products = frozenset()
    if metric == "quantity":
        kinds = [*AISLES.values(), frozenset({"jug"})]
        products = draw(st.sampled_from(kinds))
    operator = draw(st.sampled_from([">=", "<=", "=", ">", "<"]))
    if metric == "days_overdue":
        # Only a negative number of days may be asked for with less.
        operator = draw(st.sampled_from([">=", "<=", ">", "<"]))
    value = Fraction(draw(st.sampled_from(VALUES[metric])))
    return Criterion(metric, operator, value, days_from, days_to, products)
