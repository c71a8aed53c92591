"""Whatever way a sale takes, it keeps the categories of whom it belongs to."""

from datetime import datetime, timedelta

from odoo.fields import Command

from ..hooks import post_init_hook
from .common import create_category, create_customer, create_rewards_group, order_data
from .test_frozen_categories import FrozenCase


class TestFrozenRefunds(FrozenCase):
    def setUp(self):
        super().setUp()
        self.join(self.vip)
        self.sale = self.buy()
        self.customer._remove_customer_categories(self.vip, "manual")

    def test_refund_at_the_till_has_the_categories_of_the_sale(self):
        self.assertEqual(self.refund(self.sale).customer_category_ids, self.vip)

    def test_refund_in_the_back_office_has_the_categories_of_the_sale(self):
        refund = self.refund_in_back_office(self.sale)
        self.assertEqual(refund.state, "paid")
        self.assertEqual(refund.customer_category_ids, self.vip)

    def test_refund_has_the_rewards_group_of_the_sale(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy(moment=datetime.now())
        sale = self.buy(moment=datetime.now() + timedelta(seconds=5))
        silver.active = False
        self.assertEqual(self.refund(sale).rewards_category_id, silver)

    def test_refund_without_a_customer_counts_where_the_sale_counted(self):
        data = order_data(
            self.shop,
            self.env["res.partner"],
            [(self.product, -1, 10, self.sale.lines)],
        )
        self.assertEqual(self.sync(data).customer_category_ids, self.vip)

    def test_goods_of_no_known_sale_count_where_the_customer_is_now(self):
        self.join(create_category(self.env, "Club"), days_ago=3)
        data = order_data(self.shop, self.customer, [(self.product, -1, 10)])
        self.assertEqual(self.sync(data).customer_category_ids.name, "Club")


class TestFrozenPaths(FrozenCase):
    def setUp(self):
        super().setUp()
        self.join(self.vip)

    def draft(self):
        data = order_data(self.shop, self.customer, [(self.product, 1, 10)])
        return self.sync({**data, "state": "draft", "payment_ids": []})

    def test_order_paid_in_the_back_office(self):
        order = self.draft()
        self.assertFalse(order.customer_category_ids)
        self.pay_in_back_office(order)
        self.assertEqual(order.customer_category_ids, self.vip)

    def test_order_that_another_addon_completes(self):
        order = self.draft()
        order.write({"state": "paid"})
        self.assertEqual(order.customer_category_ids, self.vip)

    def test_order_that_comes_in_completed(self):
        order = self.env["pos.order"].create(
            {
                "session_id": self.shop.current_session_id.id,
                "partner_id": self.customer.id,
                "state": "paid",
                "amount_total": 10,
                "amount_tax": 0,
                "amount_paid": 10,
                "amount_return": 0,
                "lines": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": 10,
                            "price_subtotal": 10,
                            "price_subtotal_incl": 10,
                        }
                    )
                ],
            }
        )
        self.assertEqual(order.customer_category_ids, self.vip)

    def test_customer_named_after_the_sale(self):
        order = self.buy(self.env["res.partner"])
        order.partner_id = self.customer
        self.assertEqual(order.customer_category_ids, self.vip)

    def test_customer_corrected_after_the_sale(self):
        order = self.buy()
        order.partner_id = create_customer(self.env, "Bob")
        self.assertFalse(order.customer_category_ids)

    def test_closing_the_session_changes_nothing(self):
        order = self.buy()
        self.customer._remove_customer_categories(self.vip, "manual")
        self.shop.current_session_id.action_pos_session_closing_control()
        self.assertEqual(order.state, "done")
        self.assertEqual(order.customer_category_ids, self.vip)


class TestFrozenByInstalling(FrozenCase):
    def test_past_sales_get_what_the_ledger_knows_and_no_more(self):
        self.join(self.vip, days_ago=5)
        known, unknown = self.buy(days_ago=3), self.buy(days_ago=9)
        self.env.cr.execute("DELETE FROM customer_category_pos_order_rel")
        self.env.invalidate_all()
        post_init_hook(self.env)
        self.assertEqual(known.customer_category_ids, self.vip)
        self.assertFalse(unknown.customer_category_ids)
