"""The category record: names, criteria, archive, delete, company."""

from psycopg2 import IntegrityError

from odoo.exceptions import RedirectWarning, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class TestName(CategoryCase):
    def test_same_name_in_other_case_is_refused(self):
        create_category(self.env, "Trade")
        with self.assertRaisesRegex(ValidationError, "“Trade” exists already"):
            create_category(self.env, " tRADE ")

    def test_database_itself_refuses_the_same_name(self):
        vip = create_category(self.env, "Trade")
        other = create_category(self.env, "Students")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env.cr.execute(
                "UPDATE customer_category SET name = %s WHERE id = %s",
                ['{"en_US": "TRADE "}', other.id],
            )
        self.assertTrue(vip)

    def test_percent_sign_in_a_name_is_no_wildcard(self):
        create_category(self.env, "10 off")
        self.assertTrue(create_category(self.env, "10%"))

    def test_archived_namesake_is_named_as_such(self):
        create_category(self.env, "Trade", active=False)
        with self.assertRaisesRegex(ValidationError, "among the archived"):
            create_category(self.env, "Trade")

    def test_two_companies_may_use_one_name(self):
        other = self.env["res.company"].create({"name": "Other"})
        create_category(self.env, "Trade", company_id=self.env.company.id)
        self.assertTrue(create_category(self.env, "Trade", company_id=other.id))

    def test_copy_gets_a_name_of_its_own(self):
        trade = create_category(self.env, "Trade", price_percent=80)
        self.assertEqual(trade.copy().name, "Trade (copy)")
        self.assertEqual(trade.copy({"name": "New"}).price_percent, 80)


class TestCriteria(CategoryCase):
    def test_rewards_group_without_criterion_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "“Silver” needs at least one"):
            create_category(self.env, "Silver", assignment="rewards")

    def test_visits_without_days_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "within how many days"):
            create_rewards_group(self.env, min_visits=3)

    def test_days_without_visits_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "how many visits"):
            create_rewards_group(self.env, visit_days=3, min_lifetime_spend=1)

    def test_negative_numbers_are_refused(self):
        silver = create_rewards_group(self.env)
        for fname in (
            "min_visits",
            "visit_days",
            "min_lifetime_points",
            "min_lifetime_spend",
            "grace_days",
            "reminder_days",
        ):
            with self.assertRaisesRegex(ValidationError, "of “Silver” cannot be neg"):
                silver[fname] = -1

    def test_days_beyond_the_calendar_are_refused(self):
        for fname in ("visit_days", "grace_days", "reminder_days"):
            values = {"min_visits": 1, "visit_days": 9, fname: 999_999}
            with self.assertRaisesRegex(ValidationError, "a hundred years"):
                create_rewards_group(self.env, fname, **values)

    def test_percentage_out_of_range_is_refused(self):
        for percent in (-1, 1001):
            with self.assertRaisesRegex(ValidationError, "between 0 and 1000"):
                create_category(self.env, f"At {percent}", price_percent=percent)

    def test_form_creates_a_rewards_group(self):
        form = Form(self.env["customer.category"])
        form.name = "Silver"
        form.assignment = "rewards"
        form.min_visits = 3
        form.visit_days = 30
        self.assertEqual(form.save().assignment, "rewards")


class TestLifeCycle(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.customer._add_customer_categories(self.vip, "manual")

    def test_member_count_counts_customers_and_not_their_contacts(self):
        acme = create_customer(self.env, "Acme", is_company=True)
        create_customer(self.env, "Bob", parent_id=acme.id)
        acme._add_customer_categories(self.vip, "manual")
        self.assertEqual(self.vip.member_count, 2)

    def test_members_action_shows_the_members(self):
        action = self.vip.action_view_members()
        shown = self.env["res.partner"].search(action["domain"])
        self.assertEqual(shown, self.customer)

    def test_archiving_ends_nothing_and_hides(self):
        self.vip.active = False
        self.assertFalse(self.customer.customer_category_ids)
        self.vip.active = True
        self.assertEqual(self.customer.customer_category_ids, self.vip)

    def test_deleting_ends_memberships_and_keeps_the_ledger_readable(self):
        membership = self.customer.customer_category_membership_ids
        self.vip.unlink()
        self.assertTrue(self.customer.exists())
        self.assertFalse(self.customer.customer_category_ids)
        self.assertTrue(membership.date_end)
        self.assertEqual(membership.display_name, "Ann: VIP")

    def test_kind_cannot_change_while_there_are_members(self):
        with self.assertRaisesRegex(ValidationError, "“VIP” has members"):
            self.vip.write({"assignment": "rewards", "min_lifetime_spend": 1})

    def test_kind_cannot_change_while_an_archived_customer_is_a_member(self):
        self.customer.active = False
        with self.assertRaisesRegex(ValidationError, "has members"):
            self.vip.assignment = "smart"

    def test_deleting_a_group_moves_members_to_the_best_they_still_earn(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=80
        )
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, gold)
        gold.unlink()
        self.assertEqual(self.customer.rewards_category_id, silver)

    def test_company_cannot_change_while_there_are_members(self):
        with self.assertRaisesRegex(ValidationError, "“VIP” has members"):
            self.vip.company_id = self.env.company

    def test_deleting_a_category_with_prices_asks_and_takes_them_along(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Shop prices",
                "item_ids": [(0, 0, {"customer_category_id": self.vip.id})],
            }
        )
        with self.assertRaisesRegex(
            RedirectWarning, "“VIP” has rules in .*“Shop prices”"
        ) as question:
            self.vip.unlink()
        _message, action_id, button, context = question.exception.args
        self.assertEqual(button, "Delete Category and Rules")
        self.assertTrue(self.vip.exists())
        answer = self.env["ir.actions.server"].browse(action_id)
        answer.with_context(active_id=self.vip.id, **context).run()
        self.assertFalse(self.vip.exists())
        self.assertFalse(pricelist.item_ids)
        self.assertTrue(pricelist.exists())
