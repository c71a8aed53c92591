"""The link in a message: stop messages like it, or all, and nobody else's."""

import re
from urllib.parse import parse_qs, urlsplit

from odoo.http import Request
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .common import create_category, create_customer, create_rewards_group
from .mailing_case import MailingCase

POST = "/mailing/confirm_unsubscribe"


class UnsubscribeCase(MailingCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.mailing = self.compose()

    def link(self, mailing=None, customer=None):
        """Return what the link in a customer's message says, by name."""
        mailing, customer = mailing or self.mailing, customer or self.customer
        url = mailing._get_unsubscribe_url(customer.email, customer.id)
        values = parse_qs(urlsplit(url).query)
        return {
            "mailing_id": str(mailing.id),
            **{name: value for name, (value,) in values.items()},
        }

    def open(self, **values):
        """Open the page behind a link."""
        link = {**self.link(), **values}
        mailing_id = link.pop("mailing_id")
        query = "&".join(f"{name}={value}" for name, value in link.items())
        return self.url_open(f"/mailing/{mailing_id}/confirm_unsubscribe?{query}")

    def choose(self, choice="stop", **values):
        """Send the form on that page, with some values in place of others."""
        self.authenticate(None, None)
        data = {
            "csrf_token": Request.csrf_token(self),
            "customer_category_choice": choice,
            **self.link(),
            **values,
        }
        data = {name: value for name, value in data.items() if value is not None}
        response = self.url_open(POST, data=data)
        self.env.invalidate_all()
        return response

    def unwanted(self, customer=None):
        optouts = (customer or self.customer).customer_category_optout_ids
        return {(o.category_id.name, o.channel) for o in optouts}

    def blocked(self):
        return self.env["mail.blacklist"].search([]).mapped("email")


class TestUnsubscribe(UnsubscribeCase):
    def test_page_lets_choose(self):
        page = self.open().text
        self.assertIn("Only messages to members of “VIP”", page)
        self.assertIn("All messages", page)

    def test_messages_of_the_category_alone_are_stopped(self):
        trade = create_category(self.env, "Trade")
        self.customer._add_customer_categories(trade, "manual")
        response = self.choose()
        self.assertIn("no more messages like this one", response.text)
        self.assertEqual(self.unwanted(), {("VIP", "email")})
        self.assertFalse(self.blocked())
        again = self.compose()
        self.assertEqual(again.category_optout_count, 1)
        self.assertEqual(self.compose(trade).category_recipient_count, 1)

    def test_they_can_be_had_again(self):
        self.choose()
        response = self.choose("again")
        self.assertIn("You get these messages again.", response.text)
        self.assertFalse(self.unwanted())

    def test_all_messages_can_be_stopped(self):
        self.choose("all")
        self.assertEqual(self.blocked(), ["ann@example.com"])
        self.assertFalse(self.unwanted())

    def test_mailing_to_everybody_asks_what_odoo_asks(self):
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "News",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
            }
        )
        page = self.open(**self.link(mailing)).text
        self.assertIn("Are you sure you want to unsubscribe", page)
        self.assertNotIn("customer_category_choice", page)

    def test_what_a_shop_thinks_of_its_customers_is_not_named(self):
        lazy = create_category(
            self.env,
            "Lazy",
            assignment="smart",
            criterion_ids=[(0, 0, {"metric": "visits", "value": 1})],
        )
        secret = create_category(self.env, "Bad payers", confidential=True)
        silver = create_rewards_group(self.env)
        for categories in (lazy, secret, silver + lazy):
            with self.subTest(categories.mapped("name")):
                page = self.open(**self.link(self.compose(categories))).text
                self.assertIn("Only messages like this one", page)
                for category in lazy + secret:
                    self.assertNotIn(category.name, page)


