"""P1-P3 once more, as slow and plain as they can be said, on values without records."""

from odoo.tools import float_round

SCOPES = ("variant", "template", "category", "everything")


def price_rule(world, pricelist_id, product, sale):
    """Return the price and the id of the rule that gave it.

    :param dict world: ``pricelists`` and ``rules``, lists of dicts by id
    :param dict product: id, template, path (product categories, the own one last),
        price, cost and factor (how many of the product's units make the sale's one)
    :param dict sale: quantity in the sale's unit, date, and the customer's categories
        in their sequence
    """
    pricelist = world["pricelists"][pricelist_id]
    applicable = [
        rule
        for rule in world["rules"].values()
        if rule["pricelist"] == pricelist_id and _applies(rule, product, sale)
    ]
    applicable.sort(key=lambda rule: _place(rule, product))
    general = _first(applicable, None)
    best = (_rule_price(world, pricelist, general, product, sale), _id(general))
    offers = []
    for category in sale["categories"]:
        rule = _first(applicable, category)
        if rule:
            price = _rule_price(world, pricelist, rule, product, sale)
            offers.append((price, rule["id"]))
    if pricelist["policy"] == "category_first" and offers:
        best = offers.pop(0)
    for offer in offers:
        if offer[0] < best[0]:
            best = offer
    return best


def _applies(rule, product, sale):
    if rule["min_quantity"] > sale["quantity"] * product["factor"]:
        return False
    if rule["date_start"] and sale["date"] < rule["date_start"]:
        return False
    if rule["date_end"] and sale["date"] > rule["date_end"]:
        return False
    return {
        "variant": rule["target"] == product["id"],
        "template": rule["target"] == product["template"],
        "category": rule["target"] in product["path"],
        "everything": True,
    }[rule["scope"]]


def _place(rule, product):
    """Odoo's own order: the nearer, then the larger quantity, then the newer."""
    depth = 0
    if rule["scope"] == "category":
        depth = product["path"].index(rule["target"])
    return SCOPES.index(rule["scope"]), -rule["min_quantity"], -depth, -rule["id"]


def _first(rules, category):
    return next((rule for rule in rules if rule["category"] == category), None)


def _id(rule):
    return rule["id"] if rule else False


def _rule_price(world, pricelist, rule, product, sale):
    if rule is None:
        return product["price"] * product["factor"] * pricelist["rate"]
    if rule["kind"] == "fixed":
        price = rule["fixed_price"] * product["factor"]
    else:
        base = _base(world, pricelist, rule, product, sale)
        price = base - base * (rule["discount"] / 100)
        if rule["kind"] == "formula":
            price = _with_limits(rule, price, base, product["factor"])
    if rule["floor"] is not None and product["cost"] > 0:
        cost = product["cost"] * product["factor"] * pricelist["rate"]
        price = max(price, cost * (1 + rule["floor"] / 100))
    return price


def _base(world, pricelist, rule, product, sale):
    if rule["base"] == "list_price":
        return product["price"] * product["factor"] * pricelist["rate"]
    if rule["base"] == "standard_price":
        return product["cost"] * product["factor"] * pricelist["rate"]
    other = world["pricelists"][rule["base_pricelist"]]
    price, _rule_id = price_rule(world, other["id"], product, sale)
    return price * pricelist["rate"] / other["rate"]


def _with_limits(rule, price, base, factor):
    if rule["round"]:
        price = float_round(price, precision_rounding=rule["round"])
    price += rule["surcharge"] * factor
    if rule["min_margin"]:
        price = max(price, base + rule["min_margin"] * factor)
    if rule["max_margin"]:
        price = min(price, base + rule["max_margin"] * factor)
    return price
