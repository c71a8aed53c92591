"""Add to, remove from and replace categories, from the contacts list."""

from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from ..engines.assignment import join_changes_sql, leave_changes_sql
from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class AssignCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.customers = self.env["res.partner"].create(
            [{"name": f"Customer {i}"} for i in range(20)]
        )

    def open(self, partners, mode="add", **context):
        return (
            self.env["customer.category.assign"]
            .with_context(active_ids=partners.ids, default_mode=mode, **context)
            .create({"category_ids": self.vip.ids})
        )


class TestAssign(AssignCase):
    def test_twenty_customers_are_added_at_once(self):
        action = self.open(self.customers).action_apply()
        self.assertEqual(self.vip.member_count, 20)
        self.assertIn("20", action["params"]["message"])

    def test_counts_are_written_as_the_language_writes_numbers(self):
        dialog = self.open(self.customers)
        self.assertEqual(dialog._tell_leaving(100_637), "100,637 will leave")

    def test_reason_is_kept(self):
        wizard = self.open(self.customer)
        wizard.reason = "Christmas list"
        wizard.action_apply()
        membership = self.customer.customer_category_membership_ids
        self.assertEqual(membership.reason, "Christmas list")
        self.assertEqual(membership.source, "bulk")

    def test_dialog_says_beforehand_who_is_in_already(self):
        self.customers[:5]._add_customer_categories(self.vip, "manual")
        wizard = self.open(self.customers)
        self.assertEqual(wizard.change_count, 15)
        self.assertIn("5 already in", wizard.summary)

    def test_removing_ends_only_what_there_is(self):
        self.customers[:5]._add_customer_categories(self.vip, "manual")
        wizard = self.open(self.customers, "remove")
        self.assertEqual(wizard.change_count, 5)
        wizard.action_apply()
        self.assertFalse(self.vip.member_count)

    def test_selection_beyond_the_limit_of_ids_follows_the_lists_domain(self):
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", 3)
        wizard = self.open(
            self.customers[:3], active_domain=[("id", "in", self.customers.ids)]
        )
        wizard.action_apply()
        self.assertEqual(self.vip.member_count, 20)

    def test_all_contacts_beyond_the_limit_are_meant_where_nothing_is_filtered(self):
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", 3)
        wizard = self.open(self.customers[:3], active_domain=[])
        self.assertGreaterEqual(wizard.customer_count, 20)

    def test_many_ids_are_read_though_they_fill_a_hundred_kilobytes(self):
        many = [*self.customers.ids, *range(10**8, 10**8 + 15000)]
        wizard = self.open(self.env["res.partner"].browse(many))
        self.assertEqual(wizard.change_count, 20)

    def test_contacts_of_one_company_are_one_customer(self):
        acme = create_customer(self.env, "Acme", is_company=True)
        bob = create_customer(self.env, "Bob", parent_id=acme.id)
        eve = create_customer(self.env, "Eve", parent_id=acme.id)
        wizard = self.open(bob + eve)
        self.assertEqual(wizard.customer_count, 1)
        self.assertEqual(wizard.change_count, 1)

    def test_no_category_chosen_is_refused(self):
        wizard = self.open(self.customers)
        wizard.category_ids = False
        with self.assertRaisesRegex(UserError, "Choose at least one category"):
            wizard.action_apply()

    def test_nothing_to_change_is_said(self):
        self.open(self.customers).action_apply()
        action = self.open(self.customers).action_apply()
        self.assertIn("nothing had to change", action["params"]["message"])
        self.assertFalse(action["params"]["operation_id"])

    def test_undo_is_offered_to_who_may_undo(self):
        manager = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        action = self.open(self.customers[0]).action_apply()
        self.assertTrue(action["params"]["operation_id"])
        dialog = self.open(self.customers[1]).with_user(manager)
        self.assertFalse(dialog.action_apply()["params"]["operation_id"])

    def test_contacts_that_the_user_may_not_change_are_refused(self):
        manager = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        self.env["ir.rule"].create(
            {
                "name": "Customer 0 is protected",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "[('name', '!=', 'Customer 0')]",
                "perm_read": False,
            }
        )
        self.env = self.env(user=manager)
        dialog = self.open(self.customers)
        self.assertIn("1 refused: you may see", dialog.summary)
        dialog.action_apply()
        self.assertEqual(self.vip.member_count, 19)

    def test_any_selection_takes_the_same_statements(self):
        counts = []
        self.open(self.customers).action_apply()
        self.open(self.customers, "remove").action_apply()
        for customers in (self.customers[:1], self.customers):
            for mode in ("add", "replace", "remove"):
                dialog = self.open(customers, mode)
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.assertTrue(dialog.summary)
                dialog.action_apply()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[:3], counts[3:])


