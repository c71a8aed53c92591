"""Ways in and out of a category kept by hand, and what the ledger says of them."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class TestByHand(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.trade = create_category(self.env, "Trade")

    def test_adding_opens_one_membership_that_says_why(self):
        self.customer._add_customer_categories(
            self.vip, "manual", reason="Christmas list"
        )
        membership = self.customer.customer_category_membership_ids
        self.assertEqual(self.customer.customer_category_ids, self.vip)
        self.assertEqual(membership.reason, "Christmas list")
        self.assertEqual(membership.user_id, self.env.user)
        self.assertFalse(membership.date_end)

    def test_adding_twice_keeps_the_first_membership(self):
        self.customer._add_customer_categories(self.vip, "manual")
        first = self.customer.customer_category_membership_ids
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertEqual(self.customer.customer_category_membership_ids, first)

    def test_removing_ends_the_membership_and_says_by_what(self):
        self.customer._add_customer_categories(self.vip + self.trade, "manual")
        self.customer._remove_customer_categories(self.vip, "bulk")
        ended = self.customer.customer_category_membership_ids.filtered("date_end")
        self.assertEqual(self.customer.customer_category_ids, self.trade)
        self.assertEqual(ended.category_id, self.vip)
        self.assertEqual(ended.end_source, "bulk")

    def test_form_adds_and_removes(self):
        with Form(self.customer) as form:
            form.customer_category_ids.add(self.vip)
            form.customer_category_ids.add(self.trade)
        with Form(self.customer) as form:
            form.customer_category_ids.remove(self.vip.id)
        self.assertEqual(self.customer.customer_category_ids, self.trade)
        self.assertEqual(len(self.customer.customer_category_membership_ids), 2)

    def test_new_contact_can_start_in_a_category(self):
        bob = create_customer(
            self.env, "Bob", customer_category_ids=[Command.set(self.vip.ids)]
        )
        self.assertEqual(bob.customer_category_membership_ids.category_id, self.vip)

    def test_field_takes_what_odoo_takes_elsewhere(self):
        categories = self.vip + self.trade
        for value, expected in (
            (categories, categories),
            ([Command.unlink(self.vip.id)], self.trade),
            ([], self.trade),
            (self.vip, self.vip),
            ([self.trade.id], categories),
            (False, self.vip.browse()),
        ):
            self.customer.write({"customer_category_ids": value})
            self.assertEqual(self.customer.customer_category_ids, expected)

    def test_odoo_import_of_contacts_writes_the_ledger(self):
        partners = self.env["res.partner"].with_context(import_file=True)
        result = partners.load(
            ["name", "customer_category_ids"], [["Bob", "VIP,Trade"]]
        )
        bob = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(bob.customer_category_ids, self.vip + self.trade)
        sources = bob.customer_category_membership_ids.mapped("source")
        self.assertEqual(sources, ["import", "import"])

    def test_duplicated_contact_starts_without_categories(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertFalse(self.customer.copy().customer_category_ids)

    def test_deleted_contact_takes_its_memberships_along(self):
        self.customer._add_customer_categories(self.vip, "manual")
        membership = self.customer.customer_category_membership_ids
        self.customer.unlink()
        self.assertFalse(membership.exists())


class TestAutomaticOnly(CategoryCase):
    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(self.env, min_visits=1, visit_days=9)

    def test_rewards_group_cannot_be_added_by_hand(self):
        with self.assertRaisesRegex(UserError, "“Silver” follows its rules"):
            self.customer._add_customer_categories(self.silver, "manual")

    def test_rewards_group_cannot_be_removed_in_the_form(self):
        self.buy()
        with self.assertRaisesRegex(UserError, "“Silver” follows its rules"):
            self.customer.customer_category_ids = [Command.clear()]

    def test_rewards_field_cannot_be_written(self):
        with self.assertRaisesRegex(UserError, "follows from the customer's purchases"):
            self.customer.rewards_category_id = self.silver

    def test_other_categories_can_change_beside_the_rewards_group(self):
        self.buy()
        vip = create_category(self.env)
        with Form(self.customer) as form:
            form.customer_category_ids.add(vip)
        self.assertEqual(self.customer.customer_category_ids, self.silver + vip)


class TestLedger(CategoryCase):
    def setUp(self):
        super().setUp()
        self.customer._add_customer_categories(create_category(self.env), "manual")
        self.membership = self.customer.customer_category_membership_ids

    def test_nobody_edits_it(self):
        with self.assertRaisesRegex(UserError, "cannot be edited"):
            self.membership.reason = "something else"

    def test_nobody_deletes_it(self):
        with self.assertRaisesRegex(UserError, "cannot be edited"):
            self.membership.unlink()

    def test_nobody_adds_to_it(self):
        with self.assertRaisesRegex(UserError, "cannot be edited"):
            self.membership.create({"partner_id": self.customer.id})


class TestCompanyAndContacts(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.acme = create_customer(self.env, "Acme", is_company=True)
        self.bob = create_customer(self.env, "Bob", parent_id=self.acme.id)

    def test_contacts_show_the_categories_of_their_company(self):
        self.acme._add_customer_categories(self.vip, "manual")
        self.assertEqual(self.bob.customer_category_ids, self.vip)
        self.assertFalse(self.bob.customer_category_membership_ids)

    def test_adding_a_contact_adds_the_company(self):
        self.bob._add_customer_categories(self.vip, "manual")
        self.assertEqual(
            self.acme.customer_category_membership_ids.category_id, self.vip
        )
        self.assertEqual(self.acme.customer_category_ids, self.vip)

    def test_new_contact_shows_the_categories_of_its_company(self):
        self.acme._add_customer_categories(self.vip, "manual")
        eve = create_customer(self.env, "Eve", parent_id=self.acme.id)
        self.assertEqual(eve.customer_category_ids, self.vip)

    def test_private_person_who_joins_a_company_shares_its_categories(self):
        trade = create_category(self.env, "Trade")
        self.acme._add_customer_categories(self.vip, "manual")
        self.customer._add_customer_categories(trade, "manual")
        self.customer.parent_id = self.acme
        self.assertEqual(self.customer.customer_category_ids, self.vip)
        self.assertTrue(self.customer.customer_category_membership_ids.date_end)

    def test_contact_who_leaves_a_company_loses_its_categories(self):
        self.acme._add_customer_categories(self.vip, "manual")
        self.bob.parent_id = False
        self.assertFalse(self.bob.customer_category_ids)
        self.assertEqual(self.acme.customer_category_ids, self.vip)

    def test_contact_who_changes_the_company_takes_the_purchases_along(self):
        zeta = create_customer(self.env, "Zeta", is_company=True)
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy(self.bob)
        self.assertEqual(self.acme.rewards_category_id, silver)
        self.bob.parent_id = zeta
        self.assertFalse(self.acme.rewards_category_id)
        self.assertEqual(zeta.rewards_category_id, silver)
        self.assertEqual(self.bob.rewards_category_id, silver)

    def test_contact_who_leaves_a_company_keeps_what_the_own_purchases_earn(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy(self.bob)
        self.bob.parent_id = False
        self.assertFalse(self.acme.rewards_category_id)
        self.assertEqual(self.bob.rewards_category_id, silver)


class TestRights(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env)
        cls.clerk = new_test_user(cls.env, "clerk", "base.group_user")
        cls.contact_manager = new_test_user(
            cls.env, "contact_manager", "base.group_user,base.group_partner_manager"
        )
        cls.cashier = new_test_user(
            cls.env, "cashier", "base.group_user,point_of_sale.group_pos_user"
        )
        cls.shop_manager = new_test_user(
            cls.env, "shop_manager", "base.group_user,point_of_sale.group_pos_manager"
        )

    def test_everybody_in_the_house_reads_categories(self):
        self.assertEqual(self.vip.with_user(self.clerk).name, "VIP")

    def test_only_administrators_create_categories(self):
        create_category(self.env(user=self.shop_manager), "Trade")
        for user in (self.clerk, self.cashier, self.contact_manager):
            with self.assertRaises(AccessError):
                create_category(self.env(user=user), "Students")

    def test_contact_manager_assigns(self):
        customer = self.customer.with_user(self.contact_manager)
        customer._add_customer_categories(self.vip, "manual")
        self.assertEqual(customer.customer_category_ids, self.vip)
        self.assertEqual(
            self.customer.customer_category_membership_ids.user_id,
            self.contact_manager,
        )

    def test_clerk_does_not_assign(self):
        with self.assertRaises(AccessError):
            self.customer.with_user(self.clerk)._add_customer_categories(
                self.vip, "manual"
            )

    def test_ledger_is_for_administrators(self):
        memberships = self.env["customer.category.membership"]
        memberships.with_user(self.shop_manager).check_access("read")
        for user in (self.clerk, self.cashier, self.contact_manager):
            with self.assertRaises(AccessError):
                memberships.with_user(user).check_access("read")

    def test_category_of_another_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "Other"})
        hidden = create_category(self.env, "Secret", company_id=other.id)
        visible = self.vip.with_user(self.clerk).search([])
        self.assertNotIn(hidden, visible)
        self.assertIn(self.vip, visible)

    def test_customer_of_another_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Other"})
        category = create_category(self.env, "Here", company_id=self.env.company.id)
        foreign = create_customer(self.env, "Far", company_id=other.id)
        with self.assertRaisesRegex(UserError, "Far belongs to Other"):
            foreign._add_customer_categories(category, "manual")
