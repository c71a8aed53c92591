"""Whom somebody selected stays selected, whatever else of the message is changed."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from ..models.filters import exchange_categories, exchange_parts
from .common import create_category
from .mailing_case import MailingCase

AT_RISK = ("customer_category_at_risk", "=", True)


class TestSelection(MailingCase):
    def setUp(self):
        super().setUp()
        self.trade = create_category(self.env, "Trade")
        self.bob = self.join("Bob")
        self.eve = self.join("Eve", self.trade)

    def open_for(self, selected):
        listed = self.vip.action_view_members()["context"]
        return self.open_form(selected.with_context(**listed).action_email_as_members())

    def test_opening_the_form_keeps_it(self):
        form = self.open_for(self.bob)
        self.assertEqual(form.category_recipient_count, 1)
        self.assertEqual(self.recipients(form.save()), self.bob)

    def test_another_ready_message_keeps_it(self):
        form = self.open_for(self.bob)
        for kind in ("losing", "expiring", "lapsing"):
            form.customer_category_message = kind
        self.assertEqual(self.recipients(form.save()), self.bob)

    def test_another_ready_message_exchanges_its_own_filter_alone(self):
        self.bob._remove_customer_categories(self.vip, "manual")
        soon = fields.Date.today() + timedelta(days=5)
        self.bob._add_customer_categories(self.vip, "manual", date_expire=soon)
        form = self.open_for(self.customer + self.bob)
        form.customer_category_message = "losing"
        self.assertFalse(self.recipients(form.save()))
        form.customer_category_message = "expiring"
        self.assertEqual(self.recipients(form.save()), self.bob)
        form.customer_category_message = "offer"
        self.assertEqual(self.recipients(form.save()), self.customer + self.bob)

    def test_another_ready_message_keeps_a_filter_by_hand(self):
        form = self.open_form(self.vip.action_send_email())
        form.mailing_domain = "[('name', '=', 'Bob')]"
        form.customer_category_message = "lapsing"
        self.assertEqual(self.recipients(form.save()), self.bob)

    def test_filter_that_cannot_be_read_is_left_to_mend(self):
        form = self.open_form(self.vip.action_send_email())
        form.mailing_domain = "context_today()"
        form.customer_category_message = "lapsing"
        self.assertEqual(form.mailing_domain, "context_today()")

    def test_another_category_keeps_it_and_adds_nobody(self):
        form = self.open_for(self.bob)
        form.customer_category_ids.add(self.trade)
        self.assertEqual(self.recipients(form.save()), self.bob)
        form.customer_category_ids.remove(self.vip.id)
        self.assertFalse(self.recipients(form.save()))

    def test_another_category_keeps_a_filter_by_hand(self):
        form = self.open_form(self.vip.action_send_email())
        form.mailing_domain = "[('name', 'in', ['Bob', 'Eve'])]"
        form.customer_category_ids.add(self.trade)
        self.assertEqual(self.recipients(form.save()), self.bob + self.eve)

    def test_another_category_is_written_to_where_nobody_was_selected(self):
        form = self.open_form(self.vip.action_send_email())
        form.customer_category_ids.add(self.trade)
        members = self.customer + self.bob + self.eve
        self.assertEqual(self.recipients(form.save()), members)

    def test_categories_taken_away_leave_the_selection(self):
        mailing = self.open_for(self.bob).save()
        mailing.customer_category_ids = False
        self.assertEqual(self.recipients(mailing), self.bob)

    def test_change_to_sms_keeps_those_named_without_their_category(self):
        mailing = self.compose(mailing_domain=f"[('id', '=', {self.bob.id})]")
        mailing.mailing_type = "sms"
        self.assertEqual(self.recipients(mailing), self.bob)

    def test_filter_of_other_recipients_is_not_kept(self):
        mailing = self.compose(mailing_domain="[('id', 'in', [1])]")
        mailing.mailing_model_id = self.env["ir.model"]._get_id("mailing.contact")
        mailing.mailing_domain = "[('list_ids', 'in', [1])]"
        mailing.mailing_model_id = self.env["ir.model"]._get_id("res.partner")
        self.assertEqual(self.recipients(mailing), self.customer + self.bob)


class TestWhatEnds(MailingCase):
    """Who is told that a category ends is told of one that is written to."""

    def setUp(self):
        super().setUp()
        self.bob = self.join("Bob")
        self.soon = fields.Date.today() + timedelta(days=5)

    def compose_kind(self, kind):
        with self.open_form(self.vip.action_send_email()) as form:
            form.customer_category_message = kind
        return form.record

    def end(self, customer, category, column):
        """Note that a membership ends soon."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE customer_category_membership SET %s = %s "
                "WHERE date_end IS NULL AND partner_id = %s AND category_id = %s",
                SQL.identifier(column),
                self.soon,
                customer.id,
                category.id,
            )
        )
        self.env.invalidate_all()

    def check_only_written_to_counts(self, kind, column):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        secret = create_category(self.env, "Secret", confidential=True)
        far = create_category(self.env, "Far", company_id=other.id)
        trade = create_category(self.env, "Trade")
        for category in secret + far + trade:
            self.customer._add_customer_categories(category, "manual")
            self.end(self.customer, category, column)
        mailing = self.compose_kind(kind)
        self.assertFalse(self.recipients(mailing))
        self.assertEqual(mailing.category_recipient_count, 0)
        self.end(self.bob, self.vip, column)
        self.assertEqual(self.recipients(mailing), self.bob)
        self.assertEqual(mailing.category_recipient_count, 1)

    def test_at_risk_in_another_category_does_not_count(self):
        self.check_only_written_to_counts("losing", "date_risk")

    def test_last_day_in_another_category_does_not_count(self):
        self.check_only_written_to_counts("expiring", "date_expire")


class TestFilters(MailingCase):
    def test_parts_are_exchanged_where_all_of_them_are_asked_for(self):
        risk, name = Domain([AT_RISK]), Domain("name", "=", "Bob")
        for before, gone, new, after in (
            (name & risk, [risk], Domain.TRUE, name),
            (name, [risk], risk, name & risk),
            (name | risk, [risk], Domain.TRUE, name | risk),
            (~risk, [risk], Domain.TRUE, ~risk),
            (risk, [risk & name], Domain.TRUE, risk),
            (Domain.TRUE, [risk], Domain.TRUE, Domain.TRUE),
        ):
            with self.subTest(before):
                self.assertEqual(exchange_parts(before, gone, new), after)

    def test_categories_are_exchanged_and_those_of_somebody_else_stay(self):
        def members(*ids):
            return Domain("customer_category_ids", "in", list(ids))

        name = Domain("name", "=", "Bob")
        for before, ids, after in (
            (members(1) & name, [1, 2], members(1, 2) & name),
            (members(1, 2) & name, [2], members(2) & name),
            (members(1) & name, [], name),
            (name, [1], members(1) & name),
            (name | members(1), [1], members(1) & (name | members(1))),
            (members(3), [1, 2], members(1, 2) & members(3)),
        ):
            with self.subTest(before):
                self.assertEqual(exchange_categories(before, ids), after)
