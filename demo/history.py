"""Replay the CDNOW purchases (``cdnow/README.md``) as the history of a till.

The orders come as they would from an older system: stored at once, in a session that
is closed, with the rules applied afterwards. The shop goes on selling in other
sessions. Not loaded with the addon; ``scripts/demo --history N`` calls it.
"""

import lzma
from collections import namedtuple
from datetime import date, datetime, time, timedelta
from pathlib import Path

from odoo.fields import Command
from odoo.tools import SQL

from .past import relive

Purchase = namedtuple("Purchase", "customer day units amount")

FILE = Path(__file__).with_name("cdnow") / "purchases.txt.xz"
LAST_DAY = date(1998, 6, 30)


def read_purchases(customers=None, until=None):
    """Return the purchases of the file as :class:`Purchase`, in the file's order.

    :param int customers: how many of the customers, spread evenly over the file;
        None for all
    :param date until: the day that the file's last purchase is moved to, and all
        others with it; None keeps the dates
    """
    shift = (until - LAST_DAY) if until else timedelta()
    with lzma.open(FILE, "rt") as lines:
        next(lines)
        rows = [line.split() for line in lines if line.strip()]
    wanted = _spread(sorted({row[0] for row in rows}), customers)
    return [
        Purchase(
            customer,
            datetime.strptime(day, "%Y%m%d").date() + shift,
            int(units),
            float(amount),
        )
        for customer, day, units, amount in rows
        if customer in wanted
    ]


def _spread(customers, count):
    """Return ``count`` of the customers, evenly spread over the list."""
    if not count or count >= len(customers):
        return set(customers)
    return {customers[i * len(customers) // count] for i in range(count)}


def replay(env, customers=None, until=None, weekly=False):
    """Store the purchases as completed orders and apply the rules.

    :param env: environment of a user who may do everything
    :param int customers: how many customers; None for all 23 570
    :param date until: day of the last purchase; None means yesterday
    :param bool weekly: apply the rules as of each week, not only as of today
    :return: the customers, ``{number in the file: res.partner}``
    """
    purchases = read_purchases(customers, until or date.today() - timedelta(days=1))
    numbers = sorted({purchase.customer for purchase in purchases})
    contacts = env["res.partner"].with_context(tracking_disable=True)
    partners = contacts.create(
        [{"name": f"Customer {number}", "ref": f"CDNOW {number}"} for number in numbers]
    )
    by_number = dict(zip(numbers, partners, strict=True))
    session = _closed_session(env, purchases[0].day)
    order_ids = _store_orders(env, session, purchases, by_number)
    _store_lines(env, order_ids, purchases)
    env.invalidate_all()
    if weekly:
        relive(env, partners, min(purchase.day for purchase in purchases))
    else:
        env["customer.category"]._recompute(partners)
    return by_number


def _closed_session(env, day):
    """Return a closed session of a till of its own, for orders of the past."""
    shop = env["pos.config"].create(
        {"name": "CDNOW", "payment_method_ids": [Command.clear()]}
    )
    session = env["pos.session"].create({"config_id": shop.id, "user_id": env.uid})
    session.write({"state": "closed", "start_at": day, "stop_at": datetime.now()})
    shop.active = False
    return session


def _store_orders(env, session, purchases, by_number):
    """Insert one posted order per purchase and return their ids in order."""
    env.flush_all()
    rows = env.execute_query(
        SQL(
            """
            INSERT INTO pos_order (
                   name, pos_reference, uuid, company_id, session_id, config_id,
                   user_id, partner_id, date_order, amount_total, amount_paid,
                   amount_tax, amount_return, currency_rate, state, is_refund,
                   create_uid, create_date, write_uid, write_date)
            SELECT 'CDNOW/' || row, 'CDNOW/' || row, GEN_RANDOM_UUID(), %(company)s,
                   %(session)s, %(shop)s, %(user)s, partner, moment, amount,
                   amount, 0, 0, 1,
                   'done', FALSE, %(user)s, NOW() AT TIME ZONE 'UTC', %(user)s,
                   NOW() AT TIME ZONE 'UTC'
              FROM UNNEST(%(partners)s::int[], %(moments)s::timestamp[],
                          %(amounts)s::numeric[])
                   WITH ORDINALITY AS purchase (partner, moment, amount, row)
             ORDER BY row
         RETURNING id""",
            company=session.company_id.id,
            session=session.id,
            shop=session.config_id.id,
            user=env.uid,
            partners=[by_number[purchase.customer].id for purchase in purchases],
            moments=[datetime.combine(p.day, time(12)) for p in purchases],
            amounts=[purchase.amount for purchase in purchases],
        )
    )
    return [order_id for (order_id,) in rows]


def _store_lines(env, order_ids, purchases):
    """Insert one line per order: the CDs at their average price."""
    cd = env["product.product"].create({"name": "CD", "available_in_pos": True})
    env.cr.execute(
        SQL(
            """
            INSERT INTO pos_order_line (
                   order_id, company_id, product_id, name, full_product_name, uuid,
                   qty, price_unit, price_subtotal, price_subtotal_incl,
                   create_uid, create_date, write_uid, write_date)
            SELECT orders.id, orders.company_id, %(product)s, orders.name, 'CD',
                   GEN_RANDOM_UUID(),
                   units, orders.amount_total / units, orders.amount_total,
                   orders.amount_total, orders.create_uid, orders.create_date,
                   orders.write_uid, orders.write_date
              FROM UNNEST(%(orders)s::int[], %(units)s::int[])
                   AS bought (order_id, units)
              JOIN pos_order orders ON orders.id = bought.order_id""",
            product=cd.id,
            orders=order_ids,
            units=[max(purchase.units, 1) for purchase in purchases],
        )
    )
