"""Products that only members of some categories can buy."""

from odoo.exceptions import UserError
from odoo.fields import Command

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_product,
    order_data,
)


class TestRestrictedProducts(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env)
        cls.wine = create_product(
            cls.env, "Wine", customer_category_ids=[Command.set(cls.vip.ids)]
        ).product_tmpl_id

    def loaded(self, record):
        data = self.shop.current_session_id.load_data([])[record._name]
        return next(values for values in data if values["id"] == record.id)

    def test_till_knows_for_whom_a_product_is(self):
        self.assertEqual(self.loaded(self.wine)["customer_category_ids"], self.vip.ids)
        # What is empty is not sent (see customer.category.sparse).
        everybodys = self.loaded(self.product.product_tmpl_id)
        self.assertNotIn("customer_category_ids", everybodys)

    def test_product_of_an_archived_category_is_not_for_everybody(self):
        self.vip.active = False
        self.assertEqual(self.loaded(self.wine)["customer_category_ids"], self.vip.ids)

    def test_archived_category_of_a_customer_lets_nobody_in(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.wine._is_for_customer(self.customer))
        self.vip.active = False
        self.assertFalse(self.wine._is_for_customer(self.customer))

    def test_deleting_the_category_would_sell_to_everybody_and_is_refused(self):
        self.wine.active = False
        with self.assertRaisesRegex(UserError, "“VIP” decides who gets “Wine”"):
            self.vip.unlink()

    def test_category_that_limits_nothing_is_deleted(self):
        self.wine.customer_category_ids = False
        self.vip.unlink()
        self.assertFalse(self.vip.exists())

    def test_category_of_another_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        self.wine.company_id = self.env.company
        with self.assertRaises(UserError):
            self.wine.customer_category_ids = theirs

    def test_category_cannot_move_to_another_company_than_its_product(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.wine.company_id = self.env.company
        with self.assertRaises(UserError):
            self.vip.company_id = other

    def test_contact_of_a_company_may_buy_what_the_company_may(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        clerk = create_customer(self.env, "Clerk", parent_id=firm.id)
        self.assertFalse(self.wine._is_for_customer(clerk))
        firm._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.wine._is_for_customer(clerk))
        self.assertEqual(clerk.customer_category_ids, self.vip)

    def test_what_a_manager_let_through_is_kept_on_the_order(self):
        note = "Mia let Wine through for Ann: she is a new member"
        order = self.sync(
            order_data(
                self.shop,
                self.customer,
                [(self.wine.product_variant_id, 1, 10)],
                customer_category_override=note,
            )
        )
        self.assertEqual(order.customer_category_override, note)
        self.assertFalse(order.copy().customer_category_override)

    def test_till_shows_restricted_products_with_a_lock_unless_told_to_hide(self):
        self.assertEqual(self.shop.customer_category_restricted_products, "lock")
        settings = self.env["res.config.settings"].create(
            {"pos_config_id": self.shop.id}
        )
        settings.pos_customer_category_restricted_products = "hide"
        settings.execute()
        self.assertEqual(self.shop.customer_category_restricted_products, "hide")
