"""Screen: a till in a browser, from its address to its products, and its prices."""

import time
from dataclasses import dataclass
from statistics import median

from . import browser, web
from .lab import WITH, WITHOUT, seconds
from .rows import Row

OPEN = "document.querySelector('.open-register-btn')"
READY = "document.querySelector('.product-screen .product')"
# The first prices let the engine compile; then there are enough for the clock.
WARM, ROUNDS = 5, 10
# Runs in both tills. Ours keeps what it knows of the customer while an order is priced.
PRICES = """
(async () => {
    const [partnerId, pricelistId, warm, rounds] = %s;
    await posmodel.data.read("res.partner", [partnerId]);
    const order = posmodel.getOrder() ?? posmodel.addNewOrder();
    order.setPartner(posmodel.models["res.partner"].get(partnerId));
    const pricelist = posmodel.models["product.pricelist"].get(pricelistId);
    order.setPricelist(pricelist);
    const products = posmodel.models["product.product"].getAll();
    const ours = odoo.loader.modules.get("@customer_category/app/utils/priced_order");
    const price = () =>
        products.map((product) =>
            product.product_tmpl_id.getPrice(pricelist, 1, 0, false, product));
    const run = () => (ours ? ours.withPricedOrder(order, price) : price());
    for (let i = 0; i < warm; i++) {
        run();
    }
    const start = performance.now();
    let prices;
    for (let i = 0; i < rounds; i++) {
        prices = run();
    }
    const taken = (performance.now() - start) / rounds;
    return { taken, count: prices.length, total: prices.reduce((a, b) => a + b, 0) };
})()"""


@dataclass
class Visit:
    """One start of a till.

    :param float load: seconds until the products are there
    :param float memory: MB of JavaScript's objects
    :param dict prices: ``taken`` in milliseconds, ``count`` and ``total``
    """

    load: float
    memory: float
    prices: dict


def measure(lab, tills):
    """Start both tills in turn, in new browsers, and compare.

    :param dict tills: side -> ids: ``config``, ``pricelist`` and ``partner``
    """
    visits = {WITH: [], WITHOUT: []}
    for side in visits:
        lab.fill(_build_assets, side)
    with web.server(lab.databases.values()) as address:
        # The first start of each is not counted: the server is warm for the others.
        for number in range(-1, lab.choose(7, 3)):
            for side in (WITH, WITHOUT) if number % 2 else (WITHOUT, WITH):
                visit = _visit(lab, side, address, tills[side])
                if number >= 0:
                    visits[side].append(visit)
    yield from _rows(visits)


def _build_assets(env):
    env["ir.qweb"]._pregenerate_assets_bundles()


def _visit(lab, side, address, till):
    with lab.session(side) as env:
        cookie = web.log_in(env, address)
        env.cr.commit()
    with browser.opened(cookie) as page:
        start = time.perf_counter()
        page.open(f"{address}/pos/ui/{till['config']}")
        page.wait_for(OPEN)
        page.evaluate(f"{OPEN}.click()")
        page.wait_for(READY)
        load = time.perf_counter() - start
        memory = page.memory()
        ids = [till["partner"], till["pricelist"]]
        prices = page.evaluate(PRICES % [*ids, WARM, ROUNDS])
    return Visit(load, memory, prices)


def _rows(visits):
    count = visits[WITH][0].prices["count"]
    yield _row(
        "till in a browser, until its products are there",
        [(mine.load, other.load) for mine, other in _pairs(visits)],
        1.05,
    )
    memory = [(mine.memory, other.memory) for mine, other in _pairs(visits)]
    figure = "{:.1f} : {:.1f} MB".format(*_medians(memory))
    work = "till in a browser, memory of its objects : stock"
    yield Row(work, figure, _ratio(memory), bound=1.05)
    yield _row(
        f"till, prices of {count:,} products for a customer in categories",
        [
            (mine.prices["taken"] / 1000, other.prices["taken"] / 1000)
            for mine, other in _pairs(visits)
        ],
        1.5,
    )


def _pairs(visits):
    return list(zip(visits[WITH], visits[WITHOUT], strict=True))


def _row(work, pairs, bound):
    mine, other = map(seconds, _medians(pairs))
    return Row(f"{work} : stock", f"{mine} : {other}", _ratio(pairs), bound=bound)


def _medians(pairs):
    return [median(values) for values in zip(*pairs, strict=True)]


def _ratio(pairs):
    return median(mine / other for mine, other in pairs)
