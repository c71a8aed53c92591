"""R17: generated histories, explained by the addon and judged by the oracle."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from fractions import Fraction

from hypothesis import given

from odoo.tests import tagged

from .comparison import Comparison, generated
from .generated_rules import rewards_groups, smart_segments
from .histories import worlds
from .rules_data import Line, Order
from .rules_metrics import UNKNOWN
from .rules_oracle import Oracle

DAYS = 8


class ExplanationComparison(Comparison):
    """Explain every customer's place in one of the groups."""

    def assert_explained(self, example):
        first, customers, world = example
        at = datetime.combine(first, time(12)) + timedelta(days=DAYS // 2)
        oracle = Oracle(world)
        with self.stored(customers, world) as stored:
            self.archive(stored, oracle, at)
            self.env["customer.category"]._recompute(at=at)
            members = self.members(stored)
            for number, customer in enumerate(customers):
                group = world.groups[number % len(world.groups)]
                trace = self.explain(stored, customer, group, at)
                self.assertEqual(
                    trace["is_member"], (customer.name, group.name) in members
                )
                self.assert_trace(oracle, trace, customer, group, at)

    def explain(self, stored, customer, group, at):
        everywhere = self.pool.companies.ids
        category = stored.category(group).with_context(allowed_company_ids=everywhere)
        # Whichever of the contacts is asked about, the customer is meant.
        return category._explain(stored.unit(customer)[-1], at)

    def assert_trace(self, oracle, trace, customer, group, at):
        about = f"{customer.name} in {group} at {at}: {trace}"
        self.assertEqual(
            trace["qualifies"], oracle.qualifies(customer, group, at), about
        )
        for mode in ("in", "out"):
            self.assertEqual(
                trace["pin"] == mode, oracle.pinned(customer, group, mode, at), about
            )
        shown = {self.metric_of(row): row for row in trace["conditions"]}
        for criterion in group.criteria:
            row = shown[self.metric_of(vars(criterion))]
            self.assertEqual(
                row["holds"], oracle.holds(customer, group, criterion, at), about
            )
            self.assert_figure(oracle, row, customer, group, criterion, at)
            self.assert_forecast(oracle, row, customer, group, criterion, at)

    @staticmethod
    def metric_of(row):
        """What tells the conditions of one group apart."""
        value = row.get("needed", row.get("value"))
        return (
            row["metric"],
            row["operator"],
            float(value),
            row["days_from"],
            row["days_to"] or 0,
        )

    def assert_figure(self, oracle, row, customer, group, criterion, at):
        metric = getattr(oracle, criterion.metric)
        expected = metric(customer, group, criterion, at, oracle.as_of(at))
        if expected is UNKNOWN:
            self.assertFalse(row["have"])
            return
        step = oracle.world.roundings[group.currency]
        is_money = criterion.metric in ("spend", "average_basket")
        delta = float(step) * 0.5001 if is_money else 1e-6
        self.assertAlmostEqual(row["have"] or 0, float(expected), delta=delta)

    def assert_forecast(self, oracle, row, customer, group, criterion, at):
        """The days that the explanation names are the right ones, and not one more."""
        today = oracle.today(group.company, at)
        # What is to come is not known to whoever explains.
        known = [o for o in oracle.world.orders if oracle.age(o, at) >= 0]

        def holds(day, visits=0):
            then = at + (day - today)
            coming = [self.visit(customer, group, then) for _visit in range(visits)]
            future = Oracle(replace(oracle.world, orders=known + coming))
            return future.holds(customer, group, criterion, then)

        if row["fails_on"]:
            self.assertTrue(holds(row["fails_on"] - timedelta(days=1)))
            self.assertFalse(holds(row["fails_on"]))
        if row["missing"]:
            day = row["by"] or today
            self.assertTrue(holds(day, row["missing"]))
            self.assertFalse(holds(day, row["missing"] - 1))
        if row["by"]:
            self.assertFalse(holds(row["by"] + timedelta(days=1), row["missing"]))

    def visit(self, customer, group, moment):
        line = Line("mug", Fraction(1), Fraction(10))
        company = group.company or self.first_company
        return Order(customer, company, moment, [line])


@tagged("post_install", "-at_install")
class TestExplainedRewardsGroups(ExplanationComparison):
    @generated
    @given(worlds(rewards_groups, days=DAYS))
    def test_group_is_explained_as_the_rules_say(self, example):
        self.first_company = example[2].companies[0]
        self.assert_explained(example)


@tagged("post_install", "-at_install")
class TestExplainedSegments(ExplanationComparison):
    @generated
    @given(worlds(smart_segments, days=DAYS))
    def test_segment_is_explained_as_the_rules_say(self, example):
        self.first_company = example[2].companies[0]
        self.assert_explained(example)
