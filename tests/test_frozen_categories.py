"""A sale keeps the categories its customer was in, whatever happens later."""

from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tools import SQL, mute_logger

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
    order_data,
)

MODELS = "odoo.addons.customer_category.models"


class FrozenCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP")

    def join(self, category, customer=None, days_ago=1):
        """Make a customer a member since some days."""
        customer = customer or self.customer
        customer._add_customer_categories(category, "manual")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_category_membership SET date_start = %s"
            " WHERE partner_id = %s AND category_id = %s AND date_end IS NULL",
            [
                datetime.now() - timedelta(days=days_ago),
                customer.commercial_partner_id.id,
                category.id,
            ],
        )
        self.env.invalidate_all()

    def refund_in_back_office(self, order):
        """Return the products of an order as the back office does; the refund."""
        refund = self.env["pos.order"].browse(order.refund()["res_id"])
        self.pay_in_back_office(refund)
        return refund

    def pay_in_back_office(self, order):
        payment = self.env["pos.make.payment"].with_context(active_id=order.id)
        payment.create(
            {"payment_method_id": order.session_id.payment_method_ids[:1].id}
        ).check()


class TestFrozenCategories(FrozenCase):
    def test_sale_keeps_what_the_customer_leaves_afterwards(self):
        self.join(self.vip)
        order = self.buy()
        self.customer._remove_customer_categories(self.vip, "manual")
        self.assertEqual(order.customer_category_ids, self.vip)

    def test_what_the_sale_itself_earns_counts_from_the_next_one(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        first = self.buy(moment=datetime.now() - timedelta(seconds=5))
        self.assertFalse(first.rewards_category_id)
        second = self.buy(moment=datetime.now() + timedelta(seconds=5))
        self.assertEqual(second.rewards_category_id, silver)
        self.assertEqual(second.customer_category_ids, silver)

    def test_sale_made_offline_has_the_categories_of_then(self):
        self.join(self.vip, days_ago=9)
        self.customer._remove_customer_categories(self.vip, "manual")
        self.assertEqual(self.buy(days_ago=3).customer_category_ids, self.vip)
        self.assertFalse(self.buy(days_ago=10).customer_category_ids)

    def test_contact_buys_as_its_company(self):
        company = create_customer(self.env, "Firm", is_company=True)
        clerk = create_customer(self.env, "Clerk", parent_id=company.id)
        self.join(self.vip, company)
        self.assertEqual(self.buy(clerk).customer_category_ids, self.vip)

    def test_category_of_another_company_is_not_noted(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.join(create_category(self.env, "Theirs", company_id=other.id))
        self.assertFalse(self.buy().customer_category_ids)

    def test_anonymous_sale_keeps_nothing(self):
        order = self.buy(self.env["res.partner"])
        self.assertFalse(order.customer_category_ids | order.rewards_category_id)

    def test_till_has_no_say(self):
        data = order_data(
            self.shop,
            self.customer,
            [(self._product, 1, 5)],
            customer_category_ids=[(6, 0, self.vip.ids)],
            rewards_category_id=self.vip.id,
        )
        order = self.sync(data)
        self.assertFalse(order.customer_category_ids | order.rewards_category_id)

    def test_failure_costs_no_sale(self):
        with (
            patch(
                f"{MODELS}.customer_category_frozen.freeze_sales_sql",
                return_value=SQL("SELECT 1 / 0"),
            ),
            self.assertLogs(f"{MODELS}.customer_category_aside", "WARNING"),
            mute_logger("odoo.sql_db"),
        ):
            order = self.buy()
        self.assertEqual(order.state, "paid")
