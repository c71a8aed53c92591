"""Whatever is sent to the customers' pages: nothing leaks, nothing is granted."""

import base64

from odoo.http import Request
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import PASSWORD, create_category
from .test_rewards_page import RewardsPageCase
from .test_signup import SignupCase

ODD = [
    "",
    "0",
    "-1",
    "1e3",
    "٣",
    "é",
    "🎁",
    "%00",
    "9" * 5000,
    "x" * 5000,
    "../..",
    "'--",
]


class TestPortalTampering(RewardsPageCase):
    def setUp(self):
        super().setUp()
        self.club = create_category(self.env, "Book Club", signup_mode="choice")
        self.club.action_create_signup_link()
        self.link = f"/rewards/join/{self.club._signup_token()}"

    def assert_joined_nothing(self):
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_ids)

    @mute_logger("odoo.http")
    def test_programs_that_open_links_join_nothing(self):
        form = "/my/rewards/join"
        for login in (None, "ann"):
            self.authenticate(login, login and PASSWORD)
            for method in ("GET", "HEAD", "OPTIONS"):
                for url in (self.link, f"{form}?category_id={self.club.id}"):
                    with self.subTest(login=login, method=method, url=url):
                        self.url_open(url, method=method)
                        self.assert_joined_nothing()

    @mute_logger("odoo.http")
    def test_form_of_who_is_not_logged_in_joins_nothing(self):
        self.authenticate(None, None)
        data = {"csrf_token": Request.csrf_token(self), "category_id": self.club.id}
        for url in (self.link, "/my/rewards/join", "/my/rewards/leave"):
            with self.subTest(url):
                response = self.url_open(url, data, allow_redirects=False)
                self.assertIn("/web/login", response.headers["Location"])
                self.assert_joined_nothing()

    def test_odd_values_are_no_error(self):
        self.authenticate("ann", PASSWORD)
        token = Request.csrf_token(self)
        for value in ODD:
            for url, data in (
                ("/my/rewards/join", {"category_id": value}),
                ("/my/rewards/leave", {"category_id": value}),
                ("/my/rewards/messages", {f"email_{value}": "on", value: value}),
            ):
                with self.subTest(url=url, value=value[:9]):
                    response = self.url_open(url, {"csrf_token": token, **data})
                    self.assertEqual(response.status_code, 200)
        self.assert_joined_nothing()

    def test_nobody_is_sent_to_another_site(self):
        self.authenticate("ann", PASSWORD)
        away = "https://example.com/"
        data = {
            "csrf_token": Request.csrf_token(self),
            "category_id": self.club.id,
            "redirect": away,
            "next": away,
            "url": away,
        }
        for url in ("/my/rewards/leave", "/my/rewards/messages", self.link):
            with self.subTest(url):
                response = self.url_open(url, data, allow_redirects=False)
                where = response.headers["Location"].removeprefix(self.base_url())
                self.assertTrue(where.startswith("/my/rewards"), where)

    def test_link_of_no_category_redirects_to_itself_alone(self):
        self.authenticate("ann", PASSWORD)
        data = {"csrf_token": Request.csrf_token(self)}
        for token in ("x", "%2F%2Fexample.com", "..%2f..%2fweb", "https:example.com"):
            with self.subTest(token):
                response = self.url_open(f"/rewards/join/{token}", data)
                self.assertTrue(response.url.startswith(self.base_url()))

    def test_account_form_gives_no_category(self):
        self.authenticate("ann", PASSWORD)
        commands = f"[[4, {self.club.id}]]"
        self.url_open(
            "/my/address/submit",
            {
                "csrf_token": Request.csrf_token(self),
                "partner_id": self.customer.id,
                "name": "Ann",
                "email": "ann@example.com",
                "customer_category_ids": commands,
                "customer_category_membership_ids": commands,
                "rewards_category_id": self.club.id,
            },
        )
        self.assert_joined_nothing()
        self.assertFalse(self.customer.rewards_category_id)

    @mute_logger("odoo.http")
    def test_qr_code_is_for_administrators_alone(self):
        new_test_user(self.env, "clerk", "base.group_user", password=PASSWORD)
        picture = base64.b64decode(self.club.signup_qr_code)
        url = f"/web/image/customer.category/{self.club.id}/signup_qr_code"
        for login in (None, "ann", "clerk"):
            with self.subTest(login):
                self.authenticate(login, login and PASSWORD)
                self.assertNotEqual(self.url_open(url).content, picture)

    def test_somebody_of_the_staff_reads_the_pages_as_a_customer(self):
        new_test_user(self.env, "clerk", "base.group_user", password=PASSWORD)
        secret = create_category(self.env, "Bad payers", confidential=True)
        clerk = self.env["res.users"].search([("login", "=", "clerk")])
        self.join(secret, clerk.partner_id)
        for url in ("/my/rewards", self.link):
            self.assertNotIn("Bad payers", self.read_page(url, "clerk"))

    def test_account_without_its_company_s_category(self):
        """A category that became another company's is left alone, and not shown."""
        self.join(self.club)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(
            self.env, "Theirs", signup_mode="choice", company_id=other.id
        )
        self.join(theirs)
        self.authenticate("ann", PASSWORD)
        data = {"csrf_token": Request.csrf_token(self), "category_id": theirs.id}
        self.url_open("/my/rewards/leave", data)
        self.env.invalidate_all()
        self.assertIn(theirs, self.customer.customer_category_ids)
        self.assertNotIn("Theirs", self.read_page())


class TestSignupTokens(SignupCase):
    def test_odd_tokens_are_no_error(self):
        self.authenticate(None, None)
        for value in ODD:
            with self.subTest(value[:9]):
                data = {
                    "csrf_token": Request.csrf_token(self),
                    "customer_category_token": value,
                    f"customer_category_{value}": "on",
                    "password": "a",
                    "confirm_password": "b",
                }
                response = self.url_open("/web/signup", data)
                self.assertEqual(response.status_code, 200)
                self.assertNotIn("you join", response.text)

    def test_file_in_place_of_a_token_is_no_error(self):
        self.authenticate(None, None)
        response = self.url_open(
            "/web/signup",
            {
                "csrf_token": Request.csrf_token(self),
                "password": "a",
                "confirm_password": "b",
            },
            files={"customer_category_token": ("token.txt", "x")},
        )
        self.assertEqual(response.status_code, 200)
