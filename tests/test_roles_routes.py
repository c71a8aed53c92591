"""Whom each page answers: every role really asks for it."""

import threading
from unittest.mock import patch
from urllib.parse import urlencode

from odoo.http import Request
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import create_category
from .roles_table import ROLES, ROUTES
from .test_roles import OURS, RolesCase
from .test_unsubscribe import UnsubscribeCase

JOIN = "/rewards/join/<string:token>"
# What the administrator of another company gets, who is no stranger to the others.
CLOSED_ELSEWHERE = {f"GET:{JOIN}", f"POST:{JOIN}"}


class TestRoutes(RolesCase, UnsubscribeCase):
    def setUp(self):
        super().setUp()
        self.club = create_category(
            self.env,
            "Book Club",
            company_id=self.env.company.id,
            signup_mode="choice",
        )
        self.club.action_create_signup_link()
        texts = self.compose(channel="sms", body_plaintext="Hi")
        texts.action_send_sms()
        token, code = self.club._signup_token(), texts.mailing_trace_ids[:1].sms_code
        link = self.link()
        query = urlencode({k: v for k, v in link.items() if k != "mailing_id"})
        chosen = {"category_id": self.club.id}
        # Route -> an address of it, and what its form sends.
        self.requests = {
            f"GET:{JOIN}": (f"/rewards/join/{token}", None),
            f"POST:{JOIN}": (f"/rewards/join/{token}", {"x": "1"}),
            "GET:/my/rewards": ("/my/rewards", None),
            "POST:/my/rewards/<any(join,leave):act>": ("/my/rewards/join", chosen),
            "POST:/my/rewards/messages": ("/my/rewards/messages", {"x": "1"}),
            "POST:/mailing/confirm_unsubscribe": (
                "/mailing/confirm_unsubscribe",
                {**link, "customer_category_choice": "stop"},
            ),
            "ANY:/mailing/<int:mailing_id>/confirm_unsubscribe": (
                f"/mailing/{self.mailing.id}/confirm_unsubscribe?{query}",
                None,
            ),
            "ANY:/sms/<int:mailing_id>/<string:trace_code>": (
                f"/sms/{texts.id}/{code}",
                None,
            ),
        }

    def own_routes(self):
        """Return the routes of this addon, with their methods."""
        with patch.object(
            threading.current_thread(), "dbname", self.env.cr.dbname, create=True
        ):
            routes = self.env["ir.http"].routing_map()
        unnamed = {"HEAD", "OPTIONS"}
        return {
            f"{'/'.join((rule.methods or {'ANY'}) - unnamed)}:{rule.rule}"
            for rule in routes.iter_rules()
            if rule.endpoint.func.__module__.startswith(OURS)
        }

    def answers(self, name, login):
        """Return whether a page answers who is logged in, or nobody, as the page."""
        self.authenticate(login, login)
        url, data = self.requests[name]
        if data:
            data = {**data, "csrf_token": Request.csrf_token(self)}
        response = self.url_open(url, data)
        self.env.invalidate_all()
        is_sent_away = "/web/login" in response.url
        return "y" if response.status_code == 200 and not is_sent_away else "-"

    @mute_logger("odoo.http")
    def test_each_route_answers_whom_the_table_says(self):
        self.assertEqual(set(self.requests), self.own_routes())
        logins = {
            role: None if role == "public" else user.login
            for role, user in self.users.items()
        }
        self.assertEqual(list(logins), list(ROLES))
        self.check_table(
            ROUTES,
            {
                name: {
                    role: self.answers(name, login) for role, login in logins.items()
                }
                for name in self.requests
            },
        )

    @mute_logger("odoo.http")
    def test_administrator_of_another_company_gets_pages_but_no_category_of_ours(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            "stranger",
            ROLES["administrator"],
            company_id=elsewhere.id,
            company_ids=[(6, 0, elsewhere.ids)],
        )
        for name in self.requests:
            with self.subTest(name):
                wanted = "-" if name in CLOSED_ELSEWHERE else "y"
                self.assertEqual(self.answers(name, stranger.login), wanted)
        self.assertFalse(stranger.partner_id.customer_category_ids)

    @mute_logger("odoo.http")
    def test_link_makes_members_of_who_is_logged_in(self):
        self.check_joins(f"POST:{JOIN}")

    @mute_logger("odoo.http")
    def test_my_rewards_makes_members_of_who_is_logged_in(self):
        self.check_joins("POST:/my/rewards/<any(join,leave):act>")

    def check_joins(self, name):
        for role, user in self.users.items():
            with self.subTest(role):
                self.answers(name, None if role == "public" else user.login)
                customer = user.partner_id.commercial_partner_id
                is_member = self.club in customer.customer_category_ids
                self.assertEqual(is_member, role != "public")
