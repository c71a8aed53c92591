"""Till: what the server sends when a till starts, and what a browser makes of it."""

import json

from odoo.tools.json import json_default

from . import members, population, prices, screen, shop
from .lab import WITH, WITHOUT, Work
from .rows import Row

PRODUCTS = 1_000
CUSTOMERS = 2_000
CATEGORIES = 5


def measure(lab):
    """Compare time and size of the answer, and the tills that get it."""
    sizes = {}
    tills = {side: lab.fill(_fill(side), side) for side in (WITH, WITHOUT)}
    works = [_work(side, tills[side]["session"], sizes) for side in (WITH, WITHOUT)]
    result = lab.compare(*works, lab.choose(15, 5))
    work = f"till with {PRODUCTS:,} products loads"
    yield result.row(f"{work} : stock", 1.05)
    ratio = sizes[WITH] / sizes[WITHOUT]
    figure = f"{sizes[WITH] / 1000:,.0f} : {sizes[WITHOUT] / 1000:,.0f} kB"
    yield Row(f"{work}, size of the answer : stock", figure, ratio, bound=1.05)
    yield from screen.measure(lab, tills)


def _work(side, session_id, sizes):
    def load(env):
        answer = env["pos.session"].browse(session_id).load_data([])
        sizes[side] = len(json.dumps(answer, default=json_default))

    return Work(load, side)


def _fill(side):
    def fill(env):
        """Fill one side and return ids: till, session, pricelist, a customer."""
        products = shop.create_products(env, PRODUCTS)
        groups = [{}] * (1 + CATEGORIES)
        population.add_customers(env, CUSTOMERS)
        partner = env["res.partner"].create({"name": "Ann"})
        if side == WITH:
            ids = members.create_categories(env, CATEGORIES)
            shop.create_rules(env)
            members.add_members(env, ids, CUSTOMERS)
            categories = env["customer.category"].browse(ids)
            partner._add_customer_categories(categories, "manual")
            groups = [{}, *({"customer_category_id": number} for number in ids)]
        past = shop.create_past_session(env)
        customers = population.numbered(1, CUSTOMERS)
        population.add_orders(env, past, customers, 5)
        pricelist_id = prices.create_pricelist(env, products, groups)
        till = shop.create_till(env, pricelist_id)
        if side == WITH:
            env["customer.category"]._recompute()
        return {
            "config": till.id,
            "session": till.current_session_id.id,
            "pricelist": pricelist_id,
            "partner": partner.id,
        }

    return fill
