"""What a price is, why, and where prices contradict each other."""

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_product,
)


class EffectCase(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["product.pricelist.item"].search([]).unlink()
        cls.vip = create_category(cls.env, sequence=1)
        cls.trade = create_category(cls.env, "Trade", sequence=2)
        cls.mug = create_product(cls.env, price=100)
        cls.pricelist = create_pricelist(cls.env)


class TestPriceCheck(EffectCase):
    def check(self, **values):
        return self.env["customer.category.price.check"].create(
            {
                "product_id": self.mug.id,
                "pricelist_id": self.pricelist.id,
                **values,
            }
        )

    def test_member_of_a_category(self):
        rule = create_price_rule(self.pricelist, self.vip, percent_price=20)
        check = self.check(category_id=self.vip.id)
        self.assertEqual((check.price, check.general_price), (80, 100))
        self.assertEqual(check.item_id, rule)
        self.assertEqual(check.reason, "Members of “VIP” pay this price.")

    def test_customer_in_two_categories(self):
        self.customer._add_customer_categories(self.vip + self.trade, "manual")
        create_price_rule(self.pricelist, self.vip, percent_price=20)
        create_price_rule(self.pricelist, self.trade, percent_price=30)
        check = self.check(partner_id=self.customer.id)
        self.assertEqual(check.price, 70)
        self.assertIn("“Trade” is the lowest", check.reason)
        for text in ("VIP", "80.00", "Trade", "70.00", "Everybody", "100.00"):
            self.assertIn(text, check.offers)

    def test_price_for_everybody_that_is_lower(self):
        create_price_rule(self.pricelist, self.vip, 90)
        create_price_rule(self.pricelist, None, 50)
        check = self.check(category_id=self.vip.id)
        self.assertEqual(check.price, 50)
        self.assertIn("no price of a category is lower", check.reason)

    def test_lower_price_hidden_by_the_policy(self):
        self.pricelist.customer_category_policy = "category_first"
        create_price_rule(self.pricelist, self.vip, 90)
        create_price_rule(self.pricelist, None, 50)
        check = self.check(category_id=self.vip.id)
        self.assertEqual(check.price, 90)
        self.assertIn("“Shop prices” puts categories first", check.reason)

    def test_product_that_no_rule_reaches(self):
        check = self.check(category_id=self.vip.id)
        self.assertEqual(check.price, 100)
        self.assertIn("No rule of a category reaches this product", check.reason)

    def test_quantity_and_date_count(self):
        create_price_rule(
            self.pricelist,
            self.vip,
            60,
            min_quantity=6,
            date_start="2026-06-01 00:00:00",
            date_end="2026-06-30 00:00:00",
        )
        june = {"category_id": self.vip.id, "date": "2026-06-15 12:00:00"}
        self.assertEqual(self.check(**june).price, 100)
        self.assertEqual(self.check(**june, quantity=6).price, 60)
        july = {**june, "date": "2026-07-15 12:00:00"}
        self.assertEqual(self.check(**july, quantity=6).price, 100)

    def test_what_is_missing_is_said(self):
        self.assertEqual(self.check(product_id=False).reason, "Choose a product.")


class TestConflicts(EffectCase):
    def conflicts(self):
        action = self.env["customer.category.price.conflict"].action_view_conflicts()
        return self.env[action["res_model"]].search(action["domain"])

    def test_customers_in_two_priced_categories(self):
        both = self.customer + create_customer(self.env, "Bob")
        both._add_customer_categories(self.vip + self.trade, "manual")
        create_customer(self.env, "Carl")._add_customer_categories(self.vip, "manual")
        create_price_rule(self.pricelist, self.vip, percent_price=20)
        rule = create_price_rule(self.pricelist, self.trade, percent_price=30)
        line = self.conflicts()
        self.assertEqual(line.category_ids, self.vip + self.trade)
        self.assertEqual(line.customer_count, 2)
        self.assertEqual((line.winner_id, line.item_id), (self.trade, rule))
        self.assertAlmostEqual(line.price, line.product_id.lst_price * 0.7)
        self.assertIn("VIP", line.other_prices)
        self.assertFalse(line.is_lower_hidden)
        action = line.action_view_customers()
        self.assertEqual(self.env["res.partner"].search(action["domain"]), both)

    def test_lower_price_hidden_by_category_first(self):
        self.customer._add_customer_categories(self.vip, "manual")
        create_price_rule(self.pricelist, self.vip, 90)
        create_price_rule(
            self.pricelist,
            None,
            50,
            applied_on="1_product",
            product_tmpl_id=self.mug.product_tmpl_id.id,
        )
        self.assertFalse(self.conflicts())
        self.pricelist.customer_category_policy = "category_first"
        self.pricelist.item_ids.filtered("customer_category_id").write(
            {
                "applied_on": "1_product",
                "product_tmpl_id": self.mug.product_tmpl_id.id,
            }
        )
        line = self.conflicts()
        self.assertTrue(line.is_lower_hidden)
        self.assertEqual((line.winner_id, line.price), (self.vip, 90))
        self.assertRegex(line.other_prices, "Everybody .*50.00")

    def test_customers_of_a_line_are_those_it_counts(self):
        gold = create_category(self.env, "Gold", sequence=3)
        three = create_customer(self.env, "Bob")
        three._add_customer_categories(self.vip + self.trade + gold, "manual")
        self.customer._add_customer_categories(self.vip + self.trade, "manual")
        dan = create_customer(self.env, "Dan")
        unpriced = create_category(self.env, "Unpriced")
        dan._add_customer_categories(self.vip + self.trade + unpriced, "manual")
        for category in self.vip + self.trade + gold:
            create_price_rule(self.pricelist, category, 90)
        found = {
            line.customer_count: self.env["res.partner"].search(
                line.action_view_customers()["domain"]
            )
            for line in self.conflicts()
        }
        self.assertEqual(found, {1: three, 2: self.customer + dan})

    def test_categories_priced_in_different_pricelists_are_no_conflict(self):
        self.customer._add_customer_categories(self.vip + self.trade, "manual")
        create_price_rule(self.pricelist, self.vip, 90)
        create_price_rule(create_pricelist(self.env, "Other"), self.trade, 80)
        self.assertFalse(self.conflicts())

    def test_many_customers_cost_no_more_queries_than_few(self):
        create_price_rule(self.pricelist, self.vip, 90)
        create_price_rule(self.pricelist, self.trade, 80)
        model = self.env["customer.category.price.conflict"]

        def count(number):
            customers = self.env["res.partner"].create(
                [{"name": f"C{i}"} for i in range(number)]
            )
            customers._add_customer_categories(self.vip + self.trade, "manual")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            model._find_conflicts()
            return self.cr.sql_log_count - before

        count(1)
        self.assertEqual(count(2), count(200))
