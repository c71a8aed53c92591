"""Reports of categories, beside Odoo's own report of orders in the same shape."""

from odoo.tools import SQL

from . import members, population, shop
from .lab import Work

# Customers, of ten orders each.
COUNT = 100_000
EACH = 10
LINES = 3
GROUPS = 6
PAGE = 80
OURS, THEIRS = "customer.category.sale.report", "report.pos.order"
MEMBERS = "customer.category.member.report"
UNUSED = [("change", "=", 1), ("is_current", "=", True), ("is_used", "=", False)]
IN_CATEGORY = [("customer_category_ids", "!=", False)]
MONEY = ("revenue", "average_basket", "discount_cost", "margin")
# What the pivot asks for; amounts also by currency, as the web client does.
OUR_MEASURES = [
    "customer_count:count_distinct",
    "visit_count:count_distinct",
    "visits_per_customer:avg",
    "currency_id:array_agg_distinct",
    "revenue:sum",
    "average_basket:avg",
    "discount_cost:sum",
    "margin:sum",
    *(f"{name}:sum_currency" for name in MONEY),
]
THEIR_MEASURES = [
    "partner_id:count_distinct",
    "order_id:count_distinct",
    "price_total:sum",
    "price_subtotal_excl:sum",
    "average_price:avg",
    "total_discount:sum",
    "margin:sum",
]
# What takes Odoo a minute and us next to nothing is plain at once.
PLAIN = (
    "list",
    "pivot of members",
    "graph of members by month",
    "pivot of stays",
    "who never paid the price",
    "pivot of overlaps",
)
# What the lists ask for when they are grouped.
MEMBER_SUMS = ["change:sum", "stay_days:avg"]
OUR_SUMS = ["product_qty:sum", "revenue:sum", "discount_cost:sum", "margin:sum"]
THEIR_SUMS = ["product_qty:sum", "price_total:sum", "total_discount:sum", "margin:sum"]


def measure(lab):
    """Compare what each view asks for when it opens."""
    count = lab.size or lab.choose(COUNT, 2_000)
    lab.fill(lambda env: _fill(env, count))
    times = lab.choose(3, 5)
    for name, ours, theirs in _views():
        result = lab.compare(Work(ours), Work(theirs), 1 if name in PLAIN else times)
        work = f"{count * EACH:,} orders, {name} : Odoo's report of orders"
        yield result.row(work, 1.5)
    for days in (90, 365):
        theirs = Work(_pivot(THEIRS, "customer_category_ids", THEIR_MEASURES))
        result = lab.compare(Work(_replay(days)), theirs, 1)
        work = (
            f"{count * EACH:,} orders, replay of {days} days : Odoo's report of orders"
        )
        yield result.row(work, 1.5)


def _views():
    """Return name, our work and Odoo's, of each view."""
    return (
        (
            "pivot by category",
            _pivot(OURS, "customer_category_ids", OUR_MEASURES),
            _pivot(THEIRS, "customer_category_ids", THEIR_MEASURES),
        ),
        (
            "pivot by product category",
            _pivot(OURS, "product_categ_id", OUR_MEASURES),
            _pivot(THEIRS, "product_categ_id", THEIR_MEASURES),
        ),
        (
            "graph by month and category",
            _graph(OURS, "revenue:sum", "revenue:sum_currency"),
            _graph(THEIRS, "price_total:sum"),
        ),
        ("list", _page(OURS, "revenue"), _page(THEIRS, "price_total")),
        (
            "pivot of members",
            _pivot(
                MEMBERS,
                "category_id",
                ["change:sum", "joined:sum", "departed:sum", "stay_days:avg"],
            ),
            _pivot(THEIRS, "customer_category_ids", THEIR_MEASURES),
        ),
        (
            "graph of members by month",
            _graph(MEMBERS, "change:sum", groups=("date:month", "category_id")),
            _graph(THEIRS, "price_total:sum"),
        ),
        (
            "pivot of stays",
            _pivot(MEMBERS, "date_start:month", ["change:sum"], "stay_months"),
            _pivot(THEIRS, "customer_category_ids", THEIR_MEASURES),
        ),
        (
            "who never paid the price",
            _list(MEMBERS, UNUSED, "category_id", MEMBER_SUMS),
            _list(THEIRS, [], "customer_category_ids", THEIR_SUMS),
        ),
        (
            "customers by margin",
            _list(OURS, IN_CATEGORY, "customer_category_ids", OUR_SUMS),
            _list(THEIRS, IN_CATEGORY, "customer_category_ids", THEIR_SUMS),
        ),
        (
            "customers of a category by margin",
            _list(OURS, IN_CATEGORY, "partner_id", OUR_SUMS, "margin:sum desc"),
            _list(THEIRS, IN_CATEGORY, "partner_id", THEIR_SUMS, "margin:sum desc"),
        ),
        (
            "pivot of overlaps",
            _pivot(
                "customer.category.overlap.report",
                "category_id",
                ["customer_count:count_distinct"],
            ),
            _pivot(THEIRS, "customer_category_ids", THEIR_MEASURES),
        ),
        *(
            (
                f"dashboard of {name} days",
                _dashboard(name),
                _pivot(THEIRS, "customer_category_ids", THEIR_MEASURES),
            )
            for name in ("30", "365")
        ),
    )


