"""Whom the shop took out of a category comes back by the shop alone."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.fields import Command
from odoo.http import Request

from .common import PASSWORD, create_category
from .test_rewards_page import RewardsPageCase

POLITE = "Ask there if you would like to come back."


class BarredCase(RewardsPageCase):
    """Ann was in the Book Club, which customers may choose or join by a link."""

    def setUp(self):
        super().setUp()
        self.club = create_category(self.env, "Book Club", signup_mode="choice")
        self.club.action_create_signup_link()
        self.link = f"/rewards/join/{self.club._signup_token()}"
        self.join(self.club)

    def take_out(self, source="manual", **why):
        self.customer._remove_customer_categories(self.club, source, **why)

    def take_out_in_bulk(self, **values):
        wizard = self.env["customer.category.assign"].with_context(
            active_ids=self.customer.ids
        )
        wizard.create(
            {"mode": "remove", "category_ids": [Command.set(self.club.ids)], **values}
        ).action_apply()
        return self.env["customer.category.operation"].search([], limit=1)

    def press(self, path, **values):
        """Send a form as Ann, and tell whether she is a member then."""
        self.authenticate("ann", PASSWORD)
        self.url_open(path, {"csrf_token": Request.csrf_token(self), **values})
        self.env.invalidate_all()
        return self.club in self.customer.customer_category_ids

    def comes_back(self):
        """Tell whether she comes back by the link or the portal."""
        by_link = self.press(self.link)
        return by_link or self.press("/my/rewards/join", category_id=self.club.id)


class TestBarred(BarredCase):
    def test_nothing_lets_her_in_and_she_reads_why(self):
        self.take_out()
        self.assertFalse(self.comes_back())
        for page in (self.read_page(self.link), self.read_page()):
            self.assertRegex(page, r"Book Club .*" + POLITE)
            self.assertNotIn("Join now", page)

    def test_every_way_the_shop_takes_somebody_out_binds(self):
        for source in ("manual", "bulk", "import", "till", "api"):
            with self.subTest(source):
                self.join(self.club)
                self.take_out(source)
                self.assertFalse(self.comes_back())

    def test_new_account_gets_it_neither(self):
        self.take_out()
        self.club.signup_mode = "automatic"
        self.account._join_customer_categories(
            self.club._given_at_signup(self.env.company)
        )
        self.assertFalse(self.customer.customer_category_ids)

    def test_new_link_does_not_let_her_in(self):
        self.take_out()
        self.club.action_create_signup_link()
        self.link = f"/rewards/join/{self.club._signup_token()}"
        self.assertFalse(self.comes_back())

    def test_adding_her_by_hand_lifts_it(self):
        self.take_out()
        self.join(self.club)
        self.customer._remove_customer_categories(self.club, "signup")
        self.assertTrue(self.comes_back())

    def test_who_left_or_whose_time_was_over_may_come_back(self):
        for source in ("signup", "schedule", "merge"):
            with self.subTest(source):
                self.join(self.club)
                self.take_out(source)
                self.assertTrue(self.comes_back())

    def test_addition_that_was_undone_lifts_nothing(self):
        self.take_out()
        operation = self.customer._add_customer_categories(
            self.club, "bulk", name="By mistake"
        )
        operation.action_undo()
        self.assertFalse(self.comes_back())

    def test_removal_that_was_undone_binds_nobody(self):
        operation = self.take_out_in_bulk()
        operation.action_undo()
        self.customer._remove_customer_categories(self.club, "signup")
        self.assertTrue(self.comes_back())

    def test_other_categories_stay_open(self):
        self.take_out()
        other = create_category(self.env, "Choir", signup_mode="choice")
        self.press("/my/rewards/join", category_id=other.id)
        self.assertEqual(self.customer.customer_category_ids, other)


class TestJoiningOften(BarredCase):
    def test_joining_and_leaving_is_bounded_by_the_day(self):
        for _time in range(9):
            self.press("/my/rewards/leave", category_id=self.club.id)
            self.comes_back()
        own = self.customer.customer_category_membership_ids.filtered(
            lambda stay: stay.source == "signup"
        )
        self.assertEqual(len(own), 5)
        for page in (self.read_page(self.link), self.read_page()):
            self.assertRegex(page, "Book Club .*You can join it again tomorrow")
        with freeze_time(datetime.now() + timedelta(days=1, minutes=1)):
            self.account._join_customer_categories(self.club)
        self.env.invalidate_all()
        self.assertIn(self.club, self.customer.customer_category_ids)


class TestNewSeason(BarredCase):
    def test_bulk_removal_binds_unless_it_says_otherwise(self):
        self.take_out_in_bulk()
        self.assertFalse(self.comes_back())
        self.join(self.club)
        self.assertTrue(self.take_out_in_bulk(may_return=True).may_return)
        self.assertTrue(self.comes_back())

    def test_dialog_asks_where_customers_can_come_back_by_themselves(self):
        wizard = self.env["customer.category.assign"].new(
            {"mode": "remove", "category_ids": [Command.set(self.club.ids)]}
        )
        self.assertTrue(wizard.asks_return)
        wizard.mode = "add"
        self.assertFalse(wizard.asks_return)
        wizard.mode = "remove"
        wizard.category_ids = create_category(self.env, "VIP")
        self.assertFalse(wizard.asks_return)
