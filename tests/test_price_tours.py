"""Stories of prices at the till, played by a browser."""

from odoo.tests import tagged

from .common import create_category, create_customer, create_product
from .till_tour import TillTourCase


@tagged("post_install", "-at_install")
class TestPriceTours(TillTourCase):
    """A mug costs 100, VIPs 90 (60 from ten on), Trade 80, away 75 and VIPs 70."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env, "VIP", sequence=1)
        cls.trade = create_category(cls.env, "Trade", sequence=2)
        cls.vera = create_customer(cls.env, "Vera VIP")
        cls.vera._add_customer_categories(cls.vip, "manual")
        both = create_customer(cls.env, "Tom Both")
        both._add_customer_categories(cls.vip + cls.trade, "manual")
        create_product(cls.env, price=100)
        cls.prices = cls.create_prices(
            (90, cls.vip),
            (60, cls.vip, {"min_quantity": 10}),
            (80, cls.trade),
            name="Here",
        )
        away = cls.create_prices((75, None), (70, cls.vip), name="Away")
        cls.shop = cls.create_priced_shop(cls.prices)
        cls.presets = cls.env["pos.preset"].create(
            [
                {"name": "Here", "pricelist_id": cls.prices.id},
                {"name": "Away", "pricelist_id": away.id},
            ]
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
        self.assert_sold(self.play("preset", self.shop), (70, "VIP", 5), (70, "VIP", 5))

    def test_quantity_break_reached_after_the_customer_was_chosen(self):
        self.assert_sold(self.play("quantity_break", self.shop), (60, "VIP", 400))

    def test_vip_and_trade_customer_pays_the_lower_price(self):
        self.assert_sold(self.play("two_categories", self.shop), (80, "Trade", 40))

    def test_price_set_by_hand_is_kept(self):
        self.assert_sold(
            self.play("manual_price", self.shop), (55, False, 0), (90, "VIP", 10)
        )

    def test_refund_gives_back_price_and_saving(self):
        self.assert_sold(
            self.play("refund", self.shop), (90, "VIP", 10), (90, "VIP", -10)
        )

    def test_change_under_a_begun_payment_is_told(self):
        self.assertFalse(self.play("payment_begun", self.shop))

    def test_offline_sale_is_stored_later_at_its_price(self):
        self.assert_sold(self.play("offline", self.shop), (90, "VIP", 10))
