"""Acts on many customers at once tell nobody unasked."""

import json
from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from .common import create_category, create_customer, create_rewards_group
from .mailing_case import MailingCase


class TestNotesBulk(MailingCase):
    def setUp(self):
        super().setUp()
        self.env.company.email = "shop@example.com"
        self.club = create_category(
            self.env, "Club", note_on_join=True, note_on_expire=True
        )
        self.bob = create_customer(self.env, "Bob", email="bob@example.com")
        self.both = self.customer + self.bob

    def queued(self):
        """Let the scheduled action run; return the subjects of what it queued."""
        return self.env["customer.category"]._cron_send_notes().mapped("subject")

    def assign(self, **values):
        """Let the wizard add both."""
        self.env["customer.category.assign"].create(
            {
                "category_ids": self.club.ids,
                "partner_domain": json.dumps([["id", "in", self.both.ids]]),
                **values,
            }
        ).action_apply()

    def test_imported_last_day_that_is_near_is_not_told(self):
        soon = fields.Date.today() + timedelta(days=5)
        self.both._add_customer_categories(self.club, "import", date_expire=soon)
        self.assertEqual(self.queued(), [])

    def test_last_day_that_comes_near_later_is_told(self):
        soon = fields.Date.today() + timedelta(days=5)
        self.both._add_customer_categories(self.club, "import", date_expire=soon)
        self.env.cr.execute(
            "UPDATE customer_category_membership"
            "   SET date_start = date_start - INTERVAL '90 days'"
        )
        self.assertEqual(self.queued(), ["Your membership ends soon"])

    def test_tag_on_several_contacts_tells_nobody_and_has_undo(self):
        self.both.write({"customer_category_ids": [Command.link(self.club.id)]})
        self.assertEqual(self.both.customer_category_ids, self.vip + self.club)
        self.assertEqual(self.queued(), [])
        operation = self.env["customer.category.operation"].search([], limit=1)
        self.assertEqual(operation.joined_count, 2)
        operation.action_undo()
        self.assertEqual(self.customer.customer_category_ids, self.vip)
        self.assertFalse(self.bob.customer_category_ids)

    def test_several_contacts_keep_what_else_they_have(self):
        self.bob._add_customer_categories(self.club, "manual")
        self.both.write(
            {
                "customer_category_ids": [
                    Command.link(self.club.id),
                    Command.unlink(self.vip.id),
                ]
            }
        )
        for customer in self.both:
            self.assertEqual(customer.customer_category_ids, self.club)

    def test_contacts_of_one_company_count_once(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        staff = create_customer(self.env, "Eve", parent_id=firm.id)
        staff += create_customer(self.env, "Max", parent_id=firm.id)
        staff.write({"customer_category_ids": [Command.link(self.club.id)]})
        self.assertEqual((firm + staff).customer_category_ids, self.club)
        operation = self.env["customer.category.operation"].search([], limit=1)
        self.assertEqual((operation.joined_count, operation.renewed_count), (1, 0))

    def test_members_of_a_deleted_group_are_not_welcomed_elsewhere(self):
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=9, note_on_join=True
        )
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=80
        )
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, gold)
        gold.unlink()
        self.assertEqual(self.customer.rewards_category_id, silver)
        self.assertEqual(self.queued(), [])

    def test_who_is_renewed_is_no_new_member(self):
        self.customer._add_customer_categories(self.club, "import")
        later = fields.Date.today() + timedelta(days=300)
        self.assign(date_expire=later, renews=True, sends_notes=True)
        mailing = self.env["customer.category"]._cron_send_notes()
        self.assertEqual(self.recipients(mailing), self.bob)
