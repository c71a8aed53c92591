"""Consent: categories that write only to who agreed, and by which channel."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.mass_mailing_sms.tests.common import MassSMSCommon

from ..engines.optouts import refusing_sql
from .common import create_category, create_customer
from .mailing_case import MailingCase
from .test_mailing_sending import SendingCase
from .test_signup_links import LinkCase


class TestConsent(MailingCase):
    def setUp(self):
        super().setUp()
        self.vip.needs_consent = True
        self.bob = self.join("Bob", phone="+32470000003")

    def agree(self, customer, channels=("email",), source="manual"):
        customer._opt_in_to_customer_categories(self.vip, channels, source)

    def refusing(self, categories, channel="email"):
        self.env.flush_all()
        rows = self.env.execute_query(refusing_sql(categories.ids, channel))
        return {row[0] for row in rows}

    def test_silence_is_a_no(self):
        self.agree(self.bob)
        members = self.customer + self.bob
        self.assertEqual(self.refusing(self.vip), {self.customer.id})
        self.assertEqual(self.refusing(self.vip, "sms"), set(members.ids))

    def test_preview_tells_who_did_not_agree_and_who_refused(self):
        self.agree(self.bob)
        eve = self.join("Eve")
        eve._opt_out_of_customer_categories(self.vip, ["email"])
        mailing = self.compose()
        self.assertEqual(mailing.category_unagreed_count, 1)
        self.assertEqual(mailing.category_optout_count, 1)
        self.assertEqual(mailing.category_recipient_count, 1)

    def test_other_category_without_the_rule_still_reaches_the_member(self):
        trade = create_category(self.env, "Trade")
        self.customer._add_customer_categories(trade, "manual")
        self.assertEqual(self.refusing(self.vip + trade), {self.bob.id})

    def test_agreement_is_kept_with_date_person_and_source(self):
        self.agree(self.customer, source="portal")
        choice = self.customer.customer_category_choice_ids
        self.assertEqual(
            (choice.choice, choice.source, choice.channel, choice.create_uid),
            ("yes", "portal", "email", self.env.user),
        )
        self.assertTrue(choice.create_date)
        self.assertFalse(self.customer.customer_category_optout_ids)
        self.assertEqual(choice.display_name, "Ann: E-mail of “VIP”")

    def test_last_word_counts(self):
        self.agree(self.customer)
        self.customer._opt_out_of_customer_categories(self.vip, ["email"], "link")
        choice = self.customer.customer_category_choice_ids
        self.assertEqual((choice.choice, choice.source), ("no", "link"))
        self.assertIn(self.customer.id, self.refusing(self.vip))
        self.agree(self.customer)
        self.assertNotIn(self.customer.id, self.refusing(self.vip))

    def test_saying_the_same_again_keeps_the_first_date(self):
        self.agree(self.customer, source="signup")
        self.agree(self.customer, source="portal")
        self.assertEqual(self.customer.customer_category_choice_ids.source, "signup")

    def test_no_agreement_is_kept_where_none_is_needed(self):
        self.vip.needs_consent = False
        self.agree(self.customer)
        self.assertFalse(self.customer.customer_category_choice_ids)

    def test_merged_contact_keeps_the_no(self):
        self.agree(self.customer)
        self.bob._opt_out_of_customer_categories(self.vip, ["email"])
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer + self.bob).ids, self.customer)
        choices = self.customer.customer_category_choice_ids
        self.assertEqual(choices.mapped("choice"), ["no"])

    def test_user_without_the_right_notes_no_agreement(self):
        user = new_test_user(self.env, "clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self.agree(self.customer.with_user(user))

    def test_page_of_the_customer_shows_and_keeps_it(self):
        company = self.env.company
        (reward,) = self.customer._rewards_page(company)["held"]
        self.assertEqual(reward["messages"], {"email": False, "sms": False})
        self.customer._choose_messages(company, {(self.vip.id, "sms")})
        (reward,) = self.customer._rewards_page(company)["held"]
        self.assertEqual(reward["messages"], {"email": False, "sms": True})
        told = {
            (c.channel, c.choice, c.source)
            for c in self.customer.customer_category_choice_ids
        }
        self.assertEqual(told, {("email", "no", "portal"), ("sms", "yes", "portal")})


class TestConsentSending(SendingCase, MassSMSCommon):
    def test_only_who_agreed_gets_an_e_mail_or_sms(self):
        self.vip.needs_consent = True
        bob = self.join("Bob", phone="+32470000003")
        bob._opt_in_to_customer_categories(self.vip)
        mailing = self.compose_email()
        sms = self.compose(channel="sms", body_plaintext="Hi")
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.send(mailing)
        sms.action_send_sms()
        self.assertEqual(self.statuses(mailing), {"Ann": "mail_optout", "Bob": "sent"})
        self.assertEqual(self.statuses(sms), {"Ann": "sms_optout", "Bob": "outgoing"})


class TestNoteChannel(MailingCase):
    def setUp(self):
        super().setUp()
        self.env.company.email = "shop@example.com"
        self.club = create_category(self.env, "Club", note_on_join=True)
        self.silent = create_customer(self.env, "Sam", phone="+32470000009")
        self.members = self.customer + self.silent

    def told(self):
        self.members._add_customer_categories(self.club, "manual")
        mailings = self.env["customer.category"]._cron_send_notes()
        return sorted(
            (customer.name, mailing.mailing_type)
            for mailing in mailings
            for customer in self.recipients(mailing)
        )

    def test_each_is_told_once_by_what_reaches_them(self):
        self.club.note_channel = "either"
        self.assertEqual(self.told(), [("Ann", "mail"), ("Sam", "sms")])
        self.assertEqual(self.told(), [])
        notes = self.env["customer.category.note"].search([])
        self.assertEqual(set(notes.mapped("channel")), {"email", "sms"})

    def test_sms_says_it_short_with_a_way_out(self):
        self.club.note_channel = "sms"
        self.assertEqual(self.told(), [("Ann", "sms"), ("Sam", "sms")])
        mailing = self.env["mailing.mailing"].search([])
        self.assertIn("{{ object.name }}", mailing.body_plaintext)
        self.assertTrue(mailing.sms_allow_unsubscribe)

    def test_sms_needs_no_address_of_the_company(self):
        self.club.write({"note_channel": "sms", "user_id": False})
        self.env.company.email = False
        self.assertEqual(len(self.told()), 2)

    def test_who_refused_that_channel_is_not_told_by_another(self):
        self.club.note_channel = "either"
        self.customer._opt_out_of_customer_categories(self.club, ["email"])
        self.assertEqual(self.told(), [("Sam", "sms")])

    def test_who_did_not_agree_is_not_told(self):
        self.club.needs_consent = True
        self.customer._opt_in_to_customer_categories(self.club, ["email"])
        self.assertEqual(self.told(), [("Ann", "mail")])

    def test_nobody_is_told_of_a_confidential_category(self):
        self.club.confidential = True
        self.assertEqual(self.told(), [])

    def test_note_names_the_category_of_which_it_tells(self):
        self.vip.sequence = 1
        self.told()
        mailing = self.env["mailing.mailing"].search([])
        ((sent, _chosen),) = mailing._choose_customer_category_recipients(None)
        html = sent._render_field("body_html", self.customer.ids)[self.customer.id]
        self.assertIn("you are in now: Club.", html)


class TestFarewell(MailingCase):
    """Who has left is told so; nobody else is, whatever becomes of the message."""

    def setUp(self):
        super().setUp()
        self.env.company.email = "shop@example.com"
        self.vip.note_on_leave = True
        self.bob = self.join("Bob")
        self.expire(self.customer, self.vip)
        self.mailing = self.env["customer.category"]._cron_send_notes()

    def test_it_is_for_who_left_and_in_the_history_of_the_category(self):
        self.assertEqual(self.recipients(self.mailing), self.customer)
        self.assertEqual(self.mailing.category_recipient_count, 1)
        action = self.vip.action_view_mailings()
        self.assertEqual(
            self.env["mailing.mailing"].search(action["domain"]), self.mailing
        )

    def test_edits_never_widen_it(self):
        for vals in (
            {"mailing_type": "sms"},
            {"mailing_type": "mail"},
            {"mailing_domain": "[]"},
        ):
            with self.subTest(vals):
                self.mailing.write(vals)
                self.assertEqual(self.recipients(self.mailing), self.customer)

    def test_copy_is_for_members_alone(self):
        copy = self.mailing.copy({"mailing_domain": "[]"})
        self.assertEqual(self.recipients(copy), self.bob)

    def test_who_refused_meanwhile_is_left_out(self):
        self.customer._opt_out_of_customer_categories(self.vip, ["email"])
        self.assertEqual(self.mailing.category_recipient_count, 0)
        self.assertEqual(
            self.env["res.partner"]._mailing_get_opt_out_list(self.mailing),
            {"ann@example.com"},
        )


class TestConsentAtSignup(LinkCase):
    def setUp(self):
        super().setUp()
        (self.club + self.vip).needs_consent = True

    def agreed(self, customer):
        return {
            (c.category_id.name, c.channel, c.choice, c.source)
            for c in customer.customer_category_choice_ids
        }

    def test_form_asks_where_it_matters_alone(self):
        self.authenticate(None, None)
        self.assertIn("customer_category_agrees", self.url_open("/web/signup").text)
        self.club.needs_consent = False
        self.assertNotIn("customer_category_agrees", self.url_open("/web/signup").text)

    def test_agreement_is_for_what_was_joined_alone(self):
        self.sign_up(self.club, "agrees")
        user = self.env["res.users"].search([("login", "=", "nora@example.com")])
        self.assertEqual(
            self.agreed(user.partner_id),
            {
                ("Book Club", "email", "yes", "signup"),
                ("Book Club", "sms", "yes", "signup"),
            },
        )

    def test_agreement_is_also_for_what_every_account_gets(self):
        (self.club + self.vip).needs_consent = False
        self.everybody.needs_consent = True
        secret = create_category(
            self.env,
            "Watched",
            signup_mode="automatic",
            confidential=True,
            needs_consent=True,
        )
        self.authenticate(None, None)
        self.assertIn("customer_category_agrees", self.url_open("/web/signup").text)
        joined = self.sign_up("agrees")
        self.assertEqual(joined, self.everybody + secret)
        user = self.env["res.users"].search([("login", "=", "nora@example.com")])
        self.assertEqual(
            self.agreed(user.partner_id),
            {
                ("Newcomers", "email", "yes", "signup"),
                ("Newcomers", "sms", "yes", "signup"),
            },
        )

    def test_form_does_not_ask_for_what_nobody_may_know_of(self):
        (self.club + self.vip).needs_consent = False
        self.everybody.write({"confidential": True, "needs_consent": True})
        self.authenticate(None, None)
        self.assertNotIn("customer_category_agrees", self.url_open("/web/signup").text)

    def test_joining_without_it_agrees_to_nothing(self):
        self.sign_up(self.club)
        user = self.env["res.users"].search([("login", "=", "nora@example.com")])
        self.assertFalse(self.agreed(user.partner_id))

    def test_link_asks_as_well(self):
        self.assertIn("customer_category_agrees", self.visit(self.token, "ann").text)
        self.join(self.token, customer_category_agrees="on")
        self.assertEqual(
            {choice[1:] for choice in self.agreed(self.customer)},
            {("email", "yes", "signup"), ("sms", "yes", "signup")},
        )
