"""Order completion: a till sends an order of ten lines."""

from itertools import cycle

from odoo.tools import SQL

from . import population, shop
from .lab import WITH, WITHOUT, Work
from .rows import Row

CUSTOMERS = 10_000
FEW, MANY = 10, 10_000
# Customers with many orders, so that the measured orders do not all fall on one.
REGULARS = 3
LINES = 10


class Till:
    """One side: an open till and customers who take turns."""

    def __init__(self, lab, side):
        """Fill the database of that side."""
        self.side = side
        self.session_id, self.product_ids, ids = lab.fill(
            lambda env: self._fill(env, lab), side
        )
        self.regulars = cycle(ids[:REGULARS])
        self.few = cycle(ids[REGULARS : 2 * REGULARS])
        self.others = cycle(ids[2 * REGULARS :])

    def _fill(self, env, lab):
        till = shop.create_till(env)
        products = shop.create_products(env, LINES)
        if self.side == WITH:
            shop.create_rules(env)
        count = lab.choose(CUSTOMERS, 1_000)
        past = shop.create_past_session(env)
        population.add_customers(env, count)
        others = population.numbered(REGULARS + 1, count)
        population.add_orders(env, past, others, FEW)
        regulars = population.numbered(1, REGULARS)
        population.add_orders(env, past, regulars, MANY)
        ids = population.customer_ids(env, count)
        if self.side == WITH:
            # As after the first scheduled run.
            env.flush_all()
            env["customer.category"]._recompute()
        return till.current_session_id.id, products.ids, ids

    def sale(self, customers):
        """Return the work of selling to the next of some customers."""

        def prepare(env):
            products = env["product.product"].browse(self.product_ids)
            session = env["pos.session"].browse(self.session_id)
            return shop.order_data(session, next(customers), products)

        return Work(_sync, self.side, prepare, commit=True)


def measure(lab):
    """Compare the sides for each kind of customer, then kinds of customers."""
    ours, theirs = Till(lab, WITH), Till(lab, WITHOUT)
    times = lab.choose(60, 20)
    for name, mine, other in (
        (f"customer with {FEW} past orders", ours.few, theirs.few),
        (f"customer with {MANY:,} past orders", ours.regulars, theirs.regulars),
        ("no customer", cycle([False]), cycle([False])),
        # Nobody comes twice, so each one wins or loses a group by a visit.
        ("customer whose groups change", ours.others, theirs.others),
    ):
        result = lab.compare(ours.sale(mine), theirs.sale(other), times)
        yield result.row(f"order of {LINES} lines, {name} : stock", 1.05)
    result = lab.compare(ours.sale(ours.regulars), ours.sale(ours.few), times)
    yield result.row(f"order with the addon, {MANY:,} past orders : {FEW}", 1.05)
    yield from _check_stored(lab, ours, theirs)


def _check_stored(lab, *tills):
    """Say how many orders came in, lest we measure refusals."""
    counts = []
    for till in tills:
        with lab.session(till.side) as env:
            counts += env.execute_query(
                SQL(
                    "SELECT COUNT(*) FROM pos_order WHERE session_id = %s"
                    " AND state = 'paid'",
                    till.session_id,
                )
            )[0]
    yield Row("orders stored with the addon : stock", f"{counts[0]} : {counts[1]}")


def _sync(env, data):
    env["pos.order"].sync_from_ui([data])
