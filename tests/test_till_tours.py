"""What a cashier sees of categories, played on a computer and on a phone."""

from datetime import datetime, timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import (
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_product,
    create_rewards_group,
    create_shop,
    order_data,
)


class TillTour(HttpCase):
    def play(self):
        """Sell a mug to a VIP on the eve of Silver."""
        self.env.ref("base.group_user").implied_ids += self.env.ref(
            "product.group_product_pricelist"
        )
        vip = create_category(
            self.env, color=3, till_note="Ask for the form", till_note_confirm=True
        )
        vera = create_customer(self.env, "Vera")
        vera._add_customer_categories(vip, "manual")
        create_customer(self.env, "Tom")
        mug = create_product(self.env, price=100)
        pricelist = create_pricelist(self.env)
        create_price_rule(pricelist, vip, fixed_price=90)
        shop = create_shop(
            self.env,
            "Corner",
            use_pricelist=True,
            pricelist_id=pricelist.id,
            available_pricelist_ids=pricelist.ids,
        )
        silver = create_rewards_group(self.env, min_visits=2, visit_days=30)
        yesterday = fields.Datetime.to_string(datetime.now() - timedelta(days=1))
        first = order_data(shop, vera, [(mug, 1, 90)], date_order=yesterday)
        self.env["pos.order"].sync_from_ui([first])
        self.start_tour(
            f"/pos/ui/{shop.id}",
            "customer_category_till_categories",
            login="admin",
            timeout=120,
        )
        self.assertEqual(vera.rewards_category_id, silver)


@tagged("post_install", "-at_install")
class TestTillTourOnComputer(TillTour):
    def test_cashier_knows_the_customer_on_a_computer(self):
        self.play()


@tagged("post_install", "-at_install")
class TestTillTourOnPhone(TillTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_cashier_knows_the_customer_on_a_phone(self):
        self.play()
