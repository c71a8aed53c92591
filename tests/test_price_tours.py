"""Stories of prices at the till, played by a browser."""

from odoo.tests import HttpCase, tagged

from .common import create_category, create_customer, create_product, create_shop


@tagged("post_install", "-at_install")
class TestPriceTours(HttpCase):
    """A mug costs 100, VIPs 90 (60 from ten on), Trade 80, away 75 and VIPs 70."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.group_user").implied_ids += cls.env.ref(
            "product.group_product_pricelist"
        )
        cls.vip = create_category(cls.env, "VIP", sequence=1)
        cls.trade = create_category(cls.env, "Trade", sequence=2)
        cls.vera = create_customer(cls.env, "Vera VIP")
        cls.vera._add_customer_categories(cls.vip, "manual")
        both = create_customer(cls.env, "Tom Both")
        both._add_customer_categories(cls.vip + cls.trade, "manual")
        create_product(cls.env, price=100)
        cls.prices = cls.create_pricelist(
            "Here", (90, cls.vip), (60, cls.vip, 10), (80, cls.trade)
        )
        away = cls.create_pricelist("Away", (75, None), (70, cls.vip))
        cls.shop = create_shop(
            cls.env,
            "Corner",
            use_pricelist=True,
            pricelist_id=cls.prices.id,
            available_pricelist_ids=cls.prices.ids,
        )
        presets = cls.env["pos.preset"].create(
            [
                {"name": "Here", "pricelist_id": cls.prices.id},
                {"name": "Away", "pricelist_id": away.id},
            ]
        )
        cls.presets = presets

    @classmethod
    def create_pricelist(cls, name, *rules):
        pricelist = cls.env["product.pricelist"].create({"name": name})
        for price, category, *quantity in rules:
            cls.env["product.pricelist.item"].create(
                {
                    "pricelist_id": pricelist.id,
                    "customer_category_id": category.id if category else False,
                    "compute_price": "fixed",
                    "fixed_price": price,
                    "min_quantity": quantity[0] if quantity else 0,
                }
            )
        return pricelist

    def play(self, name):
        """Play a tour and return the orders it completed, the first one first."""
        self.start_tour(
            f"/pos/ui/{self.shop.id}",
            f"customer_category_{name}",
            login="admin",
            timeout=120,
        )
        return self.env["pos.order"].search(
            [("config_id", "=", self.shop.id), ("state", "=", "paid")], order="id"
        )

    def assert_sold(self, orders, *expected):
        """Check price, category and saving of each line, and that rules give it."""
        self.env["pos.order.line"]._cron_check_category_prices()
        lines = orders.lines
        sold = [
            (line.price_unit, line.customer_category_id.name, line.category_discount)
            for line in lines
        ]
        self.assertEqual(sold, list(expected))
        self.assertFalse(any(lines.mapped("is_category_price_unchecked")))
        self.assertFalse(any(lines.mapped("is_category_price_different")))

    def test_customer_then_preset_and_preset_then_customer(self):
        self.shop.write(
            {
                "use_presets": True,
                "default_preset_id": self.presets[0].id,
                "available_preset_ids": self.presets.ids,
            }
        )
        self.assert_sold(self.play("preset"), (70, "VIP", 5), (70, "VIP", 5))

    def test_quantity_break_reached_after_the_customer_was_chosen(self):
        self.assert_sold(self.play("quantity_break"), (60, "VIP", 400))

    def test_vip_and_trade_customer_pays_the_lower_price(self):
        self.assert_sold(self.play("two_categories"), (80, "Trade", 40))

    def test_price_set_by_hand_is_kept(self):
        self.assert_sold(self.play("manual_price"), (55, False, 0), (90, "VIP", 10))

    def test_refund_gives_back_price_and_saving(self):
        self.assert_sold(self.play("refund"), (90, "VIP", 10), (90, "VIP", -10))

    def test_change_under_a_begun_payment_is_told(self):
        self.assertFalse(self.play("payment_begun"))

    def test_offline_sale_is_stored_later_at_its_price(self):
        self.assert_sold(self.play("offline"), (90, "VIP", 10))
