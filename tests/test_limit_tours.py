"""Stories of what is only for some customers, played by a browser."""

from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import create_category, create_customer, create_product, create_shop


@tagged("post_install", "-at_install")
class TestLimitTours(HttpCase):
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
        create_product(cls.env, "Mug", price=10)
        cls.shop = create_shop(cls.env, "Corner")

    def play(self, name):
        """Play a tour and return the orders it completed, the first one first."""
        self.start_tour(
            f"/pos/ui/{self.shop.id}",
            f"customer_category_{name}",
            login="admin",
            timeout=120,
        )
        return self.env["pos.order"].search(
            [("config_id", "=", self.shop.id), ("state", "in", ("paid", "done"))],
            order="id",
        )

    def test_payment_for_vips_is_refused_to_others(self):
        method = self.shop.payment_method_ids
        self.shop.current_session_id.close_session_from_ui()
        members = method.copy(
            {"name": "Members", "customer_category_ids": [Command.set(self.vip.ids)]}
        )
        self.shop.payment_method_ids += members
        self.shop.open_ui()
        self.shop.current_session_id.set_opening_control(0, None)
        order = self.play("limited_payment")
        self.assertEqual(order.payment_ids.payment_method_id, method)

    def test_program_for_vips_gives_them_alone_its_reward(self):
        self.env["loyalty.program"].create(
            {
                "name": "VIPs save",
                "program_type": "promotion",
                "trigger": "auto",
                "applies_on": "current",
                "customer_category_ids": [Command.set(self.vip.ids)],
                "rule_ids": [Command.create({})],
                "reward_ids": [
                    Command.create({"reward_type": "discount", "discount": 10})
                ],
            }
        )
        self.assertEqual(self.play("limited_program").amount_total, 9)

    def test_wine_is_sold_to_vips_and_by_a_manager_s_leave(self):
        mug, wine = self.play("restricted_products")
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
        order = self.play("restricted_ways")
        self.assertEqual(order.lines.product_id, cheese)

    def test_sale_without_categories_takes_no_more_clicks_than_stock(self):
        order = self.play("plain_sale")
        self.assertFalse(order.partner_id)
        self.assertEqual(order.lines.product_id.name, "Mug")


@tagged("post_install", "-at_install")
class TestLimitToursMobile(TestLimitTours):
    browser_size = "390x844"
    touch_enabled = True
