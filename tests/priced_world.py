"""Random pricelists and their rules, as records and as the oracle's plain values."""

from datetime import datetime, timedelta

from odoo.fields import Command

NOW = datetime(2026, 5, 1, 12, 0, 0)
APPLIED_ON = {
    "variant": ("0_product_variant", "product_id"),
    "template": ("1_product", "product_tmpl_id"),
    "category": ("2_product_category", "categ_id"),
    "everything": ("3_global", None),
}


class PricedWorld:
    """A few pricelists with many rules on few products, so that they meet and tie."""

    def __init__(self, env, rng, pool):
        """Make it.

        :param rng: the ``random.Random`` that decides
        :param dict pool: ids: ``categories`` of customers, ``variants``, ``templates``,
            ``product_categories``; ``currencies`` as pairs of id and rate
        """
        self.env, self.rng, self.pool = env, rng, pool
        self.values = {"pricelists": {}, "rules": {}}
        # A pricelist leans on those before it: no loops.
        for number in range(rng.randint(1, 3)):
            self._add_pricelist(number)
        for pricelist in list(self.values["pricelists"].values()):
            for _ in range(rng.choice((0, 3, 12))):
                self._add_rule(pricelist)

    def _add_pricelist(self, number):
        currency_id, rate = self.rng.choice(self.pool["currencies"])
        policy = self.rng.choice(("lowest", "category_first"))
        record = self.env["product.pricelist"].create(
            {
                "name": f"List {number}",
                "currency_id": currency_id,
                "customer_category_policy": policy,
            }
        )
        plain = {"id": record.id, "policy": policy, "rate": rate}
        self.values["pricelists"][record.id] = plain

    def _add_rule(self, pricelist):
        rule = self._draw_rule(pricelist)
        record = self.env["product.pricelist.item"].create(self._as_record(rule))
        self.values["rules"][record.id] = {**rule, "id": record.id}

    def _draw_rule(self, pricelist):
        pick = self.rng.choice
        scope = pick(tuple(APPLIED_ON))
        kind = pick(("fixed", "percentage", "percentage", "percentage", "formula"))
        earlier = [i for i in self.values["pricelists"] if i < pricelist["id"]]
        bases = ["list_price", "list_price"]
        bases += ["standard_price"] if kind == "formula" else []
        bases += ["pricelist"] if earlier else []
        category = pick((None, *self.pool["categories"], *self.pool["categories"]))
        start, end = pick(((None, None), (None, None), (-2, 3), (1, None), (None, -1)))
        formula = kind == "formula"
        min_margin = pick((0, 0, -1)) if formula else 0
        return {
            "pricelist": pricelist["id"],
            "category": category,
            "scope": scope,
            "target": self._draw_target(scope),
            "min_quantity": pick((0, 0, 0, 2, 12)),
            "date_start": start and NOW + timedelta(days=start),
            "date_end": end and NOW + timedelta(days=end),
            "kind": kind,
            "fixed_price": pick((0, 5, 7.5, 9)) if kind == "fixed" else 0,
            "discount": 0 if kind == "fixed" else pick((-10, 0, 10, 10, 20, 33.3, 100)),
            "base": "list_price" if kind == "fixed" else pick(bases),
            "base_pricelist": pick(earlier) if earlier else None,
            "round": pick((0, 0, 0.5)) if formula else 0,
            "surcharge": pick((0, 0, 0.25, -20)) if formula else 0,
            "min_margin": min_margin,
            "max_margin": 1 if min_margin else 0,
            "floor": pick((None, None, None, 0, 25)) if category else None,
        }

    def _draw_target(self, scope):
        name = {
            "variant": "variants",
            "template": "templates",
            "category": "product_categories",
        }.get(scope)
        return self.rng.choice(self.pool[name]) if name else None

    def _as_record(self, rule):
        applied_on, fname = APPLIED_ON[rule["scope"]]
        is_nested = rule["base"] == "pricelist"
        return {
            "pricelist_id": rule["pricelist"],
            "customer_category_id": rule["category"],
            "applied_on": applied_on,
            **({fname: rule["target"]} if fname else {}),
            "min_quantity": rule["min_quantity"],
            "date_start": rule["date_start"],
            "date_end": rule["date_end"],
            "compute_price": rule["kind"],
            "fixed_price": rule["fixed_price"],
            "percent_price": rule["discount"],
            "price_discount": rule["discount"],
            "base": rule["base"],
            "base_pricelist_id": rule["base_pricelist"] if is_nested else False,
            "price_round": rule["round"],
            "price_surcharge": rule["surcharge"],
            "price_min_margin": rule["min_margin"],
            "price_max_margin": rule["max_margin"],
            "customer_category_has_floor": rule["floor"] is not None,
            "customer_category_floor_percent": rule["floor"] or 0,
        }


def create_products(env):
    """Create products in a tree of product categories, one of them with variants."""
    categories = env["product.category"]
    food = categories.create({"name": "Food"})
    fruit = categories.create({"name": "Fruit", "parent_id": food.id})
    tools = categories.create({"name": "Tools"})
    size = env["product.attribute"].create(
        {
            "name": "Size",
            "value_ids": [Command.create({"name": name}) for name in ("Small", "Big")],
        }
    )
    size.value_ids[1].default_extra_price = 1.5
    line = Command.create(
        {"attribute_id": size.id, "value_ids": [Command.set(size.value_ids.ids)]}
    )
    templates = env["product.template"].create(
        [
            {"name": "Apple", "categ_id": fruit.id, "list_price": 10},
            {"name": "Bread", "categ_id": food.id, "list_price": 8.95},
            {"name": "Free", "categ_id": food.id, "list_price": 0},
            {"name": "Shirt", "categ_id": tools.id, "list_price": 9.99},
            {"name": "Voucher", "categ_id": tools.id, "list_price": -3},
        ]
    )
    templates[3].attribute_line_ids = [line]
    for product, cost in zip(
        templates.product_variant_ids, (7.5, 0, 2, 4.3, 9, 1), strict=True
    ):
        product.standard_price = cost
    return templates.product_variant_ids
