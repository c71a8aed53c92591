"""A replay obeys the rules that saving would obey, whoever asks and however."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from .common import create_category, create_rewards_group
from .roles_table import ROLES
from .test_backtest import BacktestCase


class DraftCase(BacktestCase):
    def draft(self, category, user=None, **values):
        """Return a preview of a draft, made as a client may make it."""
        previews = self.env["customer.category.preview"].with_user(user or self.env.uid)
        return previews.create(
            {
                "category_ids": [(6, 0, category.ids)],
                "is_draft": True,
                "draft": values,
            }
        )


class TestOtherCompany(DraftCase):
    """What one company's customers do is not another's to read (R15)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.stranger = new_test_user(
            cls.env,
            "stranger",
            ROLES["administrator"],
            company_id=cls.elsewhere.id,
            company_ids=[(6, 0, cls.elsewhere.ids)],
        )
        cls.rule = {
            "name": "Curious",
            "assignment": "rewards",
            "min_visits": 1,
            "visit_days": 30,
        }

    def test_company_of_a_draft_is_one_of_the_users(self):
        self.buy(days_ago=5)
        categories = self.env["customer.category"].with_user(self.stranger)
        ours = {**self.rule, "company_id": self.env.company.id}
        with self.assertRaises(ValidationError):
            categories.action_replay(ours)
        with self.assertRaises(ValidationError):
            self.draft(categories, self.stranger, **ours).action_backtest()
        theirs = {**self.rule, "company_id": self.elsewhere.id}
        self.assertTrue(categories.action_replay(theirs)["res_id"])

    def test_category_of_a_preview_is_one_of_the_users(self):
        silver = create_rewards_group(self.env, company_id=self.env.company.id)
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.draft(silver, self.stranger, **self.rule).action_backtest()
        with self.assertRaises(AccessError):
            self.env["customer.category.preview"].with_user(self.stranger).create(
                {"category_ids": [(6, 0, silver.ids)]}
            )

    def test_conditions_of_another_segment_cannot_be_borrowed(self):
        ours = create_category(
            self.env,
            "Ours",
            company_id=self.env.company.id,
            assignment="smart",
            criterion_ids=[(0, 0, {"metric": "visits", "value": 1})],
        )
        categories = self.env["customer.category"].with_user(self.stranger)
        with self.assertRaises(ValidationError):
            categories.action_replay(
                {
                    "name": "Curious",
                    "assignment": "smart",
                    "criterion_ids": [(4, ours.criterion_ids.id)],
                }
            )


class TestDraftByHand(DraftCase):
    """A draft that no form sends is checked like one that a form sends."""

    def test_what_could_not_be_saved_is_refused(self):
        silver = create_rewards_group(self.env)
        smart = {"assignment": "smart"}
        condition = {"metric": "visits", "value": 1}
        for values in (
            {"min_visits": -1},
            {"min_visits": "many"},
            {"assignment": "manual"},
            {"assignment": "magic"},
            {"currency_id": 2**30},
            {"currency_id": False},
            {**smart, "partner_domain": "[('customer_category_ids', '!=', False)]"},
            {**smart, "partner_domain": "[('no_such_field', '=', 1)]"},
            {**smart, "criterion_ids": [(0, 0, {**condition, "metric": "secrets"})]},
            {**smart, "criterion_ids": [(0, 0, {**condition, "operator": "like"})]},
            {**smart, "criterion_ids": [(0, 0, {**condition, "value": "much"})]},
            {**smart, "criterion_ids": [(0, 0, {**condition, "no_such_field": 1})]},
            {**smart, "criterion_ids": [(0, 0, {**condition, "days_from": -1})]},
            {**smart, "criterion_ids": 5},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self.draft(silver, **values).action_backtest()

    def test_filter_looks_only_at_what_the_user_may_read(self):
        owner = new_test_user(self.env, "owner", ROLES["administrator"])
        # Who was invited is for administrators of Odoo.
        secret = self.env["res.partner"]._fields["signup_type"]
        values = {
            "name": "Spy",
            "assignment": "smart",
            "partner_domain": "[('signup_type', '!=', False)]",
        }
        self.assertFalse(
            self.env["res.partner"].with_user(owner)._has_field_access(secret, "read")
        )
        with self.assertRaises(ValidationError):
            self.draft(self.env["customer.category"], owner, **values).action_backtest()

    def test_draft_changed_after_its_replay_is_checked_again(self):
        preview = self.draft(create_rewards_group(self.env), min_visits=1)
        preview.action_backtest()
        preview.draft = {"assignment": "smart", "partner_domain": "[("}
        with self.assertRaises(ValidationError):
            preview.action_backtest()

    def test_other_lengths_than_those_of_the_buttons_are_refused(self):
        preview = self.draft(create_rewards_group(self.env))
        for days in (0, -7, 366, 10**6, "365", None):
            with self.subTest(days), self.assertRaises(ValidationError):
                preview.with_context(
                    customer_category_backtest_days=days
                ).action_backtest()

    def test_currency_that_no_rule_has_is_reckoned_with(self):
        currency = self.env["res.currency"].with_context(active_test=False)
        rare = currency.create({"name": "QQQ", "symbol": "q"})
        preview = self.draft(create_rewards_group(self.env), currency_id=rare.id)
        preview.action_backtest()
        self.assertEqual(preview.backtest_currency_id, rare)
