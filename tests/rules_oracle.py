"""The membership rules R1 to R11, R14 and R15 once more, slow and obvious.

Written from the text of the rules over plain data, sharing nothing with ``engines/``,
so that the tests can compare the two. Everything is seen as it was known on a day: what
happened later does not count yet.
"""

from datetime import timedelta

from .rules_data import Stay
from .rules_metrics import UNKNOWN, Metrics, round_half_up


class Oracle(Metrics):
    """Who is in which group, as the rules say."""

    def holds(self, customer, group, criterion, at, known=None):
        metric = getattr(self, criterion.metric)
        value = metric(customer, group, criterion, at, known or self.as_of(at))
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
        day = self.today(group.company, at)
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
        return start is not None and self.today(group.company, at) >= start

    def rewards_stay(self, customer, company, stay, at):
        """The stay in a rewards group of one company (None: shared) after a run.

        :param stay: the stay before the run, or None
        """
        if customer.is_archived:
            return stay
        groups = [
            group
            for group in self.world.groups
            if group.is_rewards
            and group.company is company
            and not self.is_archived(group, at)
        ]
        pinned = [g for g in groups if self.pinned(customer, g, "in", at)]
        earned = [
            group
            for group in groups
            if not self.pinned(customer, group, "out", at)
            and self.qualifies(customer, group, at)
        ]
        if stay and self.is_archived(stay.group, at) and not (pinned or earned):
            return stay
        risk = self.risk(customer, stay, earned, at)
        if risk:
            earned.append(stay.group)
        best = self.best(pinned or earned, stay)
        return (
            self.enter(best, stay, at, risk if not pinned else None) if best else None
        )

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
        return Stay(group, at)

    def risk(self, customer, stay, earned, at):
        """The first failing day of a member who may still stay, else None."""
        if not stay or stay.group in earned or self.is_archived(stay.group, at):
            return None
        day = self.today(stay.group.company, at)
        first = stay.risk or day
        if day >= first + timedelta(days=stay.group.grace_days):
            return None
        if self.pinned(customer, stay.group, "out", at):
            return None
        if self.is_undone(customer, stay, at):
            return None
        return first

    def is_undone(self, customer, stay, at):
        """Earned with the refunds before the entry, but not with those of today."""
        return self.qualifies(
            customer, stay.group, stay.since, self.before(stay.since)
        ) and not self.qualifies(customer, stay.group, stay.since, self.as_of(at))

    def is_in_segment(self, customer, group, was_in, at):
        if customer.is_archived or self.is_archived(group, at):
            return was_in
        if self.pinned(customer, group, "in", at):
            return True
        return self.qualifies(customer, group, at) and not self.pinned(
            customer, group, "out", at
        )
