"""Bulk acts and their undoing."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import CategoryCase, create_category, create_rewards_group


class TestOperation(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.customers = self.env["res.partner"].create(
            [{"name": f"Customer {i}"} for i in range(4)]
        )

    def add(self, customers):
        return customers._add_customer_categories(self.vip, "bulk", name="Added")

    def remove(self, customers):
        return customers._remove_customer_categories(self.vip, "bulk", name="Removed")

    def members(self):
        memberships = self.vip.membership_ids.filtered(lambda m: not m.date_end)
        return memberships.partner_id

    def test_bulk_act_counts_what_it_did(self):
        self.add(self.customers[:1])
        operation = self.add(self.customers)
        self.assertEqual((operation.joined_count, operation.left_count), (3, 0))

    def test_act_that_changes_nothing_leaves_no_trace(self):
        self.assertFalse(self.remove(self.customers))
        self.assertFalse(self.env["customer.category.operation"].search_count([]))

    def test_undoing_an_addition_keeps_who_was_a_member_before(self):
        self.add(self.customers[:1])
        self.add(self.customers).action_undo()
        self.assertEqual(self.members(), self.customers[:1])

    def test_undoing_a_removal_brings_members_back(self):
        self.add(self.customers)
        self.remove(self.customers[:3]).action_undo()
        self.assertEqual(self.members(), self.customers)
        rows = self.customers[0].customer_category_membership_ids
        self.assertEqual(rows.mapped("source"), ["undo", "bulk"])

    def test_what_changed_since_is_left_alone_and_listed(self):
        operation = self.add(self.customers)
        self.remove(self.customers[0])
        self.customers[0]._add_customer_categories(self.vip, "manual")
        operation.action_undo()
        self.assertEqual(self.members(), self.customers[0])
        self.assertEqual(operation.kept_count, 1)
        self.assertEqual(operation.kept_partner_ids, self.customers[0])

    def test_undoing_twice_is_refused(self):
        operation = self.add(self.customers)
        operation.action_undo()
        with self.assertRaisesRegex(UserError, "“Added” was undone already"):
            operation.action_undo()

    def test_undoing_applied_rules_gives_groups_back(self):
        self.buy()
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.env["customer.category.preview"].create(
            {"category_ids": silver.ids}
        ).action_apply()
        self.assertEqual(self.customer.rewards_category_id, silver)
        self.env["customer.category.operation"].search([], limit=1).action_undo()
        self.assertFalse(self.customer.rewards_category_id)

    def test_only_administrators_undo(self):
        operation = self.add(self.customers)
        manager = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        with self.assertRaises(AccessError):
            operation.with_user(manager).action_undo()

    def test_member_at_risk_comes_back_at_risk(self):
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=9, grace_days=5
        )
        self.buy()
        after = datetime.now() + timedelta(days=10)
        self.env["customer.category"]._recompute(at=after)
        rows = self.customer.customer_category_membership_ids
        self.assertEqual(rows.date_risk, after.date())
        silver.grace_days = 0
        with freeze_time(after):
            preview = self.env["customer.category.preview"].create(
                {"category_ids": silver.ids}
            )
            preview.action_apply()
            self.assertFalse(self.customer.rewards_category_id)
            self.env["customer.category.operation"].search([], limit=1).action_undo()
        row = self.customer.customer_category_membership_ids - rows
        self.assertEqual((row.category_id, row.date_risk), (silver, after.date()))
