"""My Rewards: what customers read of themselves, and of nobody else."""

import re
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import (
    PASSWORD,
    CategoryCase,
    create_account,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_rewards_group,
)


@tagged("post_install", "-at_install")
class RewardsPageCase(HttpCase, CategoryCase):
    """Ann, who may log in to the portal of the shop."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = create_account(cls.customer)

    def join(self, category, customer=None):
        (customer or self.customer)._add_customer_categories(category, "manual")

    def read_page(self, url="/my/rewards", login="ann"):
        """Return the text of a page as somebody reads it, without its tags."""
        self.authenticate(login, PASSWORD)
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


class TestRewardsPage(RewardsPageCase):
    def test_categories_with_benefits_and_since_when(self):
        vip = create_category(
            self.env, "VIP", price_percent=90, invoice_by_default=True
        )
        create_price_rule(create_pricelist(self.env), vip, percent_price=10)
        self.join(vip)
        page = self.read_page()
        self.assertRegex(page, r"VIP Since \d")
        self.assertIn("10% off where this group has prices.", page)
        self.assertIn("An invoice without asking for it.", page)
        self.assertNotIn("Shop prices", page)

    def test_progress_to_the_next_group(self):
        silver = create_rewards_group(self.env, "Silver", price_percent=90)
        create_price_rule(create_pricelist(self.env), silver, percent_price=10)
        self.buy()
        page = self.read_page()
        self.assertRegex(
            page, r"2 more visits by .* for “Silver” \(10% off where it has prices\)"
        )
        self.assertIn("you have 1", page)

    def test_group_that_is_held_and_until_when(self):
        create_rewards_group(self.env, "Silver", min_visits=1, visit_days=30)
        self.buy()
        page = self.read_page()
        self.assertRegex(page, r"Yours until \d.*, and longer with one more visit")

    def test_group_that_ends_on_an_agreed_day(self):
        club = create_category(self.env, "Book Club")
        self.customer._add_customer_categories(
            club, "manual", date_expire=date(2099, 1, 2)
        )
        self.assertIn("Yours until 2 Jan 2099.", self.read_page())

    def test_group_at_risk(self):
        create_rewards_group(
            self.env, "Silver", min_visits=1, visit_days=30, grace_days=9
        )
        order = self.buy(days_ago=20)
        with freeze_time(datetime.now() + timedelta(days=12)):
            self.env["customer.category"]._recompute()
        self.assertTrue(order)
        page = self.read_page()
        self.assertRegex(page, r"Yours until \d.* unless you qualify again")

    def test_what_was_before(self):
        club = create_category(self.env, "Book Club")
        self.join(club)
        self.customer._remove_customer_categories(club, "manual")
        self.assertRegex(self.read_page(), r"Before .*Book Club \d+ \w+ \d+ \d")

    def test_contact_reads_of_its_company(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        contact = create_customer(self.env, "Bob", parent_id=firm.id)
        create_account(contact, "bob")
        self.join(create_category(self.env, "Trade"), firm)
        self.assertIn("Trade", self.read_page(login="bob"))

    def test_nothing_yet(self):
        self.assertIn("You are in no group yet.", self.read_page())

    def test_home_leads_to_the_page(self):
        self.assertEqual(self.count(), 0)
        self.join(create_category(self.env, "VIP"))
        self.assertEqual(self.count(), 1)
        self.assertIn("My rewards", self.read_page("/my/home"))

    def count(self):
        """Return how many categories the portal's home counts."""
        self.authenticate("ann", PASSWORD)
        counters = {"counters": ["customer_category_count"]}
        answer = self.make_jsonrpc_request("/my/counters", counters)
        return answer["customer_category_count"]

    def test_segment_is_told_where_it_brings_something(self):
        lapsing, fans = (
            create_category(
                self.env,
                name,
                assignment="smart",
                criterion_ids=[Command.create({"metric": "visits", "value": 0})],
                invoice_by_default=name == "Fans",
            )
            for name in ("Lapsing", "Fans")
        )
        self.env["customer.category"]._recompute()
        self.assertEqual(lapsing + fans, self.customer.customer_category_ids)
        page = self.read_page()
        self.assertIn("Fans", page)
        self.assertNotIn("Lapsing", page)


class TestRewardsPageSecrets(RewardsPageCase):
    def test_confidential_and_archived_categories_are_not_told(self):
        secret = create_category(self.env, "Bad payers", confidential=True)
        create_rewards_group(self.env, "Hidden", confidential=True)
        old = create_category(self.env, "Old times")
        self.join(secret + old)
        old.active = False
        page = self.read_page()
        for name in ("Bad payers", "Hidden", "Old times"):
            self.assertNotIn(name, page)

    def test_nobody_of_the_staff_is_named(self):
        self.env.user.name = "Nosy Clerk"
        self.join(create_category(self.env, "VIP"))
        self.assertNotIn("Nosy Clerk", self.read_page())

    def test_other_company_is_not_told(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        self.join(theirs)
        shared = create_category(self.env, "Shared")
        self.join(shared)
        self.env["product.template"].create(
            {
                "name": "Their wine",
                "company_id": other.id,
                "customer_category_ids": [Command.set(shared.ids)],
            }
        )
        page = self.read_page()
        self.assertIn("Shared", page)
        self.assertNotIn("Theirs", page)
        self.assertNotIn("Their wine", page)

    def test_asking_for_somebody_else_shows_oneself(self):
        eve = create_customer(self.env, "Eve")
        self.join(create_category(self.env, "Eves"), eve)
        for query in (
            f"partner_id={eve.id}",
            f"partner={eve.id}&customer={eve.id}",
            f"uid={self.env.uid}&company_id=1&db=x",
            f"held=Eves&steps=1&history={eve.id}",
        ):
            with self.subTest(query):
                self.assertNotIn("Eves", self.read_page(f"/my/rewards?{query}"))

    def test_visitors_must_log_in(self):
        self.authenticate(None, None)
        response = self.url_open("/my/rewards", allow_redirects=False)
        self.assertEqual(response.status_code, 303)
        self.assertIn("/web/login", response.headers["Location"])

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_models_and_methods_are_closed_to_customers(self):
        vip, trade = (create_category(self.env, name) for name in ("VIP", "Trade"))
        self.join(vip)
        self.authenticate("ann", PASSWORD)
        own = "customer_category_ids"
        for model, method, args in (
            ("customer.category", "search_read", [[]]),
            ("customer.category.membership", "search_read", [[]]),
            ("res.partner", "_rewards_page", [self.customer.ids, 1]),
            ("res.partner", "get_customer_category_card", [self.customer.ids, 1]),
            ("res.partner", "write", [self.customer.ids, {own: [[5]]}]),
            ("res.partner", "write", [self.customer.ids, {own: [[4, trade.id]]}]),
            ("res.partner", "create", [{"name": "Eve", own: [[4, trade.id]]}]),
        ):
            with self.subTest(f"{model}.{method}"):
                answer = self.url_open(
                    f"/web/dataset/call_kw/{model}/{method}",
                    json={
                        "params": {
                            "model": model,
                            "method": method,
                            "args": args,
                            "kwargs": {},
                        }
                    },
                ).json()
                self.assertIn("error", answer)
        self.env.invalidate_all()
        self.assertEqual(self.customer.customer_category_ids, vip)
