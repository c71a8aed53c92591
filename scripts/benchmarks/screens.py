"""Screens: everything an owner or a clerk opens, beside stock's list of contacts."""

import time
from functools import partial
from statistics import median

from . import members, population, shop, web
from .client import Client
from .lab import WITH, WITHOUT, seconds
from .rows import Row

CONTACTS = 100_000
GROUPS = 20
ALL = {"active_model": "res.partner", "active_domain": []}


def measure(lab):
    """Open each screen in turn with stock's list of contacts."""
    count = lab.size or lab.choose(CONTACTS, 5_000)
    for side in (WITHOUT, WITH):
        lab.fill(lambda env: population.add_customers(env, count), side)
    made = lab.fill(partial(_fill, count=count))
    lab.tidy()
    cookies = {}
    with web.server(lab.databases.values()) as address:
        for side in (WITH, WITHOUT):
            with lab.session(side) as env:
                cookies[side] = web.log_in(env, address)
                env.cr.commit()
        ours, stock = (Client(address, cookies[side]) for side in (WITH, WITHOUT))
        for name, look in _screens(ours, made):
            yield _row(lab, name, look, partial(stock.open, "res.partner"))


def _fill(env, count):
    categories = members.create_categories(env, GROUPS)
    members.add_members(env, categories, count)
    rules = shop.create_rules(env)
    session = shop.create_past_session(env)
    population.add_orders(env, session, population.numbered(1, count), 2)
    env.flush_all()
    env["customer.category"]._recompute()
    products = shop.create_products(env, 100)
    pricelist = env["product.pricelist"].create({"name": "Shop"})
    env["product.pricelist.item"].create(
        [
            {
                "pricelist_id": pricelist.id,
                "customer_category_id": category,
                "compute_price": "percentage",
                "percent_price": 5 + number,
            }
            for number, category in enumerate(categories[:10])
        ]
    )
    customers = population.customer_ids(env, min(count, 20_000))
    many = env["res.partner"].browse(customers)
    many._add_customer_categories(
        env["customer.category"].browse(categories[-1]), "bulk", name="Added"
    )
    return {
        "customers": customers,
        "category": categories[0],
        "group": rules[1].id,
        "product": products[0].id,
        "pricelist": pricelist.id,
    }


def _screens(client, made):
    """Yield name and function of each screen."""
    category, customer = made["category"], made["customers"][0]
    selected = {**ALL, "active_ids": made["customers"]}
    look = client.open
    is_member = [["customer_category_ids", "in", [category]]]
    add = {**selected, "default_mode": "add", "default_category_ids": [category]}
    replace = {**add, "default_mode": "replace"}
    yield "contacts, list", partial(look, "res.partner")
    yield "contacts, members", partial(look, "res.partner", domain=is_member)
    yield "contacts, board", partial(look, "res.partner", "kanban")
    yield "contact", partial(look, "res.partner", "form", id=customer)
    for view in ("kanban", "list"):
        yield f"categories, {view}", partial(look, "customer.category", view)
    yield "category", partial(look, "customer.category", "form", id=category)
    yield "rewards group", partial(look, "customer.category", "form", id=made["group"])
    yield "new category", partial(look, "customer.category", "form")
    for name in ("membership", "operation", "pin"):
        yield f"{name}s, list", partial(look, f"customer.category.{name}")
    yield "price rules, list", partial(look, "product.pricelist.item")
    for name, context in (("add all", add), ("replace all", replace)):
        yield (
            f"assign, {name}",
            partial(look, "customer.category.assign", "form", context=context),
        )
    yield "import", partial(look, "customer.category.import", "form")
    for name, values in (
        ("why", {"partner_id": customer}),
        ("member.date", {"category_id": category}),
        ("pricing", {"category_id": category}),
        ("price.check", {"partner_id": customer, "product_id": made["product"]}),
        ("copy", {}),
        ("from.tags", {}),
    ):
        context = {f"default_{fname}": value for fname, value in values.items()}
        yield (
            f"dialog {name}",
            partial(look, f"customer.category.{name}", "form", context=context),
        )
    yield (
        "price conflicts",
        partial(
            client.call, "customer.category.price.conflict", "action_view_conflicts"
        ),
    )
    yield (
        "preview of a group",
        partial(client.call, "customer.category", "action_assign_now", [made["group"]]),
    )


def _row(lab, name, ours, theirs):
    pairs = []
    for number in range(-1, lab.choose(5, 3)):
        pair = [_seconds(ours), _seconds(theirs)]
        if number >= 0:
            pairs.append(pair)
    mine, other = (median(values) for values in zip(*pairs, strict=True))
    slow = "" if mine < 1 else ", over a second"
    figure = f"{seconds(mine)} : {seconds(other)}{slow}"
    ratio = median(mine / other for mine, other in pairs)
    return Row(f"screen {name} : stock's list of contacts", figure, ratio)


def _seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
