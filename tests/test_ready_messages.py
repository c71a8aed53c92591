"""Ready messages speak to each customer of the own group, progress and benefit."""

from datetime import timedelta

from odoo import fields
from odoo.tests import Form

from odoo.addons.mass_mailing.tests.common import MassMailCommon

from .common import (
    create_category,
    create_price_rule,
    create_pricelist,
    create_rewards_group,
)
from .mailing_case import MailingCase

KINDS = ("lapsing", "first_visit", "welcome", "losing", "expiring", "offer")


class TestReadyMessages(MailingCase, MassMailCommon):
    def texts(self, mailing, customer=None):
        """Return what a customer reads: subject, e-mail and SMS."""
        customer = customer or self.customer
        render = mailing._render_field
        return (
            render("subject", customer.ids)[customer.id],
            str(render("body_html", customer.ids)[customer.id]),
            mailing._render_template(
                mailing.body_plaintext, "res.partner", customer.ids
            )[customer.id],
        )

    def test_message_suits_the_category(self):
        lapsing = self.env.ref("customer_category.customer_category_lapsing_regulars")
        first = self.env.ref("customer_category.customer_category_first_visit")
        silver = create_rewards_group(self.env)
        (lapsing + first).active = True
        for categories, kind in (
            (lapsing, "lapsing"),
            (first, "first_visit"),
            (silver, "welcome"),
            (self.vip, "offer"),
            (self.vip + silver, "offer"),
        ):
            with self.subTest(kind):
                mailing = self.compose(categories)
                self.assertEqual(mailing.customer_category_message, kind)
                self.assertFalse(mailing.is_body_empty)

    def test_all_are_ready_to_send_by_e_mail_and_sms(self):
        for kind in KINDS:
            with self.subTest(kind):
                values = self.env["customer.category"]._prepare_ready_message(kind)
                mailing = self.compose(**values)
                subject, html, sms = self.texts(mailing)
                self.assertTrue(subject)
                self.assertIn("Ann", html)
                self.assertIn("Ann", sms)
                self.assertIn("/unsubscribe_from_list", html)
                for text in (html, sms):
                    self.assertNotRegex(text, r"\[(name|group|until|progress)|t-out|{{")

    def test_who_came_once_reads_what_is_next_by_e_mail_and_sms(self):
        create_rewards_group(self.env)
        self.buy()
        values = self.env["customer.category"]._prepare_ready_message("first_visit")
        _subject, html, sms = self.texts(self.compose(**values))
        self.assertIn("2 more visits by", html)
        self.assertIn("2 more visits by", sms)

    def test_way_out_looks_like_a_link(self):
        _subject, html, _sms = self.texts(self.compose())
        link = r'/unsubscribe_from_list"[^>]*text-decoration: underline'
        self.assertRegex(html, link)

    def test_message_tells_the_own_group_progress_and_benefit(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        gold = create_rewards_group(
            self.env, "Gold", min_visits=3, visit_days=9, price_percent=90
        )
        prices = create_pricelist(self.env)
        create_price_rule(prices, silver, percent_price=5)
        create_price_rule(prices, gold, percent_price=10)
        self.buy()
        values = self.env["customer.category"]._prepare_ready_message("welcome")
        _subject, html, sms = self.texts(self.compose(silver, **values))
        self.assertIn("you are in now: Silver", html)
        self.assertIn("Silver: 5% off where this group has prices.", html)
        by = self.customer.rewards_category_id._short_date(
            fields.Date.today() + timedelta(days=9)
        )
        self.assertIn(
            f"2 more visits by {by} for “Gold” (10% off where it has prices).", html
        )
        self.assertIn(f"1 more visit by {by} to stay in “Silver”.", html)
        self.assertIn("Welcome to Silver, Ann!", sms)

    def test_last_day_is_told(self):
        bob = self.join("Bob", create_category(self.env, "Trade"))
        bob._remove_customer_categories(bob.customer_category_ids, "manual")
        bob._add_customer_categories(self.vip, "manual", date_expire="2031-05-09")
        self.assertIn("VIP ends after", bob.customer_category_letter_until)
        self.assertIn("2031", bob.customer_category_letter_until)

    def letter(self, categories):
        """Return the customer as a message to categories reads it."""
        ids = tuple(categories.ids)
        return self.customer.with_context(customer_category_letter_ids=ids)

    def test_last_day_and_benefit_are_of_the_categories_written_to(self):
        trade = create_category(self.env, "Trade", price_percent=50)
        create_price_rule(create_pricelist(self.env), trade, percent_price=50)
        self.customer._add_customer_categories(
            trade, "manual", date_expire="2031-05-09"
        )
        own = self.letter(self.vip)
        self.assertFalse(own.customer_category_letter_until)
        self.assertFalse(own.customer_category_letter_benefit)
        self.assertIn("Trade ends", self.letter(trade).customer_category_letter_until)
        self.assertEqual(
            self.letter(trade).customer_category_letter_benefit,
            "Trade: 50% off where this group has prices.",
        )

    def test_no_price_is_promised_where_there_is_none(self):
        self.vip.price_percent = 90
        self.assertFalse(self.customer.customer_category_letter_benefit)
        rule = create_price_rule(create_pricelist(self.env), self.vip, percent_price=5)
        self.env.invalidate_all()
        self.assertTrue(self.customer.customer_category_letter_benefit)
        rule.pricelist_id.active = False
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_letter_benefit)

    def test_where_no_last_day_is_known_the_message_has_no_gap(self):
        values = self.env["customer.category"]._prepare_ready_message("expiring")
        _subject, html, sms = self.texts(self.compose(**values))
        self.assertNotIn("renew", html)
        self.assertIn("We look forward to seeing you.", html)
        self.assertEqual(sms.strip(), "Ann, we look forward to seeing you.")

    def test_confidential_categories_are_never_told(self):
        self.vip.confidential = True
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_letter_group)

    def test_categories_of_another_company_are_never_told(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        self.customer._add_customer_categories(theirs, "manual")
        self.env.invalidate_all()
        self.assertEqual(self.customer.customer_category_letter_group, "VIP")

    def test_any_number_of_customers_is_told_by_as_many_statements(self):
        silver = create_rewards_group(self.env, min_visits=2, visit_days=9)
        create_price_rule(create_pricelist(self.env), silver, percent_price=5)

        def count(customers):
            self.env.invalidate_all()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            customers.mapped("customer_category_letter_progress")
            return self.env.cr.sql_log_count - before

        few = self.customer + self.join("Bob")
        many = few + self.join("Eve")
        for number in range(20):
            many += self.join(f"Member {number}")
        count(few)
        self.assertEqual(count(many), count(few))

    def test_choosing_another_message_fills_it_in_for_whom_it_is(self):
        context = self.vip.action_send_email()["context"]
        view = "mass_mailing_sms.mailing_mailing_view_form_mixed"
        bob = self.join("Bob")
        self.customer._remove_customer_categories(self.vip, "manual")
        self.customer._add_customer_categories(
            self.vip, "manual", date_expire=fields.Date.today() + timedelta(days=5)
        )
        with Form(self.env["mailing.mailing"].with_context(**context), view) as form:
            form.customer_category_message = "expiring"
        mailing = form.record
        self.assertEqual(mailing.subject, "Your membership ends soon")
        self.assertEqual(self.recipients(mailing), self.customer)
        self.assertNotIn(bob, self.recipients(mailing))
