"""User story: a campaign, from the segment to what came of it."""

from odoo.tests import HttpCase, tagged

from .common import create_category
from .mail_catcher import mail_server
from .mailing_case import MailingCase


@tagged("post_install", "-at_install")
class TestCampaignTour(HttpCase, MailingCase):
    def play(self, name, category=None):
        category = category or self.segment
        self.start_tour(
            f"/odoo/customer-categories/{category.id}",
            name,
            login="admin",
            timeout=120,
        )
        self.env.invalidate_all()

    def test_owner_writes_to_a_segment_and_sees_what_it_brought(self):
        self.segment = create_category(
            self.env,
            "Lapsing",
            assignment="smart",
            criterion_ids=[(0, 0, {"metric": "visits", "value": 1})],
        )
        self.env.ref("base.user_admin").email = "owner@example.com"
        refusing = self.join("Refusing")
        silent = self.join("Silent", email=False)
        members = self.customer + refusing + silent
        members.phone = False
        for member in members:
            self.buy(member, amount=5, days_ago=3)
        self.segment._recompute(members)
        refusing._opt_out_of_customer_categories(self.segment, ["email"])

        self.play("customer_category_campaign")
        mailing = self.env["mailing.mailing"].search(
            [("customer_category_ids", "in", self.segment.ids)]
        )
        with mail_server(self.env) as catcher:
            self.run_crons(
                "mass_mailing.ir_cron_mass_mailing_queue",
                "mail.ir_cron_mail_scheduler_action",
            )
        self.assertEqual(len(catcher.messages), 1)
        self.assertEqual(catcher.messages[0]["Subject"], "Come back soon")
        html = catcher.messages[0].get_body(("html",)).get_content()
        self.assertIn("Dear Ann", html)

        sent = mailing.mailing_trace_ids.filtered(lambda t: t.trace_status == "sent")
        sent.set_opened()
        self.buy(amount=30)
        self.buy(amount=40)
        self.play("customer_category_campaign_result")

    def test_owner_writes_to_selected_members_alone(self):
        self.env.ref("base.user_admin").email = "owner@example.com"
        bob = self.join("Bob")
        self.play("customer_category_write_to_selected", self.vip)
        mailing = self.env["mailing.mailing"].search([("subject", "=", "For Bob")])
        self.assertEqual(self.recipients(mailing), bob)
