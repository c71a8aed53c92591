"""Rules R1 to R11, R14 and R15: generated histories, evaluated twice.

The addon and ``rules_oracle.py`` look at the same generated shops, day by day, and must
agree on every membership. ``CUSTOMER_CATEGORY_EXAMPLES=1000`` asks for more examples,
``CUSTOMER_CATEGORY_SHRINK=1`` for the smallest one that fails, which takes minutes.
"""

import os
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from hypothesis import HealthCheck, Phase, given, settings

from odoo.tests import TransactionCase, tagged

from .generated_rules import rewards_groups, smart_segments
from .histories import worlds
from .rules_oracle import Oracle
from .shop_pool import Pool
from .stored_history import StoredWorld

EXAMPLES = int(os.environ.get("CUSTOMER_CATEGORY_EXAMPLES", "60"))
PHASES = [Phase.explicit, Phase.generate]
if os.environ.get("CUSTOMER_CATEGORY_SHRINK"):
    PHASES.append(Phase.shrink)
DAYS = 12

generated = settings(
    max_examples=EXAMPLES,
    phases=PHASES,
    report_multiple_bugs=False,
    derandomize=True,
    deadline=None,
    print_blob=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Comparison(TransactionCase):
    """The pool of customers and shops, and what is compared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.pool = Pool(cls.env)

    @contextmanager
    def stored(self, customers, world):
        """Store the world, and forget it afterwards."""
        self.env.flush_all()
        savepoint = self.env.cr.savepoint()
        try:
            yield StoredWorld(self.pool, customers, world)
        finally:
            savepoint.close(rollback=True)
            self.env.transaction.clear()

    def assert_members(self, stored, expected, at):
        """Compare everybody, and show the history of whoever differs."""
        found = self.members(stored)
        differ = {key[0] for key, _risk in found.items() ^ expected.items()}
        message = [f"{at}: found {found}, expected {expected}"]
        message += [*stored.world.companies, *stored.world.groups]
        world = stored.world
        for row in [*world.orders, *world.points, *world.bookings, *world.pins]:
            # Anonymous orders may take something of the customer back.
            if row.customer is None or row.customer.name in differ:
                message.append(row)
        self.assertEqual(found, expected, "\n".join(map(str, message)))

    def recompute(self, stored, at):
        """Apply the rules as of ``at``, after archiving what is due by then."""
        oracle = Oracle(stored.world)
        for group, category in zip(stored.world.groups, stored.categories, strict=True):
            if category.active == oracle.is_archived(group, at):
                category.active = not category.active
        service = self.env["customer.category"]
        # Everybody, or some by name: their contacts mean the same customers.
        everybody = None if at.day % 2 else stored.contacts
        service._recompute(everybody, at=at)

    def members(self, stored):
        """Return the open memberships, ``{(customer, group): first failing day}``."""
        customers = {stored.partner(c).id: c.name for c in stored.customers}
        groups = {c.id: c.name for c in stored.categories}
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT partner_id, category_id, date_risk"
            "  FROM customer_category_membership WHERE date_end IS NULL"
        )
        return {
            (customers[partner], groups[category]): risk
            for partner, category, risk in self.env.cr.fetchall()
            if partner in customers
        }


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
                self.recompute(stored, at)
                self.advance(oracle, stored, stays, at)
                self.assert_members(stored, self.expected(stays), at)
            self.assert_shown(oracle, stored, stays, at)

    @generated
    @given(worlds(rewards_groups, days=3, past=8))
    def test_group_around_every_midnight(self, example):
        first, customers, world = example
        oracle, stays = Oracle(world), {}
        with self.stored(customers, world) as stored:
            for hour in range(0, 3 * 24, 6):
                at = datetime.combine(first, time(4, 30)) + timedelta(hours=hour)
                self.recompute(stored, at)
                self.advance(oracle, stored, stays, at)
                self.assert_members(stored, self.expected(stays), at)

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