def _pivot(model, row, measures, column=None):
    sets = [[], [row], [column], [row, column]] if column else [[], [row]]
    return lambda env: env[model].formatted_read_grouping_sets([], sets, measures)


def _list(model, domain, group, sums, order=None):
    return lambda env: env[model].web_read_group(
        domain, [group], sums, limit=PAGE, order=order
    )


def _dashboard(name):
    return lambda env: env["customer.category.dashboard"].retrieve_dashboard(name)


def _replay(days):
    rule = {
        "name": "Replayed",
        "assignment": "rewards",
        "min_visits": 3,
        "visit_days": 60,
        "price_percent": 90,
    }
    context = {"customer_category_backtest_days": days}
    return lambda env: (
        env["customer.category"].with_context(**context).action_replay(rule)
    )


def _graph(model, *measures, groups=("date:month", "customer_category_ids")):
    return lambda env: env[model].formatted_read_group([], groups, measures)


def _page(model, amount):
    names = ("date", "order_id", "partner_id", "product_id", amount)
    return lambda env: env[model].web_search_read(
        [], dict.fromkeys(names, {}), limit=PAGE, count_limit=10_001
    )


def _fill(env, count):
    """Insert members who buy at the price of what they are in, and pay."""
    past = shop.create_past_session(env)
    products = shop.create_products(env, 100)
    population.add_customers(env, count)
    categories = members.create_categories(env, GROUPS)
    members.add_members(env, categories, count)
    population.add_orders(env, past, population.numbered(1, count), EACH)
    env.cr.execute(
        SQL(
            """
            INSERT INTO customer_category_pos_order_rel (order_id, category_id)
            SELECT o.id, held.category_id
              FROM pos_order o
              JOIN res_partner_customer_category_rel held
                ON held.partner_id = o.partner_id
             WHERE o.session_id = %s AND o.id %% 5 < 3""",
            past.id,
        )
    )
    _add_lines(env, past, products)


def _add_lines(env, session, products):
    """Insert lines of which one in three is at a category's price, and payments."""
    env.cr.execute(
        SQL(
            """
            INSERT INTO pos_order_line (
                   order_id, company_id, product_id, name, uuid, qty, price_unit,
                   discount, price_subtotal, price_subtotal_incl, total_cost,
                   customer_category_id, category_discount, category_discount_untaxed,
                   category_regular_subtotal)
            SELECT o.id, o.company_id, (%(products)s::int[])[1 + (o.id + line) %% 100],
                   'Line', GEN_RANDOM_UUID(), 1, amount, 0, amount, amount, amount / 2,
                   kept.category_id, kept.saved, kept.saved, amount + kept.saved
              FROM pos_order o
             CROSS JOIN GENERATE_SERIES(1, %(lines)s) AS line
             CROSS JOIN LATERAL (
                    SELECT ROUND(o.amount_total / %(lines)s, 2) AS amount) part
              LEFT JOIN LATERAL (
                    SELECT MIN(category_id) AS category_id,
                           ROUND(part.amount / 9, 2) AS saved
                      FROM customer_category_pos_order_rel
                     WHERE order_id = o.id AND line = 1
                    HAVING COUNT(*) > 0) kept ON TRUE
             WHERE o.session_id = %(session)s""",
            products=products.ids,
            lines=LINES,
            session=session.id,
        )
    )
    method = env["pos.payment.method"].create({"name": "Paid"})
    env.cr.execute(
        SQL(
            """
            INSERT INTO pos_payment (
                   pos_order_id, amount, payment_method_id, payment_date)
            SELECT id, amount_total, %s, date_order
              FROM pos_order
             WHERE session_id = %s""",
            method.id,
            session.id,
        )
    )
