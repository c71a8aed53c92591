"""Prices on the server: P1, P2, P3, P4 and P9."""

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import BaseCase, Form

from ..engines.pricing import best_offer
from .common import CategoryCase, create_category, create_product, read_cases


class TestChoice(BaseCase):
    """The table that the till's tests read too (P6)."""

    def test_every_case_of_the_shared_table(self):
        cases = read_cases("price_choice_cases.js")
        self.assertGreater(len(cases), 20)
        for case in cases:
            with self.subTest(case["name"]):
                winner = best_offer(case["general"], case["offers"], case["policy"])
                self.assertEqual(-1 if winner is None else winner, case["winner"])


class TestCategoryRules(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env, price_percent=80, sequence=1)
        cls.trade = create_category(cls.env, "Trade", sequence=2)
        cls.mug = create_product(cls.env, price=100)
        cls.pricelist = cls.env["product.pricelist"].create({"name": "Shop"})
        cls.customer._add_customer_categories(cls.vip, "manual")

    def rule(self, category=None, fixed_price=None, **values):
        values.setdefault("pricelist_id", self.pricelist.id)
        if fixed_price is not None:
            values.update(compute_price="fixed", fixed_price=fixed_price)
        category_id = category.id if category else False
        return self.env["product.pricelist.item"].create(
            {"customer_category_id": category_id, **values}
        )

    def price(self, partner=None, quantity=1, **kwargs):
        partner = self.customer if partner is None else partner
        return self.pricelist._get_product_price(
            self.mug, quantity, partner=partner, **kwargs
        )

    def test_member_pays_the_category_price(self):
        self.rule(self.vip, 70)
        self.assertEqual(self.price(), 70)

    def test_anonymous_and_others_pay_the_full_price(self):
        self.rule(self.vip, 70)
        nobody = self.env["res.partner"]
        other = self.env["res.partner"].create({"name": "Bob"})
        self.assertEqual(self.price(nobody), 100)
        self.assertEqual(self.price(other), 100)
        self.assertEqual(self.pricelist._get_product_price(self.mug, 1), 100)

    def test_context_names_the_customer_where_no_keyword_can(self):
        self.rule(self.vip, 70)
        pricelist = self.pricelist.with_context(
            customer_category_partner_id=self.customer.id
        )
        self.assertEqual(pricelist._get_product_price(self.mug, 1), 70)

    def test_lower_price_for_everybody_wins(self):
        self.rule(self.vip, 70)
        self.rule(None, 60)
        self.assertEqual(self.price(), 60)

    def test_category_first_takes_the_category_price_though_higher(self):
        self.pricelist.customer_category_policy = "category_first"
        self.rule(self.vip, 70)
        self.rule(None, 60)
        self.assertEqual(self.price(), 70)

    def test_cheapest_of_two_categories_wins(self):
        self.customer._add_customer_categories(self.trade, "manual")
        self.rule(self.vip, 70)
        self.rule(self.trade, 65)
        self.assertEqual(self.price(), 65)

    def test_rule_that_gave_the_price_is_returned(self):
        rule = self.rule(self.vip, 70)
        price_rule = self.pricelist._get_product_price_rule(
            self.mug, 1, partner=self.customer
        )
        self.assertEqual(price_rule, (70, rule.id))

    def test_tie_goes_to_the_rule_for_everybody(self):
        self.rule(self.vip, 70)
        everybody = self.rule(None, 70)
        rule_id = self.pricelist._get_product_price_rule(
            self.mug, 1, partner=self.customer
        )[1]
        self.assertEqual(rule_id, everybody.id)

    def test_first_applicable_rule_of_a_category_counts_not_its_cheapest(self):
        self.rule(self.vip, 50)
        self.rule(
            self.vip,
            75,
            applied_on="1_product",
            product_tmpl_id=self.mug.product_tmpl_id.id,
        )
        self.assertEqual(self.price(), 75)

    def test_quantity_break_of_a_category(self):
        self.rule(self.vip, 70, min_quantity=10)
        self.assertEqual(self.price(quantity=9), 100)
        self.assertEqual(self.price(quantity=10), 70)

    def test_rule_that_ended_does_not_count(self):
        self.rule(self.vip, 70, date_end="2026-01-31 00:00:00")
        self.assertEqual(self.price(date="2026-02-01 00:00:00"), 100)
        self.assertEqual(self.price(date="2026-01-30 00:00:00"), 70)

    def test_archived_category_gives_no_price(self):
        self.rule(self.vip, 70)
        self.vip.active = False
        self.assertEqual(self.price(), 100)

    def test_contact_pays_the_price_of_its_company(self):
        self.rule(self.vip, 70)
        self.customer.is_company = True
        bob = self.env["res.partner"].create(
            {"name": "Bob", "parent_id": self.customer.id}
        )
        self.assertEqual(self.price(bob), 70)

    def test_base_pricelist_knows_the_customer_too(self):
        base = self.env["product.pricelist"].create(
            {
                "name": "Base",
                "item_ids": [
                    Command.create(
                        {
                            "customer_category_id": self.vip.id,
                            "compute_price": "fixed",
                            "fixed_price": 50,
                        }
                    )
                ],
            }
        )
        self.rule(
            compute_price="percentage",
            percent_price=10,
            base="pricelist",
            base_pricelist_id=base.id,
        )
        self.assertEqual(self.price(), 45)
        self.assertEqual(self.price(self.env["res.partner"]), 90)

    def test_choosing_a_category_fills_in_its_discount(self):
        items = self.env["product.pricelist.item"]
        form = Form(items.with_context(default_pricelist_id=self.pricelist.id))
        form.customer_category_id = self.vip
        rule = form.save()
        self.assertEqual(rule.compute_price, "percentage")
        self.assertEqual(rule.percent_price, 20)
        self.assertEqual(self.price(), 80)

    def test_discount_beyond_its_bounds_is_refused(self):
        for percent in (101, -901):
            with self.assertRaisesRegex(ValidationError, "“VIP” in “Shop”"):
                self.rule(self.vip, compute_price="percentage", percent_price=percent)

    def test_category_of_another_company_is_refused(self):
        here, there = self.env.company, self.env["res.company"].create({"name": "B"})
        self.pricelist.company_id = here
        foreign = create_category(self.env, "Foreign", company_id=there.id)
        with self.assertRaisesRegex(Exception, "Foreign"):
            self.rule(foreign, 70)
