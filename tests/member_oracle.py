"""Oracle of the member report: what happened, and what it adds up to, in plain Python.

Acts are drawn first. The ledger's rows and the figures both follow from them, so that
the report has to find out from the rows what had happened.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FIRST = datetime(2023, 1, 1)
MANUAL, GROUPS = ("VIP", "Club"), ("Bronze", "Silver", "Gold")


@dataclass(frozen=True)
class Act:
    """What happened to a customer: join, leave, move, renew or merge."""

    kind: str
    customer: int
    category: str
    moment: datetime
    before: str | None = None


@dataclass(frozen=True)
class Stay:
    """A row of the ledger."""

    customer: int
    category: str
    start: datetime
    end: datetime | None = None
    is_merged: bool = False


def draw_acts(random, customer, categories, is_exclusive):
    """Return what happens to a customer with some categories, by time.

    :param categories: one of them at a time if ``is_exclusive``, else just one
    """
    acts, held, moment = [], None, FIRST
    for _number in range(random.randint(1, 9)):
        # Who left comes back another second: else it would have been a renewal.
        same_second = acts and held and random.random() < 0.3
        moment += timedelta(seconds=0 if same_second else random.randint(1, 90 * 86400))
        if held is None:
            held = random.choice(categories)
            acts.append(Act("join", customer, held, moment))
            continue
        kinds = ["leave", "renew", "merge", *(["move"] * 3 if is_exclusive else [])]
        kind = random.choice(kinds)
        if kind == "move":
            before = held
            held = random.choice([name for name in categories if name != before])
            acts.append(Act("move", customer, held, moment, before))
            continue
        acts.append(Act(kind, customer, held, moment))
        if kind == "leave":
            held = None
    return acts


def stays_of(random, acts):
    """Return the ledger's rows of one customer's acts, as the ledger writes them."""
    closed, merged, current = [], [], None
    for act in acts:
        if act.kind == "merge":
            # Another contact that was in as well, and no longer than this one.
            share = (act.moment - current.start) * random.random()
            start = (current.start + share).replace(microsecond=0)
            merged.append(
                Stay(act.customer, current.category, start, act.moment, is_merged=True)
            )
            continue
        if current:
            closed.append(replace(current, end=act.moment))
            current = None
        if act.kind != "leave":
            current = Stay(act.customer, act.category, act.moment)
    return [*closed, *([current] if current else []), *merged]


def size(acts, category, at):
    """Return how many were in a category at a moment."""
    held = Counter()
    for act in acts:
        if act.moment < at:
            left = act.category if act.kind == "leave" else act.before
            if category == left:
                held[act.customer] = 0
            elif act.category == category:
                held[act.customer] = 1
    return sum(held.values())


def figures(acts, category, begin, end):
    """Return who joined, left and moved in, as the report calls it."""
    kinds = Counter(
        act.kind
        for act in acts
        if act.category == category and begin <= act.moment < end
    )
    return {
        "joined:sum": kinds["join"],
        "departed:sum": kinds["leave"],
        "moved:sum": kinds["move"],
    }


def moves(acts, begin, end):
    """Return how many moved from which group to which."""
    return Counter(
        (act.before, act.category)
        for act in acts
        if act.kind == "move" and begin <= act.moment < end
    )
