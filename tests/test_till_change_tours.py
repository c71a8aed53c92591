"""A cashier adds a category at the till and removes it, on a computer and a phone."""

from odoo.tests import tagged

from .common import create_category, create_customer, create_product
from .till_tour import OnPhone, TillTourCase


@tagged("post_install", "-at_install")
class TestTillChangeTour(TillTourCase):
    def test_tom_becomes_a_vip_and_it_is_undone(self):
        vip = create_category(self.env, color=3)
        create_category(self.env, "Secret", confidential=True)
        tom = create_customer(self.env, "Tom")
        create_product(self.env, price=100)
        shop = self.create_priced_shop(self.create_prices((90, vip)))
        self.play("till_changes", shop)
        stays = self.env["customer.category.membership"].search(
            [("partner_id", "=", tom.id)]
        )
        self.assertEqual(stays.mapped("source"), ["till", "till"])
        self.assertEqual(stays.mapped("end_source"), ["till", "till"])


@tagged("post_install", "-at_install")
class TestTillChangeTourOnPhone(OnPhone, TestTillChangeTour):
    pass
