"""A message from its event to its last word: sent by a real server, read, answered."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from odoo.http import Request
from odoo.tests import HttpCase, tagged

from .common import create_rewards_group
from .mail_catcher import mail_server
from .mailing_case import MailingCase


@tagged("post_install", "-at_install")
class TestMessageJourney(HttpCase, MailingCase):
    def setUp(self):
        super().setUp()
        self.env.company.email = "shop@example.com"
        self.silver = create_rewards_group(
            self.env, min_visits=1, visit_days=9, note_on_join=True
        )
        self.gold = create_rewards_group(
            self.env,
            "Gold",
            min_visits=2,
            visit_days=9,
            price_percent=90,
            note_on_join=True,
        )

    def tell(self):
        """Let the scheduled actions tell members what happened."""
        self.run_crons(
            "customer_category.ir_cron_send_notes",
            "mass_mailing.ir_cron_mass_mailing_queue",
            "mail.ir_cron_mail_scheduler_action",
        )

    def to_customer(self, catcher):
        """Return what the customer got, in order."""
        return [m for m in catcher.messages if m["To"] == "Ann <ann@example.com>"]

    def letter(self, message):
        """Return the text of a message, and where its link leads."""
        html = message.get_body(("html",)).get_content()
        (link,) = re.findall(
            r"""https?://[^/]+(/mailing/\d+/confirm_unsubscribe[^"']+)""", html
        )
        return " ".join(re.sub(r"<[^>]+>", " ", html).split()), unescape(link)

    def choose(self, link, choice):
        """Open the link, and choose what to stop."""
        page = self.url_open(link).text
        self.assertIn("What would you like to stop?", page)
        values = parse_qs(urlsplit(link).query)
        data = {name: value for name, (value,) in values.items()}
        data["mailing_id"] = link.split("/")[2]
        data["customer_category_choice"] = choice
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open("/mailing/confirm_unsubscribe", data=data)

    def test_member_is_told_stops_one_group_and_hears_of_the_next(self):
        with mail_server(self.env) as catcher:
            self.buy()
            self.tell()
            (message,) = self.to_customer(catcher)
            text, link = self.letter(message)
            self.assertIn("Dear Ann, you are in now: Silver.", text)
            self.assertRegex(text, r"1 more visit by \d+ \w+ \d+ for “Gold”\.")
            self.assertRegex(text, r"1 more visit by \d+ \w+ \d+ to stay in “Silver”\.")

            self.authenticate(None, None)
            self.choose(link, "stop")
            again = self.compose(self.silver)
            self.assertEqual(again.category_optout_count, 1)

            self.buy()
            self.tell()
            _first, message = self.to_customer(catcher)
            text, link = self.letter(message)
            self.assertIn("you are in now: Gold.", text)
            self.choose(link, "all")
            self.assertEqual(self.compose(self.gold).category_blocked_count, 1)
            self.assertEqual(self.compose(self.vip).category_blocked_count, 1)
