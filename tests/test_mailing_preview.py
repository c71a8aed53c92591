"""Before sending: whom a message reaches, whom it leaves out and why."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.tools import mute_logger

from .common import create_category
from .mailing_case import MailingCase


class PreviewCase(MailingCase):
    def counts(self, mailing, *names):
        self.env.invalidate_all()
        return [mailing[f"category_{name}_count"] for name in names]

    def note_message(self, customer, days_ago=0, **values):
        """Note that a customer got a message some days ago."""
        mailing = values.pop("mailing", None) or self.compose(self.vip)
        trace = self.env["mailing.trace"].create(
            {
                "model": "res.partner",
                "res_id": customer.id,
                "mass_mailing_id": mailing.id,
                "trace_status": "sent",
                **values,
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mailing_trace SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=days_ago), trace.id],
        )


class TestPreview(PreviewCase):
    def test_how_many_a_test_reaches_by_chance_is_not_told(self):
        self.env.user.group_ids += self.env.ref(
            "mass_mailing.group_mass_mailing_campaign"
        )
        form = self.open_form(self.vip.action_send_email())
        name = "category_recipient_count"
        self.assertFalse(form._get_modifier(name, "invisible"))
        form.ab_testing_enabled = True
        self.assertTrue(form._get_modifier(name, "invisible"))

    def test_everybody_is_counted_once_by_what_keeps_a_message_away(self):
        refusing = self.join("Refusing")
        refusing._opt_out_of_customer_categories(self.vip)
        self.join("Blocked")
        self.env["mail.blacklist"]._add("blocked@example.com")
        self.join("Phone", email=False, phone="+32470000009")
        self.join("Nothing", email=False)
        mailing = self.compose()
        self.assertEqual(self.counts(mailing, "member", "email", "sms"), [5, 1, 2])
        self.assertEqual(
            self.counts(mailing, "optout", "blocked", "unaddressed", "recipient"),
            [1, 1, 2, 1],
        )

    def test_counts_follow_the_channel(self):
        self.customer._opt_out_of_customer_categories(self.vip, ["sms"])
        self.join("Bob", phone=False)
        mailing = self.compose(channel="sms", body_plaintext="Hi")
        names = ("optout", "unaddressed", "recipient")
        self.assertEqual(self.counts(mailing, *names), [1, 1, 0])
        mailing.mailing_type = "mail"
        self.assertEqual(self.counts(mailing, *names), [0, 0, 2])

    def test_filter_of_the_mailing_counts(self):
        self.join("Bob")
        mailing = self.compose(mailing_domain="[('name', '=', 'Bob')]")
        self.assertEqual(self.counts(mailing, "member", "recipient"), [1, 1])

    def test_who_got_a_message_lately_is_told(self):
        bob = self.join("Bob")
        self.note_message(self.customer, days_ago=6)
        self.note_message(bob, days_ago=8)
        self.note_message(bob, days_ago=1, trace_status="cancel")
        mailing = self.compose()
        self.assertEqual(self.counts(mailing, "recent", "recipient"), [1, 2])

    def test_messages_of_another_company_are_not_told(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        far = create_category(self.env, "Far", company_id=other.id)
        self.note_message(self.customer, mailing=self.compose(far))
        mailing = self.compose(category_cap=1)
        self.assertEqual(self.counts(mailing, "recent", "recipient"), [0, 1])

    def test_any_number_of_members_is_counted_by_as_many_statements(self):
        mailing = self.compose()

        def count():
            self.env.invalidate_all()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            mailing.category_recipient_count  # noqa: B018  reading it counts
            return self.env.cr.sql_log_count - before

        count()
        for_one = count()
        for number in range(40):
            self.join(f"Member {number}")
        self.assertEqual(count(), for_one)
        self.assertEqual(mailing.category_member_count, 41)

    def test_unlimited_mailing_counts_nobody(self):
        mailing = self.compose()
        mailing.customer_category_ids = False
        self.assertEqual(self.counts(mailing, "member", "recipient"), [0, 0])


class TestFrequencyCap(PreviewCase):
    def test_who_got_enough_is_left_out_until_the_days_are_over(self):
        bob = self.join("Bob")
        self.note_message(self.customer, days_ago=2)
        self.note_message(self.customer, days_ago=3)
        self.note_message(bob, days_ago=2)
        mailing = self.compose(category_cap=2, category_cap_days=7)
        self.assertEqual(self.recipients(mailing), bob)
        self.assertEqual(self.counts(mailing, "capped", "recipient"), [1, 1])
        mailing.category_cap_days = 2
        self.assertEqual(self.recipients(mailing), self.customer + bob)

    def test_messages_of_the_mailing_itself_do_not_count(self):
        mailing = self.compose(category_cap=1)
        self.note_message(self.customer, mailing=mailing)
        self.assertEqual(self.recipients(mailing), self.customer)

    def test_cap_without_days_is_refused(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.compose(category_cap=1, category_cap_days=0).flush_recordset()


class TestHoldout(PreviewCase):
    def setUp(self):
        super().setUp()
        for number in range(60):
            self.join(f"Member {number}")
        self.mailing = self.compose(
            channel="sms", body_plaintext="Hi", category_holdout_percent=30
        )
        members = self.env["res.partner"].search(
            [("customer_category_ids", "in", self.vip.ids)]
        )
        for number, member in enumerate(members):
            member.phone = f"+324700001{number:02}"

    def held_out(self, mailing=None):
        return (
            self.env["customer.category.holdout"]
            .search([("mailing_id", "=", (mailing or self.mailing).id)])
            .partner_id
        )

    def test_same_members_are_held_out_every_time(self):
        first = self.recipients(self.mailing)
        self.assertEqual(self.recipients(self.mailing), first)
        self.assertTrue(30 < len(first) < 55)
        held, reached = self.counts(self.mailing, "holdout", "recipient")
        self.assertEqual(held + reached, 61)
        self.assertEqual(reached, len(first))

    def test_another_mailing_holds_out_others(self):
        self.assertNotEqual(
            self.recipients(self.mailing), self.recipients(self.mailing.copy())
        )

    def test_sending_notes_who_was_held_out_once(self):
        reached = self.recipients(self.mailing)
        self.mailing.action_send_sms()
        sent = set(self.mailing.mailing_trace_ids.mapped("res_id"))
        self.assertEqual(sent, set(reached.ids))
        held = self.held_out()
        self.assertEqual(len(held) + len(reached), 61)
        self.assertFalse(held & reached)
        self.mailing.action_send_sms()
        self.assertEqual(len(self.held_out()), len(held))

    def test_who_could_not_be_reached_anyway_is_not_held_out(self):
        self.mailing.action_send_sms()
        held = self.held_out()
        held[0].phone = False
        held[1]._opt_out_of_customer_categories(self.vip)
        self.env["customer.category.holdout"].sudo().search([]).unlink()
        self.mailing.action_send_sms()
        self.assertEqual(self.held_out(), held[2:])

    def test_winner_of_a_test_leaves_out_whom_the_tests_held_out(self):
        mailing = self.mailing.copy({"ab_testing_enabled": True, "ab_testing_pc": 50})
        mailing.action_send_sms()
        mailing.action_select_as_winner()
        winner = mailing.campaign_id.ab_testing_winner_mailing_id
        self.assertFalse(self.recipients(winner) & self.held_out(mailing))

    def test_share_beyond_reason_is_refused(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.compose(category_holdout_percent=95).flush_recordset()
