"""Prices of random pricelists against `price_oracle`: P1, P2, P3 and the floor.

`CUSTOMER_CATEGORY_EXAMPLES=1000` asks for more worlds.
"""

import os
from datetime import timedelta
from itertools import product as combine
from random import Random
from unittest.mock import patch

from ..engines import pricing
from .common import CategoryCase, create_category
from .price_oracle import price_rule
from .priced_world import NOW, PricedWorld, create_products

WORLDS = int(os.environ.get("CUSTOMER_CATEGORY_EXAMPLES", "60"))
QUANTITIES = (1, 2, 12)
DAYS = (0, 1.5)


class TestPrices(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.products = create_products(cls.env)
        cls.unit = cls.env.ref("uom.product_uom_unit")
        cls.dozen = cls.env.ref("uom.product_uom_dozen")
        # The one created first comes last in sequence.
        cls.categories = cls.env["customer.category"].concat(
            *(create_category(cls.env, f"C{i}", sequence=9 - i) for i in range(4))
        )
        cls.foreign = cls.env["res.currency"].create(
            {"name": "DBL", "symbol": "D", "rate_ids": []}
        )
        cls.env["res.currency.rate"].create(
            {"name": "2020-01-01", "rate": 2, "currency_id": cls.foreign.id}
        )
        cls.customers = [
            cls._create_customer(cls.categories[:count]) for count in (0, 1, 2, 4)
        ]
        cls.pool = {
            "categories": cls.categories.ids,
            "variants": cls.products.ids,
            "templates": cls.products.product_tmpl_id.ids,
            "product_categories": cls.env["product.category"]
            .search([("id", "parent_of", cls.products.categ_id.ids)])
            .ids,
            "currencies": [(cls.env.company.currency_id.id, 1), (cls.foreign.id, 2)],
        }

    @classmethod
    def _create_customer(cls, categories):
        customer = cls.env["res.partner"].create({"name": f"In {len(categories)}"})
        if categories:
            customer._add_customer_categories(categories, "manual")
        return customer

    def plain(self, product, uom):
        return {
            "id": product.id,
            "template": product.product_tmpl_id.id,
            "path": [int(i) for i in product.categ_id.parent_path.split("/") if i],
            "price": product.lst_price,
            "cost": product.standard_price,
            "factor": 12 if uom == self.dozen else 1,
        }

    def compare(self, world, pricelist, customer, sale):
        """Hold the prices of all products against the oracle's; return how many."""
        quantity, days, uom = sale
        date = NOW + timedelta(days=days)
        found = pricelist._compute_price_rule(
            self.products, quantity, partner=customer, date=date, uom=uom
        )
        plain_sale = {
            "quantity": quantity,
            "date": date,
            "categories": customer.customer_category_ids.sorted("sequence").ids,
        }
        for product in self.products:
            self.assertEqual(
                found[product.id],
                price_rule(
                    world.values, pricelist.id, self.plain(product, uom), plain_sale
                ),
                f"{product.display_name}, {customer.name}, {sale}, {world.values}",
            )
        return len(found)

    def compare_world(self, seed):
        world = PricedWorld(self.env, Random(seed), self.pool)
        pricelists = self.env["product.pricelist"].browse(world.values["pricelists"])
        sales = [*combine(QUANTITIES, DAYS, (self.unit,)), (1, 0, self.dozen)]
        return sum(
            self.compare(world, pricelist, customer, sale)
            for pricelist, customer, sale in combine(pricelists, self.customers, sales)
        )

    def test_every_price_is_the_one_that_the_rules_say(self):
        count = 0
        for seed in range(WORLDS):
            with self.subTest(seed=seed):
                count += self.compare_world(seed)
        self.assertGreater(count, 100 * WORLDS)

    def test_leaving_rules_out_changes_nothing_though_it_happens(self):
        """Without this the comparison could pass without the shortcut ever taken."""
        taken = []
        original = pricing.OfferIndex.offers

        def offers(index, *args):
            result = original(index, *args)
            taken.append(result.is_shortened)
            return result

        with patch.object(pricing.OfferIndex, "offers", offers):
            for seed in range(10):
                self.compare_world(seed)
        self.assertGreater(sum(taken), 50)
        self.assertIn(False, taken)
