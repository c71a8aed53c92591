"""What installing prepares and uninstalling leaves behind."""

from ..hooks import INDEXES, pre_init_hook, uninstall_hook
from .common import CategoryCase, create_category


class TestHooks(CategoryCase):
    def test_uninstalling_deletes_category_rules_and_no_others(self):
        pricelist = self.env["product.pricelist"].create({"name": "Shop"})
        vip = create_category(self.env)
        rules = self.env["product.pricelist.item"].create(
            [
                {"pricelist_id": pricelist.id, "customer_category_id": vip.id},
                {"pricelist_id": pricelist.id},
            ]
        )
        uninstall_hook(self.env)
        self.assertEqual(rules.exists(), rules[1])

    def test_uninstalling_takes_saved_searches_and_indexes_with_it(self):
        filters = self.env["ir.filters"].create(
            [
                {"name": "Ours", "model_id": "customer.category", "domain": "[]"},
                {"name": "Theirs", "model_id": "res.partner", "domain": "[]"},
            ]
        )
        self.assertEqual(self.count_indexes(), len(INDEXES))
        uninstall_hook(self.env)
        self.assertEqual(filters.exists().mapped("name"), ["Theirs"])
        self.assertEqual(self.count_indexes(), 0)

    def count_indexes(self):
        self.env.cr.execute(
            "SELECT COUNT(*) FROM pg_indexes WHERE indexname = ANY(%s)", [list(INDEXES)]
        )
        return self.env.cr.fetchone()[0]

    def test_installing_flags_orders_of_which_something_came_back(self):
        order, other = self.buy(), self.buy()
        self.refund(order)
        self.env.flush_all()
        self.env.cr.execute("UPDATE pos_order SET customer_category_refunded = NULL")
        pre_init_hook(self.env)
        self.env.invalidate_all()
        self.assertTrue(order.customer_category_refunded)
        self.assertFalse(other.customer_category_refunded)
