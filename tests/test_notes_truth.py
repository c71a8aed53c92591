"""Automatic notes say what is true, and nothing of what nobody was to hear."""

from datetime import timedelta

from odoo import fields
from odoo.tests import Form

from .common import create_category, create_customer, create_rewards_group
from .mailing_case import MailingCase

SWITCHES = {"note_on_join": True, "note_on_leave": True}


class TestNotesTruth(MailingCase):
    def setUp(self):
        super().setUp()
        self.env.company.email = "shop@example.com"
        self.club = create_category(self.env, "Club", **SWITCHES)

    def queued(self):
        """Let the scheduled action run; return the subjects of what it queued."""
        return self.env["customer.category"]._cron_send_notes().mapped("subject")

    def text(self, mailing, customer=None):
        """Return the HTML and SMS that a customer gets."""
        ids = (customer or self.customer).ids
        ((sent, _chosen),) = mailing._choose_customer_category_recipients(None)
        html = sent._render_field("body_html", ids)[ids[0]]
        sms = sent._render_template(sent.body_plaintext, "res.partner", ids)[ids[0]]
        return str(html), sms

    def segment(self):
        """Create a segment of who visited once."""
        condition = {"metric": "visits", "operator": ">=", "value": 1}
        return create_category(
            self.env,
            "Late regulars",
            assignment="smart",
            criterion_ids=[fields.Command.create(condition)],
            **SWITCHES,
        )

    def test_who_left_is_told_that_and_of_which_category(self):
        self.expire(self.customer, self.club)
        mailing = self.env["customer.category"]._cron_send_notes()
        self.assertEqual(mailing.subject, "Your membership has ended")
        for text in self.text(mailing):
            self.assertIn("your membership of Club has ended", text)
            self.assertNotIn("miss you", text)

    def test_who_chose_to_leave_or_was_taken_out_is_not_told(self):
        for source in ("signup", "manual", "till", "api"):
            with self.subTest(source):
                self.customer._add_customer_categories(self.club, "import")
                self.customer._remove_customer_categories(self.club, source)
                self.assertEqual(self.queued(), [])

    def test_contact_of_a_company_has_not_left(self):
        self.customer._add_customer_categories(self.club, "import")
        company = create_customer(self.env, "Firm", is_company=True)
        self.customer.parent_id = company
        self.assertFalse(self.customer.customer_category_ids)
        self.assertEqual(self.queued(), [])

    def test_who_is_pinned_out_is_not_told(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9, **SWITCHES)
        self.buy()
        self.queued()
        self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": silver.id,
                "mode": "out",
                "reason": "Agreed",
            }
        )
        self.assertFalse(self.customer.rewards_category_id)
        self.assertEqual(self.queued(), [])

    def test_moving_down_is_no_welcome(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=90, **SWITCHES)
        create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=9, price_percent=80, **SWITCHES
        )
        self.buy(days_ago=5)
        self.buy(days_ago=4)
        self.assertEqual(self.queued(), ["Welcome: you are in"])
        self.env["customer.category"]._recompute(
            self.customer, at=fields.Date.today() + timedelta(days=10)
        )
        self.assertEqual(self.customer.rewards_category_id, silver)
        self.assertEqual(self.queued(), [])

    def test_nobody_hears_of_a_segment(self):
        segment = self.segment()
        self.buy()
        segment._recompute(self.customer)
        self.assertIn(segment, self.customer.customer_category_ids)
        self.assertEqual(self.queued(), [])
        self.vip.active = False
        mailing = self.compose(
            segment, **self.env["customer.category"]._prepare_ready_message("welcome")
        )
        for text in self.text(mailing):
            self.assertNotIn("Late regulars", text)

    def test_form_of_a_confidential_category_offers_no_notes(self):
        form = Form(self.club)
        self.assertFalse(form._get_modifier("note_on_join", "invisible"))
        form.confidential = True
        self.assertTrue(form._get_modifier("note_on_join", "invisible"))

    def test_promises_no_number_of_visits(self):
        create_rewards_group(self.env, min_lifetime_spend=100)
        values = self.env["customer.category"]._prepare_ready_message("losing")
        self.assertNotIn("One visit", values["body_html"])
