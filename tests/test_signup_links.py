"""Signup links and QR codes: they can be joined by, ended and revoked; never forged."""

import base64
from datetime import date, timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.http import Request
from odoo.tests import new_test_user

from .common import (
    PASSWORD,
    create_account,
    create_category,
    create_customer,
    create_rewards_group,
)
from .test_signup import SignupCase


class LinkCase(SignupCase):
    def setUp(self):
        super().setUp()
        self.vip.action_create_signup_link()
        create_account(self.customer)

    @property
    def token(self):
        return self.vip._signup_token()

    def visit(self, token, login=None):
        self.authenticate(login, login and PASSWORD)
        return self.url_open(f"/rewards/join/{token}")

    def join(self, token, **values):
        """Press Join now as Ann, and return her categories."""
        self.authenticate("ann", PASSWORD)
        data = {"csrf_token": Request.csrf_token(self), **values}
        self.url_open(f"/rewards/join/{token}", data=data)
        self.env.invalidate_all()
        return self.customer.customer_category_ids


class TestSignupLinks(LinkCase):
    def test_link_and_picture(self):
        self.assertTrue(self.vip.signup_url.endswith(f"/rewards/join/{self.token}"))
        png = base64.b64decode(self.vip.signup_qr_code)
        self.assertTrue(png.startswith(b"\x89PNG"))
        self.assertFalse(self.club.signup_url or self.club.signup_qr_code)

    def test_visitor_reads_what_it_is_and_signs_up_by_it(self):
        page = self.visit(self.token)
        self.assertIn("VIP", page.text)
        self.assertIn(f"customer_category_token={self.token}", page.text)
        joined = self.sign_up(customer_category_token=self.token)
        self.assertEqual(joined, self.vip + self.everybody)

    def test_shop_without_signup_offers_to_log_in(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("auth_signup.invitation_scope", "b2b")
        page = self.visit(self.token).text
        self.assertNotIn("Create an account", page)
        self.assertIn("Log in and join", page)

    def test_opening_the_link_joins_nothing(self):
        self.assertIn("Join now", self.visit(self.token, "ann").text)
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_ids)

    def test_customer_joins(self):
        self.assertEqual(self.join(self.token), self.vip)
        self.assertIn("You are a member.", self.visit(self.token, "ann").text)

    def test_joining_often_is_joining_once(self):
        for _time in range(5):
            self.join(self.token)
        stays = self.customer.customer_category_membership_ids
        self.assertEqual(len(stays), 1)

    def test_last_day(self):
        self.vip.signup_until = date.today() + timedelta(days=1)
        self.assertEqual(self.visit(self.token).status_code, 200)
        self.vip.signup_until = date.today() - timedelta(days=2)
        self.assertEqual(self.visit(self.token).status_code, 404)
        self.assertFalse(self.join(self.token))

    def test_later_last_day_keeps_the_printed_code(self):
        before = self.token
        self.vip.signup_until = date.today() + timedelta(days=9)
        self.assertEqual(self.token, before)


class TestForgedLinks(LinkCase):
    def refused(self, token):
        """Check that a token is good for nothing, and tells nothing."""
        page = self.visit(token)
        self.assertEqual(page.status_code, 404)
        for name in ("VIP", "Secret", "Silver", "Theirs"):
            self.assertNotIn(name, page.text)
        self.assertFalse(self.join(token))

    def test_revoked_and_replaced(self):
        old = self.token
        self.vip.action_create_signup_link()
        self.refused(old)
        new = self.token
        self.vip.action_revoke_signup_link()
        self.refused(new)
        with self.subTest("at signup"):
            joined = self.sign_up(customer_category_token=new)
            self.assertEqual(joined, self.everybody)

    def test_forged(self):
        number, signature = self.token.split("-")
        for forged in (
            f"{self.club.id}-{signature}",
            f"{number}-{'0' * 64}",
            f"{number}-",
            number,
            f"{number}-{signature}0",
            f"{number}-{signature[:-1]}",
            f"0{number}-{signature}",
            f"-{number}-{signature}",
            f"{'9' * 30}-{signature}",
            "x" * 500,
            "٣-x",
            f"{number}-{signature[:-1]}é",
            f"{number}-🎁",
            "%00",
        ):
            with self.subTest(forged):
                self.refused(forged)

    def test_token_of_another_category_says_which(self):
        self.club.action_create_signup_link()
        self.assertEqual(self.join(self.club._signup_token()), self.club)

    def test_archived_category(self):
        token = self.token
        self.vip.active = False
        self.refused(token)

    def test_category_of_another_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        theirs.action_create_signup_link()
        self.refused(theirs._signup_token())

    def test_what_follows_rules_or_is_confidential_has_no_link(self):
        silver = create_rewards_group(self.env)
        secret = create_category(self.env, "Secret", confidential=True)
        for category in (silver, secret):
            with self.assertRaises(ValidationError):
                category.action_create_signup_link()
        with self.assertRaises(ValidationError):
            self.vip.confidential = True

    def test_owner_reads_for_whom_a_link_of_another_company_works(self):
        self.assertFalse(self.vip.signup_hint)
        self.vip.company_id = self.env.ref("base.public_user").company_id
        self.assertFalse(self.vip.signup_hint)
        self.vip.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        self.assertIn("an account of Elsewhere alone", self.vip.signup_hint)

    def test_customer_of_the_other_company_joins(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.vip.company_id = other
        account = self.customer.user_ids
        account.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        self.assertEqual(self.join(self.token), self.vip)

    def test_copy_has_no_link(self):
        self.assertFalse(self.vip.copy().signup_key)

    def test_nobody_joins_for_somebody_else(self):
        eve = create_customer(self.env, "Eve")
        self.join(self.token, partner_id=eve.id, uid=self.env.uid)
        self.assertFalse(eve.customer_category_ids)

    def test_form_of_another_site_joins_nothing(self):
        self.authenticate("ann", PASSWORD)
        response = self.url_open(f"/rewards/join/{self.token}", data={"x": "1"})
        self.assertEqual(response.status_code, 400)
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_ids)

    def test_only_administrators_see_and_make_links(self):
        clerk = new_test_user(
            self.env, "clerk", "base.group_user,base.group_partner_manager"
        )
        vip = self.vip.with_user(clerk)
        for act in (
            lambda: vip.signup_url,
            lambda: vip.signup_key,
            vip.action_create_signup_link,
            vip.action_revoke_signup_link,
        ):
            with self.assertRaises(AccessError):
                act()
