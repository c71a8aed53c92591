"""Messages really composed, queued and sent: by Odoo's mocks and a real mail server."""

import re
from unittest.mock import patch
from urllib.parse import urlsplit

from odoo.tests import HttpCase
from odoo.tools import mute_logger

from odoo.addons.mass_mailing.tests.common import MassMailCommon
from odoo.addons.mass_mailing_sms.tests.common import MassSMSCommon

from ..models import mailing_mailing
from .common import create_category
from .mail_catcher import mail_server
from .mailing_case import MailingCase

BODY = (
    '<p>Dear <t t-out="object.name"/>, see <a href="https://shop.example/offer">our '
    'offer</a>.</p><a href="/unsubscribe_from_list">Unsubscribe</a>'
)
QUEUE = "mass_mailing.ir_cron_mass_mailing_queue"


class SendingCase(MailingCase):
    def compose_email(self, **values):
        values = {"subject": "For {{ object.name }}", "body_html": BODY, **values}
        return self.compose(**values)

    def send(self, mailing):
        """Press Send, and let the scheduled actions do their work."""
        mailing.action_launch()
        self.work()

    def work(self):
        self.run_crons(QUEUE, "mail.ir_cron_mail_scheduler_action")

    def statuses(self, mailing):
        partners = self.env["res.partner"]
        return {
            partners.browse(trace.res_id).name: trace.failure_type or trace.trace_status
            for trace in mailing.mailing_trace_ids
        }


