"""Categories at signup: those that may be chosen, those for everybody, and no other."""

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import (
    PASSWORD,
    CategoryCase,
    create_account,
    create_category,
    create_customer,
    create_rewards_group,
)


@tagged("post_install", "-at_install")
class SignupCase(HttpCase, CategoryCase):
    """A shop on whose portal anybody can create an account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("auth_signup.invitation_scope", "b2c")
        cls.club = create_category(cls.env, "Book Club", signup_mode="choice")
        cls.everybody = create_category(cls.env, "Newcomers", signup_mode="automatic")
        cls.vip = create_category(cls.env, "VIP")

    def sign_up(self, *ticked, login="nora@example.com", **values):
        """Send the signup form as a visitor, and return the categories joined."""
        self.authenticate(None, None)
        data = {
            "csrf_token": Request.csrf_token(self),
            "name": "Nora",
            "login": login,
            "password": PASSWORD,
            "confirm_password": PASSWORD,
            **{
                f"customer_category_{c if isinstance(c, str) else c.id}": "on"
                for c in ticked
            },
            **values,
        }
        self.url_open("/web/signup", data=data)
        self.env.invalidate_all()
        user = self.env["res.users"].search([("login", "=", login)])
        self.assertTrue(user, "No account was created.")
        return user.partner_id.customer_category_ids


class TestSignup(SignupCase):
    def test_form_offers_what_may_be_chosen(self):
        self.authenticate(None, None)
        page = self.url_open("/web/signup").text
        self.assertIn("Book Club", page)
        for name in ("Newcomers", "VIP"):
            self.assertNotIn(name, page)

    def test_what_was_ticked_and_what_everybody_gets(self):
        joined = self.sign_up(self.club)
        self.assertEqual(joined, self.club + self.everybody)
        stays = self.env["customer.category.membership"].search(
            [("category_id", "in", joined.ids)]
        )
        self.assertEqual(set(stays.mapped("source")), {"signup"})

    def test_nothing_ticked(self):
        self.assertEqual(self.sign_up(), self.everybody)

    def test_invited_customer_chooses_as_well(self):
        self.customer.email = "ann@example.com"
        self.customer.signup_prepare()
        token = self.customer._generate_signup_token()
        joined = self.sign_up(self.club, login="ann@example.com", token=token)
        self.assertEqual(joined, self.club + self.everybody)
        self.assertIn(self.club, self.customer.customer_category_ids)

    def test_contact_joins_for_its_company(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        self.customer.parent_id = firm
        self.customer.signup_prepare()
        self.sign_up(self.club, token=self.customer._generate_signup_token())
        self.assertIn(self.club, firm.customer_category_ids)

    @mute_logger("odoo.addons.customer_category.models.res_users")
    def test_account_is_created_though_a_category_fails(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.customer.company_id = other
        self.club.company_id = self.env.company
        user = self.env["res.users"].search([("login", "=", "admin")])
        user._join_customer_categories(self.club.with_context(lang="en_US"))
        new_test_user(
            self.env,
            "x",
            partner_id=self.customer.id,
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )._join_customer_categories(self.club)
        self.assertFalse(self.customer.customer_category_ids)

    def test_automatic_categories_are_refused_for_what_follows_rules(self):
        for mode in ("choice", "automatic"):
            with self.assertRaisesRegex(ValidationError, "follows its rules"):
                create_rewards_group(self.env, f"R {mode}", signup_mode=mode)

    def test_confidential_category_is_not_offered(self):
        with self.assertRaisesRegex(ValidationError, "is confidential"):
            self.club.confidential = True


class TestSignupTampering(SignupCase):
    def test_no_other_category_can_be_had(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(
            self.env, "Theirs", signup_mode="choice", company_id=other.id
        )
        gone = create_category(self.env, "Gone", signup_mode="choice", active=False)
        rest = (
            self.vip
            + create_rewards_group(self.env)
            + create_category(
                self.env,
                "Smart",
                assignment="smart",
                criterion_ids=[Command.create({"metric": "visits", "value": 9})],
            )
            + create_category(self.env, "Secret", confidential=True)
            + theirs
            + gone
        )
        self.assertEqual(self.sign_up(*rest, self.club), self.club + self.everybody)

    def test_ids_that_are_none(self):
        nonsense = ["0", "-1", "x", "9" * 30, "1;2", "", "ids", "٣", "token2"]
        self.assertEqual(self.sign_up(*nonsense), self.everybody)

    def test_every_id_at_once(self):
        ids = [str(number) for number in range(500)]
        self.assertFalse(self.sign_up(*ids) - self.everybody - self.club)

    def test_values_of_the_account_cannot_be_sent(self):
        commands = f"[[6, 0, [{self.vip.id}]]]"
        joined = self.sign_up(
            customer_category_ids=commands,
            customer_category_choice=f"{{'ids': [{self.vip.id}]}}",
            customer_category_membership_ids=commands,
            rewards_category_id=self.vip.id,
            partner_id=self.customer.id,
        )
        self.assertEqual(joined, self.everybody)
        self.assertFalse(self.customer.customer_category_ids)

    def test_resetting_a_password_joins_nothing(self):
        self.customer.email = "ann@example.com"
        user = create_account(self.customer, "ann@example.com")
        self.customer.with_context(create_user=False).signup_prepare("reset")
        token = self.customer._generate_signup_token()
        self.authenticate(None, None)
        data = {
            "csrf_token": Request.csrf_token(self),
            "token": token,
            "login": user.login,
            "password": PASSWORD,
            "confirm_password": PASSWORD,
            f"customer_category_{self.club.id}": "on",
        }
        self.url_open("/web/reset_password", data=data)
        self.env.invalidate_all()
        self.assertFalse(self.customer.customer_category_ids)

    def test_signing_up_twice_changes_nothing_of_the_first(self):
        self.sign_up()
        with mute_logger("odoo.addons.auth_signup.controllers.main", "odoo.sql_db"):
            self.assertEqual(self.sign_up(self.club), self.everybody)
