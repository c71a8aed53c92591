"""The member report says of generated ledgers what plain Python says."""

from datetime import timedelta
from random import Random

from ..report.dashboard_domains import figure_domain
from .common import CategoryCase, create_category, create_customer, create_rewards_group
from .member_oracle import (
    FIRST,
    GROUPS,
    MANUAL,
    draw_acts,
    figures,
    moves,
    size,
    stays_of,
)

CUSTOMERS = 25


class MemberReportProperty(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.env["customer.category.member.report"]
        cls.categories = {name: create_category(cls.env, name) for name in MANUAL}
        for name in GROUPS:
            cls.categories[name] = create_rewards_group(
                cls.env, name, min_lifetime_spend=10**6
            )

    def write_world(self, random):
        """Draw acts, write the ledger that they leave, and return them."""
        acts, rows = [], []
        for number in range(CUSTOMERS):
            customer = create_customer(self.env, f"Customer {number}").id
            for names in ([MANUAL[0]], [MANUAL[1]], GROUPS):
                own = draw_acts(random, customer, names, is_exclusive=names is GROUPS)
                acts += own
                rows += stays_of(random, own)
        self.env.flush_all()
        for stay in rows:
            category = self.categories[stay.category]
            source = stay.end and ("merge" if stay.is_merged else "rule")
            self.env.cr.execute(
                "INSERT INTO customer_category_membership (partner_id, category_id,"
                " assignment, source, date_start, date_end, end_source)"
                " VALUES (%s, %s, %s, 'rule', %s, %s, %s)",
                [
                    *(stay.customer, category.id, category.assignment),
                    *(stay.start, stay.end, source),
                ],
            )
        return acts

    def add_up(self, domain, names):
        """Return the report's sums for each category, by its name."""
        of_ours = [("category_id", "in", [c.id for c in self.categories.values()])]
        rows = self.report._read_group([*domain, *of_ours], ["category_id"], names)
        found = {category.name: values for category, *values in rows}
        return {name: found.get(name, [0] * len(names)) for name in self.categories}

    def check(self, acts, begin, end):
        """Compare sizes at the end, and what happened from begin to end."""
        names = list(figures([], "", begin, end))
        changes = self.add_up([("date", "<", end)], ["change:sum"])
        counts = self.add_up(
            figure_domain("members", end, end), ["partner_id:count_distinct"]
        )
        between = [("date", ">=", begin), ("date", "<", end)]
        happened = self.add_up(between, names)
        for name in self.categories:
            with self.subTest(name, begin=begin, end=end):
                wanted = size(acts, name, end)
                self.assertEqual([*changes[name], *counts[name]], [wanted, wanted])
                wanted = figures(acts, name, begin, end)
                self.assertEqual(dict(zip(names, happened[name], strict=True)), wanted)
        wanted = moves(acts, begin, end)
        for event, is_from_other in (("move_in", True), ("move_out", False)):
            domain = [("event", "=", event), ("partner_id", "in", self.customers)]
            rows = self.report._read_group(
                [*between, *domain], ["other_category_id", "category_id"], ["__count"]
            )
            found = {
                (other.name, own.name) if is_from_other else (own.name, other.name): n
                for other, own, n in rows
            }
            self.assertEqual(found, dict(wanted))

    @property
    def customers(self):
        return self.env["res.partner"].search([("name", "like", "Customer ")]).ids


class TestMemberReportProperty(MemberReportProperty):
    def test_figures_are_those_of_the_oracle_at_random_days(self):
        for seed in range(4):
            random = Random(seed)
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                acts = self.write_world(random)
                for _number in range(5):
                    days = sorted(random.sample(range(900), 2))
                    begin, end = (FIRST + timedelta(days=day) for day in days)
                    self.check(acts, begin, end)
                self.assert_ids_are_unique()
                savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def assert_ids_are_unique(self):
        self.env.cr.execute(
            "SELECT COUNT(*) - COUNT(DISTINCT id)  FROM customer_category_member_report"
        )
        self.assertEqual(self.env.cr.fetchone(), (0,))
