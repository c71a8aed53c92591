"""Afterwards: what was sent to whom, and what it brought."""

from datetime import timedelta

from odoo import fields

from .common import create_category
from .mailing_case import MailingCase


class HistoryCase(MailingCase):
    def setUp(self):
        super().setUp()
        self.mailing = self.compose()
        self.mailing.write({"state": "done"})

    def note_message(self, customer, days_ago=5, status="sent", **values):
        trace = self.env["mailing.trace"].create(
            {
                "model": "res.partner",
                "res_id": customer.id,
                "mass_mailing_id": self.mailing.id,
                "trace_status": status,
                "sent_datetime": fields.Datetime.now() - timedelta(days=days_ago),
                **values,
            }
        )
        self.env.invalidate_all()
        return trace

    def note_holdout(self, customer, days_ago=5):
        holdout = self.env["customer.category.holdout"].create(
            {
                "mailing_id": self.mailing.id,
                "partner_id": customer.id,
                "company_id": self.env.company.id,
            }
        )
        holdout.create_date = fields.Datetime.now() - timedelta(days=days_ago)
        self.env.invalidate_all()


class TestHistory(HistoryCase):
    def test_category_counts_and_lists_its_messages(self):
        self.compose(create_category(self.env, "Trade"))
        self.assertEqual(self.vip.mailing_count, 1)
        action = self.vip.action_view_mailings()
        found = self.env["mailing.mailing"].search(action["domain"])
        self.assertEqual(found, self.mailing)

    def test_list_tells_when_by_whom_and_what_became_of_it(self):
        bob, eve = self.join("Bob"), self.join("Eve")
        self.note_message(self.customer, status="reply")
        self.note_message(bob, status="open", links_click_datetime="2026-01-01")
        self.note_message(eve, status="error")
        row = self.mailing.read(
            ["user_id", "delivered", "opened", "clicked", "replied", "failed"]
        )[0]
        self.assertEqual(row["user_id"][0], self.env.uid)
        figures = [row[name] for name in ("delivered", "opened", "clicked")]
        self.assertEqual(figures, [2, 2, 1])
        self.assertEqual((row["replied"], row["failed"]), (1, 1))

    def test_contact_shows_what_it_got(self):
        trace = self.note_message(self.customer)
        self.note_message(self.outsider)
        self.note_message(self.customer, is_test_trace=True)
        self.assertEqual(self.customer.mailing_trace_ids, trace)


class TestResult(HistoryCase):
    def result(self):
        self.env.invalidate_all()
        return [
            tuple(
                self.mailing[f"category_{side}_{name}"]
                for name in ("count", "visits", "spend")
            )
            for side in ("reached", "compared")
        ]

    def test_purchases_within_the_days_after_the_message_count(self):
        self.note_message(self.customer, days_ago=20)
        self.mailing.category_result_days = 10
        self.buy(amount=10, days_ago=21)
        self.buy(amount=20, days_ago=19)
        self.buy(amount=40, days_ago=11)
        self.buy(amount=80, days_ago=9)
        self.assertEqual(self.result(), [(1, 2, 60), (0, 0, 0)])

    def test_recipients_are_compared_with_those_held_out(self):
        bob, eve = self.join("Bob"), self.join("Eve")
        self.note_message(self.customer)
        self.note_message(bob)
        self.note_holdout(eve)
        self.buy(amount=100)
        self.buy(bob, amount=50)
        self.buy(eve, amount=30)
        self.buy(self.outsider, amount=1000)
        self.assertEqual(self.result(), [(2, 2, 150), (1, 1, 30)])
        self.assertEqual(self.mailing.category_gained_visits, 0)
        self.assertEqual(self.mailing.category_gained_spend, 90)

    def test_refunds_count_as_everywhere(self):
        self.note_message(self.customer)
        self.refund(self.buy(amount=100))
        self.buy(amount=10)
        self.assertEqual(self.result()[0], (1, 1, 10))

    def test_what_did_not_arrive_counts_nobody(self):
        self.note_message(self.customer, status="bounce")
        self.buy(amount=10)
        self.assertEqual(self.result()[0], (0, 0, 0))

    def test_who_got_it_in_the_end_is_not_compared_with(self):
        self.note_holdout(self.customer)
        self.note_message(self.customer)
        self.assertEqual([side[0] for side in self.result()], [1, 0])

    def test_purchases_in_another_company_are_not_told(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.note_message(self.customer)
        order = self.buy(amount=10)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE pos_order SET company_id = %s WHERE id = %s", [other.id, order.id]
        )
        self.assertEqual(self.result()[0], (1, 0, 0))
