"""Full recompute: everybody, by three rewards groups and two segments."""

from statistics import median

from odoo.tools import SQL

from . import population, shop
from .lab import Work, seconds
from .rows import Row

TOP = 500_000
QUICK = 50_000
EACH = 10
WRITTEN = (
    "customer_category_membership",
    "res_partner_customer_category_rel",
    "res_partner",
)


def measure(lab):
    """Measure at three sizes, the largest last, and how it grows between them."""
    top = lab.size or lab.choose(TOP, QUICK)
    lab.fill(shop.create_rules)
    session_id = lab.fill(lambda env: shop.create_past_session(env).id)
    stored, steady = 0, []
    for size in (top // 50, top // 5, top):
        _grow(lab, session_id, stored, size)
        stored = size
        yield from _measure_size(lab, size, steady)
    for (small, before), (large, after) in zip(steady, steady[1:], strict=False):
        yield Row(
            f"recompute, growth from {small:,} to {large:,} customers",
            f"{large / small:.0f} x the customers, {after / before:.3g} x the time",
            after / before / (large / small),
            bound=1.2,
        )


def _grow(lab, session_id, before, size):
    def add(env):
        population.add_customers(env, size - before, before + 1)
        customers = population.numbered(before + 1, size)
        session = env["pos.session"].browse(session_id)
        population.add_orders(env, session, customers, EACH)

    lab.fill(add)


def _measure_size(lab, size, steady):
    times = 2 if size > 200_000 else 5
    # Nobody is a member yet.
    first = lab.compare(Work(_recompute), Work(_aggregate), times, False, WRITTEN)
    yield _row("first recompute", size, first)
    lab.fill(_recompute)
    # Everybody is where the rules want them.
    times = lab.choose(5, 3)
    result = lab.compare(Work(_recompute), Work(_aggregate), times)
    steady.append((size, result.ours.seconds))
    yield _row("recompute, nothing changes", size, result)
    result = lab.compare(Work(_run_schedule), Work(_aggregate), times)
    yield _row("scheduled run, nothing changes", size, result)
    count = lab.fill(_forget_members)
    yield _row_of_writing(lab, first, size, count)


def _row(work, size, result):
    figure = f"{result.figure}, {result.ours.statements} statements"
    figure += f", +{result.ours.growth:.1f} MB"
    work = f"{work}, {size:,} customers : bare aggregate"
    return Row(work, figure, result.ratio, result.cpu_ratio, 1.5)


def _row_of_writing(lab, first, size, count):
    """Hold the first run against the aggregate and the plainest writing together."""
    samples = []
    for _time in range(2):
        samples.append(lab.sample(Work(_insert_members)).seconds)
        lab.tidy(tables=WRITTEN)
    bare = first.theirs.seconds + median(samples)
    return Row(
        f"first recompute, {size:,} customers : bare aggregate and bare INSERT",
        f"{seconds(first.ours.seconds)} : {seconds(bare)}, {count:,} memberships",
        first.ours.seconds / bare,
    )


def _recompute(env):
    env["customer.category"].sudo()._recompute()


def _run_schedule(env):
    env["customer.category"].sudo()._cron_recompute()


def _aggregate(env):
    """Sum up the orders as the rules need it, by the plainest statement.

    Counting whole rows keeps PostgreSQL from leaving out columns that nobody reads.
    """
    env.cr.execute(
        SQL(
            """
            SELECT COUNT(aggregate)
              FROM (SELECT partner_id,
                           COUNT(*) FILTER (WHERE date_order >= %(days_90)s),
                           COUNT(*) FILTER (WHERE date_order >= %(days_120)s),
                           COUNT(*) FILTER (WHERE date_order >= %(days_365)s),
                           SUM(amount_total),
                           SUM(amount_total) FILTER (WHERE date_order >= %(days_365)s),
                           MAX(date_order)
                      FROM pos_order
                     WHERE partner_id IS NOT NULL
                       AND state IN ('paid', 'done')
                     GROUP BY partner_id, company_id
                    OFFSET 0) aggregate""",
            **{f"days_{days}": _days_ago(days) for days in (90, 120, 365)},
        )
    )


def _days_ago(days):
    return SQL("NOW() AT TIME ZONE 'UTC' - MAKE_INTERVAL(days => %s)", days)


def _insert_members(env):
    """Write the memberships and badges of the first run, by the plainest statements."""
    env.cr.execute(
        SQL(
            """
            INSERT INTO customer_category_membership (
                   partner_id, category_id, company_id, assignment, date_start, source,
                   user_id, create_uid, create_date, write_uid, write_date)
            SELECT partner_id, category_id, company_id, assignment, date_start, source,
                   user_id, create_uid, create_date, write_uid, write_date
              FROM bench_members"""
        )
    )
    env.cr.execute(
        SQL(
            """
            INSERT INTO res_partner_customer_category_rel (partner_id, category_id)
            SELECT partner_id, category_id FROM bench_members"""
        )
    )


def _forget_members(env):
    """Make everybody a member of nothing again; return how many memberships it were."""
    env.cr.execute("DROP TABLE IF EXISTS bench_members")
    env.cr.execute(
        "CREATE TABLE bench_members AS SELECT * FROM customer_category_membership"
    )
    env.cr.execute("TRUNCATE customer_category_membership")
    env.cr.execute("TRUNCATE res_partner_customer_category_rel")
    env.cr.execute(
        "UPDATE res_partner SET rewards_category_id = NULL"
        " WHERE rewards_category_id IS NOT NULL"
    )
    return env.execute_query(SQL("SELECT COUNT(*) FROM bench_members"))[0][0]
