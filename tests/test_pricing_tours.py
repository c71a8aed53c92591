"""How an owner prices a category, played by a browser."""

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import (
    create_category,
    create_price_rule,
    create_pricelist,
    create_product,
    create_shop,
)


@tagged("post_install", "-at_install")
class TestPricingTours(HttpCase):
    def setUp(self):
        super().setUp()
        self.env["product.pricelist"].search([]).active = False
        self.vip = create_category(self.env, price_percent=80)
        self.mug = create_product(self.env, price=100)

    def play(self, tour):
        self.start_tour("/odoo/customer-categories", tour, login="admin", timeout=120)
        self.env.invalidate_all()

    def switch_pricelists_on(self):
        self.env["res.config.settings"].create(
            {"group_product_pricelist": True}
        ).execute()
        self.env["product.pricelist"].search([]).active = False

    def test_owner_applies_a_category_to_everything(self):
        shop = create_shop(self.env, "Corner", is_open=False)
        self.play("customer_category_apply_to_everything")
        self.assertEqual(self.vip.price_rule_ids.percent_price, 20)
        self.assertEqual(self.vip.price_rule_ids.pricelist_id, shop.pricelist_id)

    def test_owner_adds_products_to_pricelists(self):
        self.switch_pricelists_on()
        create_product(self.env, "Kettle", 40)
        retail = create_pricelist(self.env, "Retail")
        create_pricelist(self.env, "Wholesale")
        create_price_rule(
            retail,
            self.vip,
            70,
            applied_on="1_product",
            product_tmpl_id=self.mug.product_tmpl_id.id,
        )
        self.play("customer_category_add_to_pricelist")
        self.assertEqual(len(self.vip.price_rule_ids), 4)

    def test_owner_checks_a_price(self):
        self.switch_pricelists_on()
        create_price_rule(create_pricelist(self.env), self.vip, percent_price=20)
        self.play("customer_category_check_price")

    def test_owner_deletes_a_category_with_its_prices(self):
        self.switch_pricelists_on()
        retail = create_pricelist(self.env, "Retail")
        create_price_rule(retail, self.vip, 70)
        # Odoo logs every question of this kind as an error.
        with mute_logger("odoo.http"):
            self.play("customer_category_delete_with_prices")
        self.assertFalse(self.vip.exists())
        self.assertFalse(retail.item_ids)
