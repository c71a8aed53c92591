"""What the page says after a choice is what was done, for whom the message was."""

from odoo.http import Request
from odoo.tools import mute_logger

from .common import create_category
from .test_unsubscribe import POST, UnsubscribeCase, UnsubscribeSmsCase

STOPPED, UNCHANGED = "no more messages like this one", "nothing was changed"
IS_TEST = "was a test"


class TestTestMessages(UnsubscribeSmsCase):
    """A test is not the customer's whose name stands in it for an example."""

    def test_sms_of_a_test_stops_nothing(self):
        self.env["mailing.trace"].create(
            {
                "is_test_trace": True,
                "mass_mailing_id": self.mailing.id,
                "model": "res.partner",
                "res_id": self.customer.id,
                "sms_code": "tst",
                "sms_number": "+32470000099",
                "trace_type": "sms",
            }
        )
        response = self.choose_sms("+32470000099", code="tst")
        self.assertIn(IS_TEST, response.text)
        self.assertFalse(self.unwanted())
        self.assertFalse(self.blocked_numbers())

    def test_e_mail_of_a_test_stops_nothing(self):
        mailing = self.compose()
        token = mailing._generate_mailing_recipient_token(
            self.customer.id, "tester@example.com"
        )
        values = {"email": "tester@example.com", "hash_token": token}
        response = self.choose(**{**self.link(mailing), **values})
        self.assertIn(IS_TEST, response.text)
        self.assertFalse(self.unwanted())

    def test_address_at_the_time_of_sending_is_still_the_customers(self):
        mailing = self.compose()
        link = self.link(mailing)
        self.env["mailing.trace"].create(
            {
                "mass_mailing_id": mailing.id,
                "model": "res.partner",
                "res_id": self.customer.id,
                "email": "ann@example.com",
            }
        )
        self.customer.email = "new@example.com"
        self.assertIn(STOPPED, self.choose(**link).text)
        self.assertEqual(self.unwanted(), {("VIP", "email")})


class TestWhoIsGone(UnsubscribeCase):
    def merge_away(self):
        """Merge Ann into a contact with the same address, and return that one."""
        kept = self.join("Anna", email="ann@example.com")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept + self.customer).ids, kept)
        self.assertFalse(self.customer.exists())
        self.customer = kept
        return kept

    def test_link_of_a_merged_contact_is_for_whom_it_became(self):
        link = self.link()
        kept = self.merge_away()
        self.assertIn(STOPPED, self.choose(**link).text)
        self.assertEqual(self.unwanted(kept), {("VIP", "email")})

    def test_where_nobody_has_the_address_nothing_is_promised(self):
        link = self.link()
        self.merge_away().email = "other@example.com"
        page = self.choose(**link).text
        self.assertIn(UNCHANGED, page)
        self.assertNotIn(STOPPED, page)
        self.assertIn("Stop all messages", page)
        self.choose("all", **link)
        self.assertEqual(self.blocked(), ["ann@example.com"])

    def test_customer_of_another_company_by_now_can_say_no(self):
        ours = create_category(self.env, "Ours", company_id=self.env.company.id)
        self.customer._add_customer_categories(ours, "manual")
        mailing = self.compose(ours)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.customer._remove_customer_categories(ours, "manual")
        self.customer.company_id = other
        response = self.choose(**self.link(mailing))
        self.assertIn(STOPPED, response.text)
        self.assertEqual(self.unwanted(), {("Ours", "email")})

    def test_mailing_that_is_for_others_by_now_still_stops(self):
        link = self.link()
        self.mailing.mailing_model_id = self.env["ir.model"]._get_id("mailing.contact")
        self.assertIn(STOPPED, self.choose(**link).text)
        self.assertEqual(self.unwanted(), {("VIP", "email")})

    def test_getting_them_again_ends_the_no_of_a_namesake(self):
        twin = self.join("Twin", email="ann@example.com")
        twin._opt_out_of_customer_categories(self.vip, ["email"])
        self.assertIn("You get these messages again", self.choose("again").text)
        self.assertFalse(self.unwanted(twin))


class TestPages(UnsubscribeSmsCase):
    def test_page_tells_its_language_and_title(self):
        mailing = self.compose()
        for page in (
            self.choose(**self.link(mailing)).text,
            self.choose_sms(self.customer.phone).text,
        ):
            self.assertIn('lang="en-US"', page)
            self.assertIn("<title>Your messages</title>", page)

    def test_sms_can_be_had_again(self):
        page = self.choose_sms(self.customer.phone).text
        self.assertIn("Get them again", page)
        page = self.choose_sms(self.customer.phone, "again").text
        self.assertIn("You get these messages again", page)
        self.assertFalse(self.unwanted())

    @mute_logger("odoo.http")
    def test_nothing_but_the_form_itself_stops_sms(self):
        self.authenticate(None, None)
        number = self.customer.phone.replace("+", "%2B")
        url = f"/sms/{self.mailing.id}/{self.codes[self.customer.id]}"
        query = f"?sms_number={number}&customer_category_choice=stop"
        for method in ("GET", "OPTIONS"):
            with self.subTest(method):
                response = self.url_open(url + query, method=method)
                self.assertEqual(response.status_code, 405)
                self.assertFalse(self.unwanted())

    @mute_logger("odoo.http")
    def test_nothing_but_the_form_itself_stops_e_mails(self):
        self.authenticate(None, None)
        data = {"customer_category_choice": "stop", **self.link(self.compose())}
        data["csrf_token"] = Request.csrf_token(self)
        response = self.url_open(POST, data=data, method="OPTIONS")
        self.assertEqual(response.status_code, 405)
        self.assertFalse(self.unwanted())
