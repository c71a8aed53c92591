"""Odoo's own ways to a price, with a customer and without: P1, P3 and P9."""

from odoo.tests import Form

from .common import (
    CategoryCase,
    create_category,
    create_price_rule,
    create_pricelist,
    create_product,
)


class TestCallers(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env)
        cls.customer._add_customer_categories(cls.vip, "manual")
        cls.mug = create_product(cls.env, price=100)
        cls.pricelist = create_pricelist(cls.env)
        cls.rule = create_price_rule(cls.pricelist, cls.vip, percent_price=20)

    def test_asking_for_the_rule_alone_gives_the_rule_that_wins(self):
        rule_id = self.pricelist._get_product_rule(self.mug, 1, partner=self.customer)
        self.assertEqual(rule_id, self.rule.id)

    def test_asking_for_the_rule_alone_without_customer_gives_none(self):
        self.assertFalse(self.pricelist._get_product_rule(self.mug, 1))

    def test_several_products_and_pricelists_at_once(self):
        cup = create_product(self.env, "Cup", 10)
        other = create_pricelist(self.env, "Other")
        prices = (self.pricelist + other)._compute_price_rule_multi(
            self.mug + cup, 1, partner=self.customer
        )
        self.assertEqual(prices[self.mug.id][self.pricelist.id], (80, self.rule.id))
        self.assertEqual(prices[cup.id][self.pricelist.id], (8, self.rule.id))
        self.assertEqual(prices[cup.id][other.id], (10, False))

    def test_price_before_discount_follows_the_customer_into_the_base(self):
        base = create_pricelist(self.env, "Base")
        create_price_rule(base, percent_price=10)
        create_price_rule(base, self.vip, 70)
        top = create_pricelist(self.env, "Top")
        rule = create_price_rule(
            top, percent_price=50, base="pricelist", base_pricelist_id=base.id
        )
        sale = {
            "quantity": 1,
            "uom": self.mug.uom_id,
            "date": "2026-05-01",
            "currency": base.currency_id,
        }
        before = rule._compute_price_before_discount
        self.assertEqual(before(self.mug, **sale), 100)
        # The customer's rule in the base is fixed, so its price is the one before.
        self.assertEqual(before(self.mug, **sale, partner=self.customer), 70)

    def test_product_templates_have_the_customers_price_too(self):
        price = self.pricelist._get_product_price(
            self.mug.product_tmpl_id, 1, partner=self.customer
        )
        self.assertEqual(price, 80)

    def test_category_archived_in_a_context_that_shows_archived_gives_no_price(self):
        self.vip.active = False
        pricelist = self.pricelist.with_context(active_test=False)
        price = pricelist._get_product_price(
            self.mug, 1, partner=self.customer.with_context(active_test=False)
        )
        self.assertEqual(price, 100)

    def test_line_added_in_the_back_office_has_the_customers_price(self):
        self.shop.write(
            {
                "use_pricelist": True,
                "available_pricelist_ids": self.pricelist.ids,
                "pricelist_id": self.pricelist.id,
            }
        )
        order = self.env["pos.order"].new(
            {
                "session_id": self.shop.current_session_id.id,
                "partner_id": self.customer.id,
                "pricelist_id": self.pricelist.id,
                "lines": [(0, 0, {"product_id": self.mug.id, "qty": 1})],
            }
        )
        order.lines._onchange_product_id()
        self.assertEqual(order.lines.price_unit, 80)
        order.partner_id = False
        order.lines._onchange_product_id()
        self.assertEqual(order.lines.price_unit, 100)

    def test_report_shows_what_members_pay(self):
        report = self.env["report.product.report_pricelist"]
        data = {
            "active_model": "product.product",
            "active_ids": self.mug.ids,
            "pricelist_id": self.pricelist.id,
            "quantities": [1],
        }
        everybody = report._get_report_data(data)
        members = report._get_report_data(
            {**data, "customer_category_id": str(self.vip.id)}
        )
        self.assertEqual(everybody["products"][0]["price"], {1: 100})
        self.assertEqual(members["products"][0]["price"], {1: 80})
        self.assertIn(
            "Prices for members of <span>VIP",
            report.get_html({**data, "customer_category_id": self.vip.id}),
        )

    def test_customer_with_categories_costs_one_search_of_rules(self):
        products = self.mug + create_product(self.env, "Cup", 10)
        for name in ("Trade", "Staff", "Students"):
            category = create_category(self.env, name)
            self.customer._add_customer_categories(category, "manual")
            create_price_rule(self.pricelist, category, 70)
        self.pricelist._compute_price_rule(products, 1, partner=self.customer)
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.pricelist._compute_price_rule(products, 1, partner=self.customer)


class TestBadInput(CategoryCase):
    def test_pricelists_cannot_go_round_in_circles(self):
        vip = create_category(self.env)
        first, second = (create_pricelist(self.env, name) for name in ("One", "Two"))
        create_price_rule(
            first, vip, percent_price=10, base="pricelist", base_pricelist_id=second.id
        )
        with self.assertRaisesRegex(Exception, "Recursive pricelist rules"):
            create_price_rule(
                second,
                vip,
                percent_price=10,
                base="pricelist",
                base_pricelist_id=first.id,
            )

    def test_category_with_prices_cannot_move_to_another_company(self):
        vip = create_category(self.env)
        create_price_rule(create_pricelist(self.env), vip, 70)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        with self.assertRaisesRegex(Exception, "VIP"):
            vip.company_id = other

    def test_category_of_a_company_gives_no_price_in_a_shared_pricelist(self):
        vip = create_category(self.env, company_id=self.env.company.id)
        shared = create_pricelist(self.env, company_id=False)
        with self.assertRaisesRegex(Exception, "VIP"):
            create_price_rule(shared, vip, 70)

    def test_choosing_everybody_again_keeps_the_rule_as_written(self):
        vip = create_category(self.env, price_percent=80)
        rule = create_price_rule(create_pricelist(self.env), vip, 70)
        with Form(rule) as form:
            form.customer_category_id = self.env["customer.category"]
        self.assertEqual((rule.compute_price, rule.fixed_price), ("fixed", 70))
