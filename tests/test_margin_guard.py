"""A category rule never sells below cost plus a margin, if the owner says so."""

from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, Form

from ..engines.pricing import price_with_floor
from .common import (
    CategoryCase,
    create_category,
    create_price_rule,
    create_pricelist,
    create_product,
    read_cases,
)


class TestFloor(BaseCase):
    """The table that the till's tests read too (P6)."""

    def test_every_case_of_the_shared_table(self):
        cases = read_cases("price_floor_cases.js")
        self.assertGreater(len(cases), 10)
        for case in cases:
            with self.subTest(case["name"]):
                found = price_with_floor(case["price"], case["cost"], case["percent"])
                self.assertEqual(found, case["result"])


class TestMarginGuard(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env, price_percent=40)
        cls.customer._add_customer_categories(cls.vip, "manual")
        cls.mug = create_product(cls.env, price=100, standard_price=60)
        cls.pricelist = create_pricelist(cls.env)
        cls.floor = {
            "customer_category_has_floor": True,
            "customer_category_floor_percent": 10,
        }

    def price(self, product=None, **kwargs):
        return self.pricelist._get_product_price(
            product or self.mug, 1, partner=self.customer, **kwargs
        )

    def test_discount_stops_at_cost_and_margin(self):
        create_price_rule(self.pricelist, self.vip, percent_price=60, **self.floor)
        self.assertEqual(self.price(), 60 * (1 + 10 / 100))

    def test_fixed_price_stops_at_cost_and_margin(self):
        create_price_rule(self.pricelist, self.vip, 50, **self.floor)
        self.assertEqual(self.price(), 60 * (1 + 10 / 100))

    def test_price_above_it_stays(self):
        create_price_rule(self.pricelist, self.vip, percent_price=20, **self.floor)
        self.assertEqual(self.price(), 80)

    def test_product_without_cost_has_no_floor(self):
        create_price_rule(self.pricelist, self.vip, percent_price=60, **self.floor)
        self.assertEqual(self.price(create_product(self.env, "Idea", 10)), 4)

    def test_floor_counts_in_the_unit_that_is_sold(self):
        create_price_rule(self.pricelist, self.vip, percent_price=60, **self.floor)
        dozen = self.env.ref("uom.product_uom_dozen")
        self.assertEqual(self.price(uom=dozen), 720 * (1 + 10 / 100))

    def test_another_category_without_floor_may_sell_lower(self):
        trade = create_category(self.env, "Trade")
        self.customer._add_customer_categories(trade, "manual")
        create_price_rule(self.pricelist, self.vip, percent_price=60, **self.floor)
        create_price_rule(self.pricelist, trade, percent_price=55)
        self.assertAlmostEqual(self.price(), 45)

    def test_negative_margin_is_refused(self):
        rule = create_price_rule(self.pricelist, self.vip, 50, **self.floor)
        with self.assertRaisesRegex(ValidationError, "“VIP” in “Shop prices”"):
            rule.customer_category_floor_percent = -1

    def test_form_warns_of_sales_below_cost(self):
        items = self.env["product.pricelist.item"]
        form = Form(items.with_context(default_pricelist_id=self.pricelist.id))
        form.customer_category_id = self.vip
        self.assertRegex(
            form.customer_category_loss_warning, r"Mug for .*40.00, which costs .*60.00"
        )
        form.customer_category_has_floor = True
        self.assertFalse(form.customer_category_loss_warning)
        form.customer_category_has_floor = False
        form.percent_price = 10
        self.assertFalse(form.customer_category_loss_warning)

    def test_warning_counts_what_else_sells_below_cost(self):
        create_product(self.env, "Cup", 10, standard_price=9)
        rule = create_price_rule(self.pricelist, self.vip, percent_price=60)
        self.assertIn("and 1 more", rule.customer_category_loss_warning)

    def test_warning_looks_only_at_what_the_rule_is_on(self):
        cup = create_product(self.env, "Cup", 10, standard_price=1)
        rule = create_price_rule(
            self.pricelist,
            self.vip,
            percent_price=60,
            applied_on="1_product",
            product_tmpl_id=cup.product_tmpl_id.id,
        )
        self.assertFalse(rule.customer_category_loss_warning)

    def test_rule_for_everybody_has_no_warning(self):
        rule = create_price_rule(self.pricelist, percent_price=60)
        self.assertFalse(rule.customer_category_loss_warning)
