"""Server prices: many products for one customer."""

from . import shop
from .lab import WITH, WITHOUT, Work

PRODUCTS = 1_000
CATEGORIES = 5
# Rules for everybody, and as many for each category.
RULES = 50


def measure(lab):
    """Compare with stock where there are category rules, and where there are none."""
    ours = lab.fill(_fill_ours)
    theirs = lab.fill(_fill_theirs, WITHOUT)
    times = lab.choose(30, 8)
    total = RULES * (1 + CATEGORIES)
    for name, pricelist, partner_id, bound in (
        (f"customer in {CATEGORIES} categories with rules", "many", ours["ann"], 1.2),
        (f"customer in {CATEGORIES} categories, no rules", "few", ours["ann"], 1.02),
        ("customer in no category, no rules", "few", ours["bob"], 1.02),
        ("nobody, no rules", "few", None, 1.02),
    ):
        result = lab.compare(
            _work(WITH, ours[pricelist], partner_id),
            _work(WITHOUT, theirs[pricelist], None),
            times,
        )
        rules = total if pricelist == "many" else RULES
        work = f"prices of {PRODUCTS:,} products, {name} : stock with {rules} rules"
        yield result.row(work, bound)


def _work(side, pricelist_id, partner_id):
    def price(env):
        products = env["product.product"].search([("name", "=like", "Product %")])
        pricelist = env["product.pricelist"].browse(pricelist_id)
        customer = {"partner": env["res.partner"].browse(partner_id)}
        prices = pricelist._get_products_price(
            products, 1, **customer if partner_id else {}
        )
        assert len(prices) == PRODUCTS

    return Work(price, side)


def _fill_ours(env):
    """Return ids: a pricelist with category rules, one without, two customers."""
    products = shop.create_products(env, PRODUCTS)
    categories = env["customer.category"].create(
        [{"name": f"Category {number}"} for number in range(CATEGORIES)]
    )
    ann, bob = env["res.partner"].create([{"name": "Ann"}, {"name": "Bob"}])
    ann._add_customer_categories(categories, "manual")
    groups = [{}] + [{"customer_category_id": category.id} for category in categories]
    return {
        "many": create_pricelist(env, products, groups),
        "few": create_pricelist(env, products, [{}]),
        "ann": ann.id,
        "bob": bob.id,
    }


def _fill_theirs(env):
    """Return ids of pricelists with as many rules, all for everybody."""
    products = shop.create_products(env, PRODUCTS)
    return {
        "many": create_pricelist(env, products, [{}] * (1 + CATEGORIES)),
        "few": create_pricelist(env, products, [{}]),
    }


def create_pricelist(env, products, groups):
    """Create a pricelist with rules on everything, on aisles and on products."""
    pricelist = env["product.pricelist"].create({"name": "Bench"})
    rules = []
    for number, values in enumerate(groups):
        rule = {**values, "pricelist_id": pricelist.id, "compute_price": "percentage"}
        everything = {"applied_on": "3_global", "percent_price": 1 + number}
        rules.append({**rule, **everything})
        for aisle in products.categ_id[:9]:
            target = {"applied_on": "2_product_category", "categ_id": aisle.id}
            rules.append({**rule, **target, "percent_price": 2 + number})
        # Spread, so that groups meet on some products and not on others.
        for product in products[number * 20 :: 25][: RULES - 10]:
            template = product.product_tmpl_id.id
            target = {"applied_on": "1_product", "product_tmpl_id": template}
            rules.append({**rule, **target, "percent_price": 5 + number})
    env["product.pricelist.item"].create(rules)
    return pricelist.id
