"""The category's own page: what members spent, what they get, who is new."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_product,
)


class TestRevenue(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP")
        self.customer._add_customer_categories(self.vip, "manual")

    def buy_ago(self, days, amount, customer=None):
        return self.buy(customer, amount, days)

    def test_members_purchases_count_by_their_day(self):
        self.buy_ago(0, 10)
        self.buy_ago(29, 20)
        self.buy_ago(30, 40)
        self.buy_ago(59, 80)
        self.buy_ago(60, 160)
        self.buy_ago(89, 320)
        self.buy_ago(90, 640)
        self.assertEqual(self.vip.revenue_month, 30)
        self.assertEqual(self.vip.revenue_quarter, 630)
        self.assertEqual(self.vip.revenue_trend, 100 * (30 - 120) / 120)

    def test_purchases_of_others_do_not_count(self):
        self.buy_ago(1, 10, create_customer(self.env, "Bob"))
        self.assertEqual(self.vip.revenue_quarter, 0)

    def test_refund_is_subtracted(self):
        self.refund(self.buy_ago(1, 10))
        self.assertEqual(self.vip.revenue_month, 0)

    def test_contacts_of_a_company_buy_for_it(self):
        shop = create_customer(self.env, "Shop", is_company=True)
        clerk = create_customer(self.env, "Clerk", parent_id=shop.id)
        shop._add_customer_categories(self.vip, "manual")
        self.buy_ago(1, 7, clerk)
        self.assertEqual(self.vip.revenue_month, 7)

    def test_no_trend_without_anything_before(self):
        self.buy_ago(1, 10)
        self.assertEqual(self.vip.revenue_trend, 0)

    def test_other_companies_sales_are_not_shown(self):
        self.buy_ago(1, 10)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.user.company_ids |= other
        self.env.flush_all()
        vip = self.vip.with_context(allowed_company_ids=other.ids)
        self.assertEqual(vip.revenue_month, 0)

    def test_who_is_no_administrator_sees_no_revenue(self):
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        self.assertNotIn(
            "revenue_month",
            self.env["customer.category"].with_user(clerk).fields_get(),
        )

    def test_statements_do_not_depend_on_how_many_categories(self):
        self.buy_ago(1, 10)

        def count(categories):
            categories.invalidate_recordset()
            categories.mapped("name")
            before = self.env.cr.sql_log_count
            categories.mapped("revenue_month")
            return self.env.cr.sql_log_count - before

        many = self.vip | self.env["customer.category"].create(
            [{"name": f"Category {number}"} for number in range(20)]
        )
        count(many)
        self.assertEqual(count(many), count(self.vip))


class TestMembersPage(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP")

    def test_newest_members_come_first(self):
        bob = create_customer(self.env, "Bob")
        self.customer._add_customer_categories(self.vip, "manual")
        bob._add_customer_categories(self.vip, "manual")
        self.vip.invalidate_recordset()
        self.assertEqual(self.vip.newest_member_ids.ids, [bob.id, self.customer.id])

    def test_archived_member_is_not_shown(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.customer.active = False
        self.assertFalse(self.vip.newest_member_ids)

    def test_x_takes_the_customer_out(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.customer.with_context(
            customer_category_id=self.vip.id
        ).action_leave_customer_category()
        self.assertFalse(self.customer.customer_category_ids)

    def test_who_may_not_assign_may_not_take_out(self):
        self.customer._add_customer_categories(self.vip, "manual")
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        member = self.customer.with_user(clerk)
        with self.assertRaises(AccessError):
            member.with_context(
                customer_category_id=self.vip.id
            ).action_leave_customer_category()

    def test_customers_chosen_in_the_dialog_join_as_one_act(self):
        action = self.vip.action_add_members()
        wizard = (
            self.env["customer.category.assign"]
            .with_context(**action["context"])
            .create({"partner_ids": [(4, self.customer.id)]})
        )
        self.assertEqual(wizard.change_count, 1)
        wizard.action_apply()
        self.assertEqual(self.customer.customer_category_ids, self.vip)

    def test_dialog_asks_for_customers_before_it_adds_any(self):
        wizard = (
            self.env["customer.category.assign"]
            .with_context(**self.vip.action_add_members()["context"])
            .create({})
        )
        with self.assertRaisesRegex(UserError, "at least one customer"):
            wizard.action_apply()


class TestBenefits(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP")

    def test_category_that_gives_nothing_says_nothing(self):
        self.assertFalse(self.vip.benefit_summary)

    def test_each_benefit_is_one_sentence(self):
        create_price_rule(create_pricelist(self.env, "Shop"), self.vip, 9)
        for number in range(5):
            self.create_wine(f"Wine {number}")
        self.vip.invoice_by_default = True
        lines = self.vip.benefit_summary.splitlines()
        self.assertEqual(lines[0], "Prices of their own in Shop: all products.")
        self.assertRegex(lines[1], r"^May buy Wine \d, Wine \d, Wine \d and 2 more\.$")
        self.assertEqual(lines[2], "An invoice without asking for it.")
        self.assertEqual(len(lines), 3)

    def test_archived_product_is_no_benefit(self):
        self.create_wine("Wine").product_tmpl_id.active = False
        self.assertFalse(self.vip.benefit_summary)

    def create_wine(self, name):
        """Create a product that only VIPs may buy, and return it."""
        return create_product(self.env, name, customer_category_ids=self.vip.ids)
