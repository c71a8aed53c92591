"""Members who share an address or a number: one no is enough, one message is sent."""

from odoo.addons.mass_mailing_sms.tests.common import MassSMSCommon

from .common import create_category, create_customer
from .test_mailing_sending import SendingCase

PHONE = "+32470000001"


class TestSharedAddresses(SendingCase, MassSMSCommon):
    def setUp(self):
        super().setUp()
        self.twin = self.join("Twin", email="ann@example.com", phone=PHONE)
        self.bob = self.join("Bob", phone="+32470000003")

    def sent_to(self, channel):
        """Send a message; return to whom, and check that this many were promised."""
        if channel == "email":
            mailing = self.compose_email()
            shown = mailing.category_recipient_count
            with self.mock_mail_gateway(mail_unlink_sent=False):
                self.send(mailing)
            reached = [mail["email_to"][0] for mail in self._mails]
        else:
            mailing = self.compose(channel="sms", body_plaintext="Hi")
            shown = mailing.category_recipient_count
            with self.mockSMSGateway():
                self.send(mailing)
                self.run_crons("sms.ir_cron_sms_scheduler_action")
            reached = [sms["number"] for sms in self._sms]
        self.assertEqual(shown, len(reached))
        return mailing, self.statuses(mailing)

    def test_one_message_is_promised_and_sent(self):
        for channel in ("email", "sms"):
            with self.subTest(channel):
                mailing, statuses = self.sent_to(channel)
                self.assertEqual(mailing.category_member_count, 3)
                self.assertEqual(len(statuses), 3)
                self.assertIn(statuses["Twin"], ("mail_dup", "sms_duplicate"))

    def test_no_of_one_keeps_it_from_the_others(self):
        for channel, failure in (("email", "mail_optout"), ("sms", "sms_optout")):
            with self.subTest(channel):
                self.twin._opt_out_of_customer_categories(self.vip, [channel])
                mailing, statuses = self.sent_to(channel)
                self.assertEqual(mailing.category_optout_count, 2)
                self.assertEqual(statuses.pop("Twin"), failure)
                self.assertEqual(statuses.pop("Ann"), failure)
                self.assertEqual(len(statuses), 1)

    def test_no_of_who_is_no_member_any_more_counts_too(self):
        for channel in ("email", "sms"):
            with self.subTest(channel):
                self.twin._opt_out_of_customer_categories(self.vip, [channel])
                self.twin._remove_customer_categories(self.vip, "manual")
                _mailing, statuses = self.sent_to(channel)
                self.assertIn("optout", statuses["Ann"])

    def test_silence_of_one_does_not_outweigh_the_yes_of_another(self):
        self.vip.needs_consent = True
        for channel in ("email", "sms"):
            with self.subTest(channel):
                self.customer._opt_in_to_customer_categories(self.vip, [channel])
                mailing, statuses = self.sent_to(channel)
                self.assertEqual(mailing.category_recipient_count, 1)
                self.assertEqual(mailing.category_unagreed_count, 1)
                self.assertNotIn("optout", statuses["Ann"])
                self.assertIn("optout", statuses["Bob"])

    def test_no_of_one_outweighs_the_yes_of_another(self):
        self.vip.needs_consent = True
        self.customer._opt_in_to_customer_categories(self.vip)
        self.twin._opt_out_of_customer_categories(self.vip)
        for channel in ("email", "sms"):
            with self.subTest(channel):
                mailing, _statuses = self.sent_to(channel)
                self.assertEqual(mailing.category_recipient_count, 0)

    def test_no_to_another_category_keeps_nothing_away(self):
        trade = create_category(self.env, "Trade")
        self.twin._opt_out_of_customer_categories(trade)
        _mailing, statuses = self.sent_to("email")
        self.assertEqual(statuses["Ann"], "sent")

    def test_members_without_an_address_have_nothing_in_common(self):
        (self.twin + self.bob).write({"email": False, "phone": False})
        self.twin._opt_out_of_customer_categories(self.vip)
        mailing = self.compose()
        self.assertEqual(mailing.category_optout_count, 1)
        self.assertEqual(mailing.category_unaddressed_count, 2)

    def test_farewell_respects_the_no_of_a_namesake(self):
        guest = create_customer(self.env, "Guest", email="bob@example.com")
        guest._opt_out_of_customer_categories(self.vip, ["email"])
        mailing = self.compose(category_is_farewell=True)
        refusing = mailing._find_refusing_partners()
        self.assertLessEqual({self.bob.id, guest.id}, set(refusing))
        self.assertNotIn(self.customer.id, refusing)
