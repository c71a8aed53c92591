"""Rules are read once until somebody changes what they are made of."""

from odoo.exceptions import ValidationError
from odoo.fields import Command

from .common import CategoryCase, create_category, create_rewards_group


class TestKeptRules(CategoryCase):
    def setUp(self):
        super().setUp()
        self.group = create_rewards_group(self.env, min_lifetime_spend=100)
        self.segment = create_category(
            self.env,
            "Regulars",
            assignment="smart",
            criterion_ids=[Command.create({"metric": "visits", "value": 3})],
        )
        self.rules()

    def rules(self):
        categories = self.env["customer.category"]
        rules = categories._rules(categories._company_days())
        return {rule.category_id: rule for rule in rules}

    def zone(self):
        return self.env["customer.category"]._company_days()[0].tz

    def test_second_question_reads_no_rule(self):
        self.env.invalidate_all()
        with self.assertQueryCount(0):
            self.rules()

    def test_changed_criterion_holds_at_once(self):
        self.group.min_lifetime_spend = 50
        (condition,) = self.rules()[self.group.id].conditions
        self.assertEqual(condition.value, 50)

    def test_changed_condition_line_holds_at_once(self):
        self.segment.criterion_ids.value = 5
        (condition,) = self.rules()[self.segment.id].conditions
        self.assertEqual(condition.value, 5)

    def test_added_condition_line_holds_at_once(self):
        self.env["customer.category.criterion"].create(
            {"category_id": self.segment.id, "metric": "spend", "value": 10}
        )
        self.assertEqual(len(self.rules()[self.segment.id].conditions), 2)

    def test_archived_and_deleted_groups_are_none_any_more(self):
        self.group.active = False
        self.assertNotIn(self.group.id, self.rules())
        self.segment.unlink()
        self.assertFalse(self.rules())

    def test_new_group_is_among_them(self):
        gold = create_rewards_group(self.env, "Gold")
        self.assertIn(gold.id, self.rules())

    def test_last_condition_of_a_segment_cannot_be_deleted(self):
        with self.assertRaisesRegex(ValidationError, "needs at least one condition"):
            self.segment.criterion_ids.unlink()

    def test_last_condition_gives_way_to_another(self):
        old = self.segment.criterion_ids
        new = {"metric": "spend", "value": 10}
        self.segment.criterion_ids = [(2, old.id), (0, 0, new)]
        self.assertEqual(self.segment.criterion_ids.metric, "spend")
        with self.assertRaisesRegex(ValidationError, "needs at least one condition"):
            self.segment.criterion_ids = [(2, self.segment.criterion_ids.id)]

    def test_time_zone_of_the_company_holds_at_once(self):
        self.env.company.partner_id.tz = "Asia/Tokyo"
        self.assertEqual(self.zone(), "Asia/Tokyo")

    def test_other_contact_of_the_company_holds_at_once(self):
        other = self.customer
        other.tz = "Asia/Tokyo"
        self.env.company.partner_id = other
        self.assertEqual(self.zone(), "Asia/Tokyo")

    def test_new_company_has_a_day(self):
        company = self.env["res.company"].create({"name": "Other"})
        days = self.env["customer.category"]._company_days()
        self.assertIn(company.id, [day.company_id for day in days])

    def test_smallest_unit_of_the_currency_holds_at_once(self):
        self.group.currency_id.rounding = 0.1
        self.assertEqual(self.rules()[self.group.id].rounding, 0.1)
