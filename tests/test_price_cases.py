"""The cases of prices that the till's tests read too (P6)."""

from datetime import datetime, timedelta

from .common import CategoryCase, create_category, create_product, read_cases

SAME_NAME = {
    "percent": "percent_price",
    "price": "fixed_price",
    "discount": "price_discount",
    "round": "price_round",
    "surcharge": "price_surcharge",
    "min_margin": "price_min_margin",
    "max_margin": "price_max_margin",
    "from": "min_quantity",
}


class TestPriceCases(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.categories = {
            name: create_category(cls.env, name, sequence=sequence)
            for sequence, name in enumerate(["VIP", "Trade", "Staff", "Archived"])
        }
        product_categories = cls.env["product.category"]
        goods = product_categories.create({"name": "Goods"})
        shoes = product_categories.create({"name": "Shoes", "parent_id": goods.id})
        sizes = product_categories.create({"name": "Sizes"})
        cls.thing = create_product(cls.env, standard_price=40, categ_id=shoes.id)
        other = create_product(cls.env, "Other")
        template = cls.thing.product_tmpl_id
        cls.reach = {
            "variant": {"product_id": cls.thing.id},
            "product": {"product_tmpl_id": template.id},
            "other": {"product_tmpl_id": other.product_tmpl_id.id},
            "shoes": {"categ_id": shoes.id},
            "goods": {"categ_id": goods.id},
            "sizes": {"categ_id": sizes.id},
            "all": {},
        }
        now = datetime.now().replace(microsecond=0)
        cls.periods = {
            "now": {},
            "ended": {"date_end": now - timedelta(days=1)},
            "later": {"date_start": now + timedelta(days=1)},
        }

    def create_pricelist(self, values, base):
        pricelist = self.env["product.pricelist"].create(
            {"name": "Case", "customer_category_policy": values["policy"]}
        )
        for rule in values["rules"]:
            self.env["product.pricelist.item"].create(
                {"pricelist_id": pricelist.id, **self.rule_values(rule, base)}
            )
        return pricelist

    def rule_values(self, rule, base):
        category = self.categories.get(rule.get("for"))
        bases = {
            "cost": {"base": "standard_price"},
            "pricelist": {"base": "pricelist", "base_pricelist_id": base and base.id},
        }
        return {
            "compute_price": rule["kind"],
            "customer_category_id": category.id if category else False,
            **self.reach[rule["on"]],
            **self.periods[rule.get("when", "now")],
            **bases.get(rule.get("base"), {}),
            **{SAME_NAME[key]: rule[key] for key in SAME_NAME if key in rule},
        }

    def price(self, case):
        """Return the price of a case, and the name of the category that gave it."""
        customer = self.env["res.partner"].create({"name": case["name"]})
        for name in case["categories"]:
            customer._add_customer_categories(self.categories[name], "manual")
        self.categories["Archived"].active = False
        pricelist = None
        for values in reversed(case["pricelists"]):
            pricelist = self.create_pricelist(values, pricelist)
        price, rule_id = pricelist._get_product_price_rule(
            self.thing, case["quantity"], partner=customer
        )
        rule = self.env["product.pricelist.item"].browse(rule_id)
        self.categories["Archived"].active = True
        return price, rule.customer_category_id.name or None

    def test_server_gives_the_price_of_every_case(self):
        generated = read_cases("generated_price_cases.js")
        self.assertEqual(len(generated), 300)
        for case in read_cases("price_rule_cases.js") + generated:
            with self.subTest(case["name"]):
                price, category = self.price(case)
                self.assertAlmostEqual(price, case["price"], 9)
                self.assertEqual(category, case["category"])
