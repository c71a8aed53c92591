"""Add to category and Remove from category, from the contacts list."""

from odoo.exceptions import UserError

from .common import CategoryCase, create_category, create_customer


class TestAssign(CategoryCase):
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

    def test_twenty_customers_are_added_at_once(self):
        action = self.open(self.customers).action_apply()
        self.assertEqual(self.vip.member_count, 20)
        self.assertIn("20", action["params"]["message"])

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
        self.assertIn("5 are in already", wizard.summary)

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
