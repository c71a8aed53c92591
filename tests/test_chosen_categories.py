"""Joining and leaving what customers may choose, on My Rewards."""

from odoo.http import Request
from odoo.tools import mute_logger

from .common import PASSWORD, create_category, create_customer, create_rewards_group
from .test_rewards_page import RewardsPageCase


class TestChosenCategories(RewardsPageCase):
    def setUp(self):
        super().setUp()
        self.club = create_category(self.env, "Book Club", signup_mode="choice")
        self.vip = create_category(self.env, "VIP")

    def choose(self, act, category_id, **values):
        """Press a button of My Rewards as Ann, and return her categories."""
        self.authenticate("ann", PASSWORD)
        data = {"csrf_token": Request.csrf_token(self), "category_id": category_id}
        self.url_open(f"/my/rewards/{act}", data={**data, **values})
        self.env.invalidate_all()
        return self.customer.customer_category_ids

    def test_customer_joins_and_leaves(self):
        self.assertRegex(self.read_page(), r"You can join\s+Book Club")
        self.assertEqual(self.choose("join", self.club.id), self.club)
        page = self.read_page()
        self.assertNotIn("You can join", page)
        self.assertIn("Leave this group", page)
        self.assertFalse(self.choose("leave", self.club.id))
        stay = self.customer.customer_category_membership_ids
        self.assertEqual((stay.source, stay.end_source), ("signup", "signup"))

    def test_nothing_else_can_be_joined(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        rest = (
            self.vip
            + create_rewards_group(self.env)
            + create_category(self.env, "Secret", confidential=True)
            + create_category(self.env, "All", signup_mode="automatic")
            + create_category(
                self.env, "Theirs", signup_mode="choice", company_id=other.id
            )
            + create_category(self.env, "Gone", signup_mode="choice", active=False)
        )
        for category_id in [*rest.ids, 0, -1, "x", "", "9" * 30]:
            with self.subTest(category_id):
                self.assertFalse(self.choose("join", category_id))

    def test_nonsense_is_no_error(self):
        self.authenticate("ann", PASSWORD)
        data = {"csrf_token": Request.csrf_token(self)}
        file = {"category_id": ("id.txt", str(self.club.id))}
        for values in (
            {"data": data, "files": file},
            {"data": {**data, "category_id": "9" * 9000}},
            {"data": {**data, "category_id": "٣"}},
            {"data": data},
        ):
            response = self.url_open("/my/rewards/join", **values)
            self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_ids)

    def test_what_the_shop_gave_cannot_be_left(self):
        self.join(self.vip)
        self.assertNotIn("Leave this group", self.read_page())
        self.assertEqual(self.choose("leave", self.vip.id), self.vip)

    def test_what_was_joined_by_a_link_can_be_left(self):
        self.vip.action_create_signup_link()
        self.account._join_customer_categories(self.vip)
        self.assertIn("You joined it by a link", self.read_page())
        self.assertFalse(self.choose("leave", self.vip.id))
        self.assertNotIn("You can join VIP", self.read_page())

    def test_what_every_account_gets_cannot_be_left(self):
        self.vip.signup_mode = "automatic"
        self.account._join_customer_categories(self.vip)
        self.assertNotIn("Leave this group", self.read_page())
        self.assertEqual(self.choose("leave", self.vip.id), self.vip)

    def test_nobody_joins_for_somebody_else(self):
        eve = create_customer(self.env, "Eve")
        self.join(self.club, eve)
        self.choose("leave", self.club.id, partner_id=eve.id, uid=self.env.uid)
        self.assertEqual(eve.customer_category_ids, self.club)

    def test_other_sites_and_opening_a_link_join_nothing(self):
        self.authenticate("ann", PASSWORD)
        data = {"category_id": self.club.id}
        with mute_logger("odoo.http"):
            forged = self.url_open("/my/rewards/join", data=data)
            opened = self.url_open(f"/my/rewards/join?category_id={self.club.id}")
            unknown = self.url_open("/my/rewards/give", data=data)
        self.assertEqual(forged.status_code, 400)
        self.assertGreaterEqual(opened.status_code, 400)
        self.assertGreaterEqual(unknown.status_code, 400)
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_ids)
