"""A cashier adds a category at the till and removes it, on a computer and a phone."""

from odoo.tests import HttpCase, tagged

from .common import (
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_product,
    create_shop,
)


class TillChangeTour(HttpCase):
    def play(self):
        """Make Tom a VIP, for whom a mug of 100 costs 90, and undo it."""
        self.env.ref("base.group_user").implied_ids += self.env.ref(
            "product.group_product_pricelist"
        )
        vip = create_category(self.env, color=3)
        create_category(self.env, "Secret", confidential=True)
        tom = create_customer(self.env, "Tom")
        create_product(self.env, price=100)
        pricelist = create_pricelist(self.env)
        create_price_rule(pricelist, vip, fixed_price=90)
        shop = create_shop(
            self.env,
            "Corner",
            use_pricelist=True,
            pricelist_id=pricelist.id,
            available_pricelist_ids=pricelist.ids,
        )
        self.start_tour(
            f"/pos/ui/{shop.id}",
            "customer_category_till_changes",
            login="admin",
            timeout=120,
        )
        stays = self.env["customer.category.membership"].search(
            [("partner_id", "=", tom.id)]
        )
        self.assertEqual(stays.mapped("source"), ["till", "till"])
        self.assertEqual(stays.mapped("end_source"), ["till", "till"])


@tagged("post_install", "-at_install")
class TestTillChangeTourOnComputer(TillChangeTour):
    def test_category_is_changed_on_a_computer(self):
        self.play()


@tagged("post_install", "-at_install")
class TestTillChangeTourOnPhone(TillChangeTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_category_is_changed_on_a_phone(self):
        self.play()
