"""What messages say of a customer's own progress, and by when."""

from datetime import date, timedelta
from itertools import combinations_with_replacement

from odoo import fields
from odoo.tests import BaseCase, new_test_user

from ..engines.rules import Condition
from ..engines.verdicts import Sale, first_failing_day, visits_to_keep
from .common import create_price_rule, create_pricelist, create_rewards_group
from .mailing_case import MailingCase

TODAY = date(2026, 5, 20)


def fails_on(ages, condition, day):
    """Return when a condition fails without visits after a day, and the sales."""
    sales = [
        Sale(1, day - timedelta(days=age), age, 1, 10, True, False, False)
        for age in ages
    ]
    return first_failing_day(sales, condition, day), sales


class TestVisitsToKeep(BaseCase):
    def test_just_as_many_by_that_day_keep_it(self):
        condition = Condition("visits", ">=", 3, 0, 9)
        wrong = []
        for ages in combinations_with_replacement(range(11), 4):
            failing, sales = fails_on(ages, condition, TODAY)
            count, day = visits_to_keep(sales, condition, TODAY)
            if failing is None:
                wrong += [ages] * bool(day)
                continue
            later = [age + (day - TODAY).days for age in ages]
            enough, _ = fails_on([*later, *[0] * count], condition, day)
            less, _ = fails_on([*later, *[0] * (count - 1)], condition, day)
            wrong += [ages] * (not less == failing < enough)
        self.assertEqual(wrong, [])


class TestLetterProgress(MailingCase):
    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(
            self.env, min_visits=2, visit_days=9, grace_days=5
        )

    def day(self, days):
        return self.silver._short_date(fields.Date.today() + timedelta(days=days))

    def letter(self, customer=None):
        """Return what a message says of the stay, and of the next step."""
        self.env.invalidate_all()
        customer = customer or self.customer
        return (
            customer.customer_category_letter_stay,
            customer.customer_category_letter_progress,
        )

    def test_next_group_is_told_with_its_last_day(self):
        self.assertEqual(self.letter(), (False, "2 more visits for “Silver”."))
        self.buy(days_ago=2)
        create_price_rule(create_pricelist(self.env), self.silver, percent_price=5)
        visit = f"1 more visit by {self.day(7)}"
        self.assertEqual(
            self.letter(),
            (False, f"{visit} for “Silver” (5% off where it has prices)."),
        )

    def test_who_has_no_language_is_told_in_that_of_the_message(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.silver.with_context(lang="fr_FR").name = "Argent"
        self.customer.lang = False
        customer = self.customer.with_context(lang="fr_FR")
        self.assertIn("“Argent”", self.letter(customer)[1])

    def test_member_is_told_by_when_the_next_visit_keeps_the_group(self):
        self.buy(days_ago=6)
        self.buy(days_ago=2)
        self.assertEqual(
            self.letter(),
            (f"1 more visit by {self.day(3)} to stay in “Silver”.", False),
        )

    def test_visits_of_one_day_are_lost_together(self):
        self.buy(days_ago=2)
        self.buy(days_ago=2)
        self.assertEqual(
            self.letter()[0], f"2 more visits by {self.day(7)} to stay in “Silver”."
        )

    def test_member_at_risk_is_told_the_last_day_of_grace(self):
        self.buy(days_ago=12)
        self.buy(days_ago=5)
        silver, today = self.silver, fields.Date.today()
        silver._recompute(self.customer, at=today - timedelta(days=4))
        silver._recompute(self.customer)
        self.assertEqual(self.customer.rewards_category_id, silver)
        # Both visits would count together until four days from now, but grace ends.
        stays = self.customer.customer_category_membership_ids
        stay = stays.filtered(lambda s: s.category_id == silver)
        self.assertEqual(stay.date_risk, today)
        silver.grace_days = 3
        self.assertEqual(
            self.letter()[0], f"1 more visit by {self.day(2)} to stay in “Silver”."
        )

    def test_money_that_is_missing_is_told_with_the_last_day(self):
        self.silver.write({"min_visits": 0, "visit_days": 0, "min_lifetime_spend": 90})
        self.buy(amount=50)
        self.assertIn("40.00", self.letter()[1])
        self.buy(amount=40)
        self.assertEqual(self.letter(), (False, False))
        stay = self.customer.customer_category_membership_ids.filtered(
            lambda s: s.category_id == self.silver
        )
        self.env.cr.execute(
            "UPDATE customer_category_membership SET date_risk = %s WHERE id = %s",
            [fields.Date.today(), stay.id],
        )
        self.silver.min_lifetime_spend = 130
        sentence = self.letter()[0]
        self.assertIn("40.00", sentence)
        self.assertIn(f"more to spend by {self.day(4)} to stay in “Silver”.", sentence)

    def test_who_is_pinned_is_told_of_no_step_that_changes_nothing(self):
        gold = create_rewards_group(
            self.env, "Gold", min_visits=4, visit_days=9, price_percent=90
        )
        self.buy()
        for mode, category, told in (
            ("out", gold, "Silver"),
            ("out", self.silver, False),
        ):
            with self.subTest(category=category.name):
                self.env["customer.category.pin"].create(
                    {
                        "partner_id": self.customer.id,
                        "category_id": category.id,
                        "mode": mode,
                        "reason": "Agreed",
                    }
                )
                self.assertEqual(bool(self.letter()[1]), bool(told))
        self.env["customer.category.pin"].search([]).unlink()
        self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": gold.id,
                "mode": "in",
                "reason": "Agreed",
            }
        )
        self.assertEqual(self.letter(), (False, False))

    def test_what_was_spent_in_another_company_cannot_be_worked_out(self):
        self.silver.write({"min_visits": 0, "visit_days": 0, "min_lifetime_spend": 90})
        order = self.buy(amount=50)
        self.assertTrue(self.letter()[1])
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE pos_order SET company_id = %s WHERE id = %s", [other.id, order.id]
        )
        self.assertFalse(self.letter()[1])

    def test_who_may_write_no_templates_may_send_the_ready_ones(self):
        self.env["ir.config_parameter"].set_param(
            "mail.restrict.template.rendering", True
        )
        user = new_test_user(
            self.env,
            "sender",
            "base.group_user,mass_mailing.group_mass_mailing_user,"
            "base.group_partner_manager",
        )
        self.assertFalse(user.has_group("mail.group_mail_template_editor"))
        self.env.invalidate_all()
        mailing = self.compose(self.vip.with_user(user)).with_user(user)
        html = mailing._render_field("body_html", self.customer.ids)
        self.assertIn("Ann", html[self.customer.id])
        text = mailing._render_template(
            mailing.body_plaintext, "res.partner", self.customer.ids
        )
        self.assertIn("Ann", text[self.customer.id])
