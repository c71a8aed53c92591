"""A rule on trial is replayed as its form has it, before it is saved."""

from odoo.exceptions import ValidationError

from .common import create_category, create_rewards_group
from .test_backtest import BacktestCase


class TestDraft(BacktestCase):
    """A rule is replayed as the form has it, before it is saved."""

    def setUp(self):
        super().setUp()
        for days_ago in (60, 50, 40):
            self.buy(days_ago=days_ago, amount=100)

    def try_rule(self, category, **values):
        """Return the weeks of what is on the form, in a request of its own."""
        self.env.flush_all()
        self.env.invalidate_all()
        action = category.action_replay(values)
        preview = self.env["customer.category.preview"].browse(action["res_id"])
        return preview.week_ids.sorted("date")

    def told(self, weeks):
        names = ("date", "member_count", "joined", "departed", "discount", "margin")
        return [[week[name] for name in names] for week in weeks]

    def test_tells_what_the_saved_rule_tells(self):
        values = {"min_visits": 2, "visit_days": 15, "price_percent": 70}
        silver = create_rewards_group(self.env)
        new = self.env["customer.category"]
        tried = self.told(self.try_rule(silver, **values))
        new_values = {"name": "New", "assignment": "rewards", "sequence": 5, **values}
        self.assertEqual(tried, self.told(self.try_rule(new, **new_values)))
        silver.write(values)
        self.assertEqual(tried, self.told(self.replay(silver)))
        self.assertTrue(any(week[1] for week in tried))

    def test_nothing_is_saved(self):
        silver = create_rewards_group(self.env)
        count = self.env["customer.category"].search_count([])
        self.try_rule(silver, min_visits=1)
        self.try_rule(
            self.env["customer.category"],
            name="New",
            assignment="rewards",
            min_lifetime_spend=1,
        )
        self.env.invalidate_all()
        self.assertEqual(silver.min_visits, 3)
        self.assertEqual(self.env["customer.category"].search_count([]), count)
        self.assertFalse(silver.member_count)

    def test_conditions_of_a_segment_are_as_on_the_form(self):
        segment = create_category(
            self.env,
            "Segment",
            assignment="smart",
            criterion_ids=[(0, 0, {"metric": "visits", "value": 1})],
        )
        visits = segment.criterion_ids
        spend = {"metric": "spend", "value": 250}
        for commands, weeks in (
            ([(1, visits.id, {"value": 99})], 0),
            ([(0, "virtual_1", spend)], 5),
            ([(2, visits.id), (0, "virtual_1", {**spend, "value": 150})], 7),
        ):
            with self.subTest(commands):
                found = self.try_rule(segment, criterion_ids=commands)
                self.assertEqual(sum(week.member_count for week in found), weeks)
        self.assertEqual(visits.value, 1)

    def test_other_lengths_are_told_of_the_same_draft(self):
        silver = create_rewards_group(self.env)
        weeks = self.try_rule(silver, min_visits=1, visit_days=365)
        preview = weeks.preview_id
        preview.with_context(customer_category_backtest_days=365).action_backtest()
        self.assertEqual(len(preview.week_ids), 53)
        self.assertEqual(max(preview.week_ids.mapped("member_count")), 1)

    def test_rule_that_could_not_be_saved_is_refused(self):
        silver = create_rewards_group(self.env)
        for values in (
            {"min_visits": 0},
            {"min_visits": -1},
            {"price_percent": 2000},
            {"assignment": "smart"},
            {"assignment": "smart", "partner_domain": "[("},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.try_rule(silver, **values)
