"""A shop made at random: products, customers and every kind of pricelist rule."""

from datetime import datetime, timedelta
from random import Random

from odoo.fields import Command

from .common import create_category, create_customer, create_shop

QUANTITIES = [0.5, 1, 2, 2.5, 3, 5, 7, 10, 12, 100, -1, -10]
MINIMA = [0, 0, 0, 0, 1, 2, 2.5, 3, 5, 10, 10]
ROUNDINGS = [0, 0, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]
PRICELISTS = 14


class RandomShop:
    """Everything a till needs for prices, drawn from one seed."""

    def __init__(self, env, seed):
        self.env = env
        self.random = Random(seed)
        self.product_categories = self._product_categories()
        self.products = self._products() | self._variants()
        self.categories = self._categories()
        self.customers = self._customers()
        self.pricelists = self._pricelists()
        # The till offers every other pricelist; the rest is there to be built on.
        self.offered = self.pricelists[1::2]
        self.till = create_shop(
            env,
            "Random",
            use_pricelist=True,
            pricelist_id=self.offered[0].id,
            available_pricelist_ids=self.offered.ids,
        )

    def sales(self, count):
        """Draw what is asked for: pricelist, customer or None, and quantity.

        :param int count: how many prices there are to be at least
        :return: list of ``(pricelist, partner, quantity)``, each for all products
        """
        return [
            (
                self.random.choice(self.offered),
                self.random.choice([*self.customers, self.env["res.partner"]]),
                self.random.choice(QUANTITIES),
            )
            for _ in range(-(-count // len(self.products)))
        ]

    def _amount(self, low, high):
        digits = self.random.choice([0, 1, 2, 2])
        return round(self.random.uniform(low, high), digits)

    def _product_categories(self):
        categories = self.env["product.category"]
        for i in range(9):
            parents = [False, *categories.ids[-4:]]
            name = f"Goods {self.random.randrange(10**6)} {i}"
            parent_id = self.random.choice(parents)
            categories |= categories.create({"name": name, "parent_id": parent_id})
        return categories

    def _product_values(self, name):
        return {
            "name": name,
            "list_price": self._amount(0.01, 500),
            "categ_id": self.random.choice(self.product_categories).id,
            "available_in_pos": True,
            "taxes_id": [Command.clear()],
        }

    def _products(self):
        products = self.env["product.product"].create(
            [self._product_values(f"Thing {i}") for i in range(20)]
        )
        for product in products:
            product.standard_price = self._amount(0, 300)
        return products

    def _variants(self):
        """Products in three sizes, two of which cost extra."""
        size = self.env["product.attribute"].create(
            {
                "name": "Size",
                "create_variant": "always",
                "value_ids": [
                    Command.create(
                        {"name": name, "default_extra_price": self._amount(-5, 20)}
                    )
                    for name in ("S", "M", "L")
                ],
            }
        )
        line = {"attribute_id": size.id, "value_ids": [Command.set(size.value_ids.ids)]}
        templates = self.env["product.template"].create(
            [
                {
                    **self._product_values(f"Garment {i}"),
                    "attribute_line_ids": [Command.create(line)],
                }
                for i in range(6)
            ]
        )
        for variant in templates.product_variant_ids:
            variant.standard_price = self._amount(0, 300)
        return templates.product_variant_ids

    def _categories(self):
        categories = self.env["customer.category"]
        for i in range(7):
            sequence = self.random.choice([1, 2, 2, 3])
            categories |= create_category(self.env, f"Group {i}", sequence=sequence)
        return categories

    def _customers(self):
        customers = self.env["res.partner"]
        for i in range(14):
            customer = create_customer(self.env, f"Customer {i}")
            count = self.random.choice([0, 1, 1, 2, 3, 5])
            held = self.random.sample(list(self.categories), count)
            for category in held:
                customer._add_customer_categories(category, "manual")
            customers |= customer
        customers[0].is_company = True
        customers |= create_customer(self.env, "Clerk", parent_id=customers[0].id)
        # Members of an archived category stay members; its prices end.
        self.categories[0].active = False
        return customers

    def _pricelists(self):
        pricelists = self.env["product.pricelist"]
        for i in range(PRICELISTS):
            policy = self.random.choice(["lowest", "category_first"])
            pricelist = pricelists.create(
                {"name": f"Prices {i}", "customer_category_policy": policy}
            )
            self.env["product.pricelist.item"].create(
                [
                    {"pricelist_id": pricelist.id, **self._rule(pricelists)}
                    for _ in range(self.random.randint(3, 25))
                ]
            )
            pricelists |= pricelist
        return pricelists

    def _rule(self, bases):
        """Draw a rule.

        :param bases: pricelists it may build on
        """
        category = self.random.choice([False, *self.categories])
        if self.random.random() < 0.3:
            category = False
        return {
            "customer_category_id": category.id if category else False,
            **(self._floor() if category else {}),
            "min_quantity": self.random.choice(MINIMA),
            **self._reach(),
            **self._period(),
            **self._computation(bases),
        }

    def _reach(self):
        product = self.random.choice(self.products)
        return self.random.choice(
            [
                {"applied_on": "0_product_variant", "product_id": product.id},
                {
                    "applied_on": "1_product",
                    "product_tmpl_id": product.product_tmpl_id.id,
                },
                {
                    "applied_on": "2_product_category",
                    "categ_id": self.random.choice(self.product_categories).id,
                },
                {"applied_on": "3_global"},
            ]
        )

    def _floor(self):
        """Some rules of categories keep a margin above the cost."""
        return {
            "customer_category_has_floor": self.random.random() < 0.3,
            "customer_category_floor_percent": self.random.choice([0, 5, 33.3]),
        }

    def _period(self):
        """Most rules hold now; some ended, some begin later."""
        now = datetime.now().replace(microsecond=0)
        days = self.random.randint(1, 30)
        before, after = now - timedelta(days=days), now + timedelta(days=days)
        return self.random.choice(
            [
                {},
                {},
                {},
                {},
                {"date_start": before, "date_end": after},
                {"date_end": before},
                {"date_start": after},
            ]
        )

    def _computation(self, bases):
        base = self.random.choice(["list_price", "standard_price", "pricelist"])
        values = {"base": base}
        if base == "pricelist":
            if not bases:
                return self._computation(self.env["product.pricelist"])
            values["base_pricelist_id"] = self.random.choice(bases[-5:]).id
        kind = self.random.choice(["fixed", "percentage", "formula", "formula"])
        values["compute_price"] = kind
        if kind == "fixed":
            return {**values, "fixed_price": self._amount(0, 400)}
        if kind == "percentage":
            return {**values, "percent_price": self._amount(-20, 100)}
        return {**values, **self._formula()}

    def _formula(self):
        values = {
            "price_discount": self._amount(-50, 100),
            "price_round": self.random.choice(ROUNDINGS),
            "price_surcharge": self.random.choice([0, -0.01, self._amount(-5, 20)]),
        }
        if self.random.random() < 0.5:
            low = self._amount(-50, 20)
            values["price_min_margin"] = low
            values["price_max_margin"] = low + self._amount(0, 60)
        return values
