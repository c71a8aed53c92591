"""Rules R1 to R11, R14 and R15: generated histories, evaluated twice.

The addon and ``rules_oracle.py`` look at the same generated shops, day by day, and must
agree on every membership, and beforehand on the preview.
"""

from datetime import datetime, time, timedelta

from hypothesis import given

from odoo.tests import tagged

from .comparison import Comparison, generated
from .generated_rules import rewards_groups, smart_segments
from .histories import worlds
from .rules_oracle import Oracle

DAYS = 12


@tagged("post_install", "-at_install")
class TestRewardsGroups(Comparison):
    @generated
    @given(worlds(rewards_groups, days=DAYS))
    def test_group_and_grace_of_every_day(self, example):
        first, customers, world = example
        oracle, stays = Oracle(world), {}
        with self.stored(customers, world) as stored:
            for number in range(DAYS):
                at = datetime.combine(first, time(12)) + timedelta(days=number)
                self.archive(stored, oracle, at)
                before, shown = dict(stays), self.preview(stored, number, at)
                self.recompute(stored, at)
                self.advance(oracle, stored, stays, at)
                self.assert_members(stored, self.expected(stays), at)
                self.assert_preview(shown, before, stays, at)
            self.assert_shown(oracle, stored, stays, at)

    @generated
    @given(worlds(rewards_groups, days=3, past=8))
    def test_group_around_every_midnight(self, example):
        first, customers, world = example
        oracle, stays = Oracle(world), {}
        with self.stored(customers, world) as stored:
            for hour in range(0, 3 * 24, 6):
                at = datetime.combine(first, time(4, 30)) + timedelta(hours=hour)
                self.archive(stored, oracle, at)
                self.recompute(stored, at)
                self.advance(oracle, stored, stays, at)
                self.assert_members(stored, self.expected(stays), at)

    def preview(self, stored, number, at):
        """Return one of the groups, and the preview of it by customers' names."""
        group = stored.world.groups[number % len(stored.world.groups)]
        preview = stored.category(group)._preview(at)
        return group, {
            change: set(partners.mapped("name")) for change, partners in preview.items()
        }

    def assert_preview(self, shown, before, after, at):
        """What the preview said is what came about."""
        group, preview = shown
        expected = {"enter": set(), "leave": set(), "move": set(), "stay": set()}
        for key, stay in after.items():
            old = before[key].group if before.get(key) else None
            new = stay.group if stay else None
            if group in (old, new):
                expected[self.change(old, new)].add(key[0].name)
        self.assertEqual(preview, expected, f"{at}: preview of {group}")

    @staticmethod
    def change(old, new):
        if old is new:
            return "stay"
        return "enter" if not old else "move" if new else "leave"

    def assert_shown(self, oracle, stored, stays, at):
        """Every contact shows the badges, and the better group of each company."""
        again = self.env["customer.category"]._recompute(at=at)
        self.assertEqual(again, [], "A second run must change nothing.")
        for customer in stored.customers:
            contacts = stored.unit(customer).with_context(active_test=False)
            held = [stays[customer, None]] + [
                stays[customer, company] for company in stored.world.companies
            ]
            badges = [stored.category(stay.group) for stay in held if stay]
            for contact in contacts:
                self.assertEqual(set(contact.customer_category_ids), set(badges))
            for company in stored.world.companies:
                stays_here = filter(None, [held[0], stays[customer, company]])
                best = oracle.best([stay.group for stay in stays_here], None)
                shown = contacts.with_company(stored.company(company))
                self.assertEqual(
                    shown.rewards_category_id,
                    stored.category(best) if best else self.env["customer.category"],
                    f"{at}: {customer.name} in {company.name}",
                )

    def advance(self, oracle, stored, stays, at):
        """Let the oracle live through one run."""
        for customer in stored.customers:
            for company in (None, *stored.world.companies):
                stay = stays.get((customer, company))
                stay = oracle.rewards_stay(customer, company, stay, at)
                stays[customer, company] = stay

    def expected(self, stays):
        return {
            (customer.name, stay.group.name): stay.risk
            for (customer, _company), stay in stays.items()
            if stay
        }


@tagged("post_install", "-at_install")
class TestSmartSegments(Comparison):
    @generated
    @given(worlds(smart_segments, days=DAYS))
    def test_members_of_every_third_day(self, example):
        first, customers, world = example
        oracle, members = Oracle(world), set()
        with self.stored(customers, world) as stored:
            for number in range(0, DAYS, 3):
                day = first + timedelta(days=number)
                self.archive(stored, oracle, day)
                self.recompute(stored, day)
                members = {
                    (customer, group)
                    for customer in customers
                    for group in world.groups
                    if oracle.is_in_segment(
                        customer, group, (customer, group) in members, day
                    )
                }
                expected = dict.fromkeys((c.name, g.name) for c, g in members)
                self.assert_members(stored, expected, day)