class TestTampering(UnsubscribeCase):
    def setUp(self):
        super().setUp()
        self.eve = create_customer(self.env, "Eve", email="eve@example.com")
        self.eve._add_customer_categories(self.vip, "manual")
        self.secret = create_category(self.env, "Bad payers", confidential=True)

    def check_nothing_changed(self):
        for customer in (self.customer + self.eve).exists():
            self.assertFalse(self.unwanted(customer))
        self.assertFalse(self.blocked())

    @mute_logger("odoo.http")
    def test_link_is_for_its_own_customer_mailing_and_address(self):
        other = self.compose(self.secret)
        for values in (
            {"document_id": str(self.eve.id)},
            {"email": "eve@example.com"},
            {"document_id": str(self.eve.id), "email": "eve@example.com"},
            {"mailing_id": str(other.id)},
            {"mailing_id": "999999999"},
            {"hash_token": "0" * 64},
            {"hash_token": "é"},
        ):
            with self.subTest(values):
                self.assertIn(self.choose(**values).status_code, (400, 401))
                self.check_nothing_changed()

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_nonsense_is_refused(self):
        for values in (
            {"mailing_id": "x"},
            {"mailing_id": "-1"},
            {"mailing_id": "9" * 40},
            {"document_id": "1 OR 1=1"},
            {"document_id": None},
            {"email": None},
            {"document_id": "٣"},
        ):
            with self.subTest(values):
                self.assertIn(self.choose(**values).status_code, (400, 401))
                self.check_nothing_changed()

    @mute_logger("odoo.http")
    def test_without_a_token_nobody_is_believed(self):
        self.assertEqual(self.choose(hash_token=None).status_code, 400)
        self.check_nothing_changed()
        self.authenticate("admin", "admin")
        page = self.url_open(
            f"/mailing/{self.mailing.id}/confirm_unsubscribe?document_id={self.eve.id}"
        )
        self.assertNotIn("customer_category_choice", page.text)

    def test_other_categories_than_the_mailings_cannot_be_named(self):
        self.choose(category_id=str(self.secret.id), categories=str(self.secret.id))
        self.assertEqual(self.unwanted(), {("VIP", "email")})

    @mute_logger("odoo.http")
    def test_form_of_another_site_stops_nothing(self):
        self.authenticate(None, None)
        data = {"customer_category_choice": "stop", **self.link()}
        response = self.url_open(POST, data={**data, "csrf_token": "forged"})
        self.assertEqual(response.status_code, 400)
        self.check_nothing_changed()

    def test_deleted_categories_stop_nothing_else(self):
        link = self.link()
        self.vip.unlink()
        self.assertEqual(self.choose(**link).status_code, 200)
        self.assertFalse(self.blocked())

    def test_link_of_a_customer_who_is_gone_is_no_error(self):
        link = self.link(customer=self.eve)
        self.eve.unlink()
        response = self.choose(**link)
        self.assertEqual(response.status_code, 200)
        self.assertIn("nothing was changed", response.text)
        self.check_nothing_changed()


class UnsubscribeSmsCase(UnsubscribeCase):
    def setUp(self):
        super().setUp()
        self.eve = self.join("Eve", phone="+32470000003")
        self.mailing = self.compose(channel="sms", body_plaintext="Hi")
        self.mailing.action_send_sms()
        self.codes = {
            trace.res_id: trace.sms_code for trace in self.mailing.mailing_trace_ids
        }

    def choose_sms(self, number, choice="stop", code=None):
        self.authenticate(None, None)
        code = code or self.codes[self.customer.id]
        data = {
            "csrf_token": Request.csrf_token(self),
            "customer_category_choice": choice,
            "sms_number": number,
        }
        response = self.url_open(f"/sms/{self.mailing.id}/{code}", data=data)
        self.env.invalidate_all()
        return response

    def blocked_numbers(self):
        return self.env["phone.blacklist"].search([]).mapped("number")


class TestUnsubscribeSms(UnsubscribeSmsCase):
    def test_page_lets_choose(self):
        code = self.codes[self.customer.id]
        page = self.url_open(f"/sms/{self.mailing.id}/{code}").text
        self.assertIn("Only messages to members of “VIP”", page)
        self.assertRegex(page, re.compile("phone number", re.I))

    def test_sms_of_the_category_alone_are_stopped(self):
        response = self.choose_sms(self.customer.phone)
        self.assertIn("no more messages like this one", response.text)
        self.assertEqual(self.unwanted(), {("VIP", "sms")})
        self.assertFalse(self.blocked_numbers())

    def test_all_sms_can_be_stopped(self):
        self.choose_sms(self.customer.phone, "all")
        self.assertEqual(self.blocked_numbers(), ["+32470000001"])
        self.assertFalse(self.unwanted())

    def test_number_of_another_member_stops_nothing(self):
        for number in (self.eve.phone, "+32479999999", "nonsense", ""):
            with self.subTest(number):
                self.choose_sms(number)
                self.assertFalse(self.unwanted(self.eve) | self.unwanted())
                self.assertFalse(self.blocked_numbers())

    def test_code_that_is_shared_by_chance_stops_one_alone(self):
        self.mailing.mailing_trace_ids.sms_code = "abc"
        self.env.flush_all()
        self.choose_sms(self.eve.phone, code="abc")
        self.assertEqual(self.unwanted(self.eve), {("VIP", "sms")})
        self.assertFalse(self.unwanted())