class TestMockedEmail(SendingCase, MassMailCommon):
    def test_each_member_gets_an_own_e_mail_and_nobody_else(self):
        self.join("Bob")
        mailing = self.compose_email()
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.send(mailing)
        self.assertEqual(
            sorted((mail["email_to"][0], mail["subject"]) for mail in self._mails),
            [
                ('"Ann" <ann@example.com>', "For Ann"),
                ('"Bob" <bob@example.com>', "For Bob"),
            ],
        )
        self.assertMailingStatistics(mailing, expected=2, delivered=2, sent=2)

    def test_ready_message_speaks_for_the_company_it_is_sent_for(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        far = create_category(self.env, "Far", company_id=other.id)
        self.join("Theirs", far, company_id=other.id)
        mailing = self.compose(far, email_from="far@example.com")
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.send(mailing)
        (mail,) = self._mails
        self.assertIn("as a customer of", mail["body"])
        self.assertIn("Elsewhere", mail["body"])
        self.assertNotIn(self.env.company.name, mail["body"])

    def test_blacklist_and_optout_are_respected_and_told(self):
        self.join("Blocked")
        self.env["mail.blacklist"]._add("blocked@example.com")
        self.join("Refusing")._opt_out_of_customer_categories(self.vip, ["email"])
        self.join("Nothing", email=False)
        mailing = self.compose_email()
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.send(mailing)
        self.assertEqual(
            self.statuses(mailing),
            {
                "Ann": "sent",
                "Blocked": "mail_bl",
                "Refusing": "mail_optout",
                "Nothing": "mail_email_missing",
            },
        )
        self.assertEqual(len(self._mails), 1)

    def test_second_attempt_and_duplicate_reach_members_alone(self):
        bob = self.join("Bob")
        mailing = self.compose_email()
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.send(mailing)
            bob._remove_customer_categories(self.vip, "manual")
            mailing.action_retry_failed()
            self.work()
            self.assertEqual(len(self._mails), 2)
            copy = mailing.copy()
            self.send(copy)
        self.assertEqual(self.statuses(copy), {"Ann": "sent"})


class TestMockedSms(SendingCase, MassSMSCommon):
    def send_sms(self, mailing, **options):
        with self.mockSMSGateway(**options):
            mailing.action_launch()
            self.run_crons(QUEUE, "sms.ir_cron_sms_scheduler_action")

    def test_members_get_an_sms_with_a_way_out(self):
        self.join("Bob", phone="+32470000003")
        mailing = self.compose(channel="sms", body_plaintext="Hi {{ object.name }}!")
        self.send_sms(mailing)
        bodies = {sms["number"]: sms["body"] for sms in self._sms}
        self.assertEqual(set(bodies), {"+32470000001", "+32470000003"})
        self.assertIn("Hi Ann!", bodies["+32470000001"])
        self.assertRegex(bodies["+32470000001"], rf"STOP SMS: .*/sms/{mailing.id}/")
        self.assertEqual(set(self.statuses(mailing).values()), {"pending"})

    def test_blacklist_optout_and_missing_numbers_are_respected_and_told(self):
        self.join("Blocked", phone="+32470000004")
        self.env["phone.blacklist"]._add(["+32470000004"])
        refusing = self.join("Refusing", phone="+32470000005")
        refusing._opt_out_of_customer_categories(self.vip, ["sms"])
        self.join("Nothing")
        mailing = self.compose(channel="sms", body_plaintext="Hi")
        self.send_sms(mailing)
        self.assertEqual(
            self.statuses(mailing),
            {
                "Ann": "pending",
                "Blocked": "sms_blacklist",
                "Refusing": "sms_optout",
                "Nothing": "sms_number_missing",
            },
        )

    def test_what_failed_is_sent_again_to_who_is_still_a_member(self):
        bob = self.join("Bob", phone="+32470000003")
        mailing = self.compose(channel="sms", body_plaintext="Hi")
        self.send_sms(mailing, sim_error="credit")
        self.assertEqual(set(self.statuses(mailing).values()), {"sms_credit"})
        bob._remove_customer_categories(self.vip, "manual")
        mailing.action_retry_failed()
        self.send_sms(mailing)
        self.assertEqual(self.statuses(mailing), {"Ann": "pending"})


class TestRealMailServer(SendingCase, HttpCase):
    def test_messages_arrive_with_their_content_and_a_way_out(self):
        self.join("Bob")
        mailing = self.compose_email()
        with mail_server(self.env) as catcher:
            self.send(mailing)
        arrived = {message["To"]: message for message in catcher.messages}
        self.assertEqual(len(catcher.messages), 2)
        message = arrived["Ann <ann@example.com>"]
        self.assertEqual(message["Subject"], "For Ann")
        html = message.get_body(("html",)).get_content()
        self.assertIn("Dear Ann", html)
        self.assertNotIn("/unsubscribe_from_list", html)
        self.assertIn(f"/mailing/{mailing.id}/confirm_unsubscribe?", html)
        self.assertEqual(message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        self.assertEqual((mailing.sent, mailing.delivered), (2, 2))

    def test_what_is_opened_and_clicked_is_counted(self):
        self.join("Bob")
        mailing = self.compose_email()
        with mail_server(self.env) as catcher:
            self.send(mailing)
        html = catcher.messages[0].get_body(("html",)).get_content()
        links = re.findall(r"""(?:href|src)=["']https?://[^/]+(/[^"']+)""", html)
        for link in links:
            if link.startswith(("/r/", "/mail/track/")):
                self.url_open(link, allow_redirects=False)
        self.env.invalidate_all()
        self.assertEqual((mailing.sent, mailing.opened, mailing.clicked), (2, 1, 1))

    def test_one_click_of_the_mail_program_ends_all_messages(self):
        mailing = self.compose_email()
        with mail_server(self.env) as catcher:
            self.send(mailing)
            link = urlsplit(catcher.messages[0]["List-Unsubscribe"].strip("<>"))
            answer = self.url_open(f"{link.path}?{link.query}", data={"x": "y"})
            self.assertEqual(answer.status_code, 200)
            again = mailing.copy()
            self.assertEqual(again.category_blocked_count, 1)
            self.send(again)
        self.assertEqual(len(catcher.messages), 1)
        self.assertEqual(self.statuses(again), {"Ann": "mail_bl"})

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_address_that_is_refused_is_told_and_can_be_tried_again(self):
        self.join("Bob")
        mailing = self.compose_email()
        with mail_server(self.env, refused=["bob@example.com"]) as catcher:
            self.send(mailing)
            self.assertEqual(self.statuses(mailing), {"Ann": "sent", "Bob": "unknown"})
            catcher.refused.clear()
            mailing.action_retry_failed()
            self.work()
        self.assertEqual(self.statuses(mailing), {"Ann": "sent", "Bob": "sent"})
        self.assertEqual(len(catcher.messages), 2)


class TestBatches(SendingCase, MassSMSCommon):
    """Many members are written to in batches, which know of each other."""

    def test_address_of_another_batch_gets_no_second_e_mail(self):
        self.env["ir.config_parameter"].set_param("mail.batch_size", "1")
        self.join("Bob", email="ann@example.com")
        refusing = self.join("Refusing")
        refusing._opt_out_of_customer_categories(self.vip, ["email"])
        mailing = self.compose_email()
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.send(mailing)
        self.assertEqual(
            self.statuses(mailing),
            {"Ann": "sent", "Bob": "mail_dup", "Refusing": "mail_optout"},
        )

    def test_address_reached_before_gets_no_second_e_mail_later(self):
        mailing = self.compose_email()
        with self.mock_mail_gateway(mail_unlink_sent=False):
            mailing._action_send_mail(res_ids=self.customer.ids)
            bob = self.join("Bob", email="ann@example.com")
            mailing._action_send_mail(res_ids=bob.ids)
        self.assertEqual(self.statuses(mailing)["Bob"], "mail_dup")

    def test_number_of_another_batch_gets_no_second_sms(self):
        self.join("Bob", phone=self.customer.phone)
        self.join("Eve", phone="+32470000003")
        mailing = self.compose(channel="sms", body_plaintext="Hi")
        with patch.object(mailing_mailing, "SMS_BATCH", 1):
            mailing.action_send_sms()
        self.assertEqual(
            self.statuses(mailing),
            {"Ann": "outgoing", "Bob": "sms_duplicate", "Eve": "outgoing"},
        )
