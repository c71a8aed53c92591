"""Stories of what is only for some customers, played by a browser."""

from odoo.fields import Command
from odoo.tests import tagged

from .common import create_category, create_customer, create_product, create_shop
from .till_tour import OnPhone, TillTourCase


@tagged("post_install", "-at_install")
class TestLimitTours(TillTourCase):
    """Wine costs 100 and is for VIPs, a mug costs 10 and is for everybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env)
        cls.vera = create_customer(cls.env, "Vera VIP")
        cls.vera._add_customer_categories(cls.vip, "manual")
        cls.otto = create_customer(cls.env, "Otto Other")
        cls.wine = create_product(
            cls.env,
            "Wine",
            customer_category_ids=[Command.set(cls.vip.ids)],
            barcode="WINE-1",
        )
        cls.mug = create_product(cls.env, "Mug", price=10)
        cls.shop = create_shop(cls.env, "Corner")

    def test_payment_for_vips_is_refused_to_others(self):
        method = self.shop.payment_method_ids
        self.shop.current_session_id.close_session_from_ui()
        members = method.copy(
            {"name": "Members", "customer_category_ids": [Command.set(self.vip.ids)]}
        )
        self.shop.payment_method_ids += members
        self.shop.open_ui()
        self.shop.current_session_id.set_opening_control(0, None)
        order = self.play("limited_payment", self.shop)
        self.assertEqual(order.payment_ids.payment_method_id, method)

    def create_program(self, categories, rule, reward, trigger="auto"):
        self.env["loyalty.program"].create(
            {
                "name": "Club",
                "program_type": "promotion",
                "trigger": trigger,
                "applies_on": "current",
                "rule_ids": [Command.create(rule)],
                "reward_ids": [Command.create(reward)],
                "customer_category_ids": [Command.set(categories.ids)],
            }
        )

    def test_vips_are_invoiced_unless_the_cashier_says_no(self):
        self.vip.invoice_by_default = True
        order = self.play("default_invoice", self.shop)
        self.assertEqual(order.partner_id, self.vera)
        self.assertFalse(order.account_move)

    def test_program_for_vips_gives_them_alone_its_reward(self):
        self.create_program(self.vip, {}, {"reward_type": "discount", "discount": 10})
        self.assertEqual(self.play("limited_program", self.shop).amount_total, 9)

    def test_code_for_vips_is_refused_to_others(self):
        rule = {"mode": "with_code", "code": "FORVIPS"}
        reward = {"reward_type": "discount", "discount": 10}
        self.create_program(self.vip, rule, reward, trigger="with_code")
        self.assertEqual(self.play("limited_code", self.shop).amount_total, 9)

    def test_free_wine_is_for_vips_though_the_program_is_for_everybody(self):
        rule = {"product_ids": [Command.set(self.mug.ids)]}
        reward = {"reward_type": "product", "reward_product_id": self.wine.id}
        self.create_program(self.env["customer.category"], rule, reward)
        order = self.play("limited_gift", self.shop)
        self.assertEqual(order.lines.product_id, self.mug)

    def test_wine_is_sold_to_vips_and_by_a_manager_s_leave(self):
        mug, wine = self.play("restricted_products", self.shop)
        self.assertEqual(mug.lines.product_id.name, "Mug")
        self.assertEqual(wine.lines.product_id.name, "Wine")
        self.assertFalse(mug.customer_category_override)
        self.assertRegex(
            wine.customer_category_override,
            "let Wine through for Otto Other: Birthday present",
        )

    def test_wine_is_refused_whichever_way_it_is_asked_for(self):
        cheese = create_product(self.env, "Cheese", price=20)
        extra = self.wine.product_tmpl_id
        cheese.product_tmpl_id.pos_optional_product_ids = extra
        order = self.play("restricted_ways", self.shop)
        self.assertEqual(order.lines.product_id, cheese)

    def test_hidden_wine_is_shown_to_vips_and_explained_to_who_scans_it(self):
        self.shop.customer_category_restricted_products = "hide"
        self.play("hidden_products", self.shop)

    def test_sale_without_categories_takes_no_more_clicks_than_stock(self):
        order = self.play("plain_sale", self.shop)
        self.assertFalse(order.partner_id)
        self.assertEqual(order.lines.product_id.name, "Mug")


@tagged("post_install", "-at_install")
class TestLimitToursOnPhone(OnPhone, TestLimitTours):
    pass
