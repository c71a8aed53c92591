"""User stories, played by a browser."""

from odoo.tests import HttpCase, tagged

from .common import create_product, create_rewards_group, create_shop


@tagged("post_install", "-at_install")
class TestFirstLoop(HttpCase):
    def test_owner_sets_up_a_category_and_cashier_makes_a_customer_silver(self):
        self.env.ref("base.group_user").implied_ids += self.env.ref(
            "product.group_product_pricelist"
        )
        pricelist = self.env["product.pricelist"].create({"name": "Shop prices"})
        create_shop(
            self.env,
            "Corner",
            is_open=False,
            use_pricelist=True,
            pricelist_id=pricelist.id,
            available_pricelist_ids=pricelist.ids,
        )
        create_product(self.env, price=100)
        readers = self.env["res.partner"].create(
            [{"name": f"Reader {i:02}"} for i in range(1, 21)]
        )
        silver = create_rewards_group(self.env)
        self.start_tour(
            "/odoo/customer-categories",
            "customer_category_first_loop",
            login="admin",
            timeout=180,
        )
        category = self.env["customer.category"].search([("name", "=", "Book Club")])
        self.assertEqual(category.member_count, 20)
        self.assertEqual(readers[0].rewards_category_id, silver)
        self.assertEqual(readers[0].pos_order_ids.mapped("amount_total"), [90, 90, 90])