class TestReplace(AssignCase):
    def setUp(self):
        super().setUp()
        self.trade = create_category(self.env, "Trade")

    def test_customers_are_in_exactly_the_chosen_categories_afterwards(self):
        self.customers[:3]._add_customer_categories(self.trade, "manual")
        self.customers[:1]._add_customer_categories(self.vip, "manual")
        dialog = self.open(self.customers[:3], "replace")
        self.assertIn("VIP: 2 will be added, 1 already in", dialog.summary)
        self.assertIn("Trade: 3 will leave", dialog.summary)
        dialog.action_apply()
        for customer in self.customers[:3]:
            self.assertEqual(customer.customer_category_ids, self.vip)

    def test_replacing_by_nothing_takes_all_categories_away(self):
        self.customer._add_customer_categories(self.trade + self.vip, "manual")
        dialog = self.open(self.customer, "replace")
        dialog.category_ids = False
        dialog.action_apply()
        self.assertFalse(self.customer.customer_category_ids)

    def test_rewards_groups_stay(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        self.open(self.customer, "replace").action_apply()
        self.assertEqual(self.customer.customer_category_ids, silver + self.vip)

    def test_undo_brings_the_categories_of_before_back(self):
        self.customer._add_customer_categories(self.trade, "manual")
        self.open(self.customer, "replace").action_apply()
        self.env["customer.category.operation"].search([], limit=1).action_undo()
        self.assertEqual(self.customer.customer_category_ids, self.trade)


class TestOtherCompany(AssignCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Other"})
        self.vip.company_id = self.env.company
        self.customers[:3].company_id = self.other

    def test_customers_of_another_company_are_refused_and_counted(self):
        dialog = self.open(self.customers)
        self.assertIn("17 will be added, 0 already in, 3 ref", dialog.summary)
        dialog.action_apply()
        self.assertEqual(self.vip.member_count, 17)

    def test_replacing_leaves_them_alone(self):
        trade = create_category(self.env, "Trade")
        self.customers._add_customer_categories(trade, "manual")
        self.open(self.customers, "replace").action_apply()
        self.assertEqual(self.customers[0].customer_category_ids, trade)
        self.assertEqual(self.customers[9].customer_category_ids, self.vip)

    def test_replacing_keeps_categories_that_the_user_does_not_see(self):
        theirs = create_category(self.env, "Theirs", company_id=self.other.id)
        self.customer._add_customer_categories(theirs, "manual")
        manager = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        self.open(self.customer, "replace").with_user(manager).action_apply()
        self.assertEqual(self.customer.customer_category_ids, theirs + self.vip)


class TestCost(CategoryCase):
    def plan(self, changes):
        rows = self.env.execute_query(SQL("EXPLAIN %s", changes))
        return "\n".join(line for (line,) in rows)

    def test_members_are_looked_up_once_and_not_customer_by_customer(self):
        vip = create_category(self.env)
        for changes in (join_changes_sql, leave_changes_sql):
            plan = self.plan(changes(self.customer.ids, vip.ids))
            self.assertNotIn("SubPlan", plan)
