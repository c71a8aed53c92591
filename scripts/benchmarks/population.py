"""Customers and their past orders, by SQL and the same in every run."""

from contextlib import contextmanager

from odoo.tools import SQL

# A number from 0 to `below` that depends on nothing but the key.
_DRAW = "(HASHINT8(%s) & 2147483647) %% %s"


def draw(key, below):
    """Return a number that looks drawn by lot, as SQL.

    :param SQL key: what it depends on
    :param int below: the numbers are smaller than this
    """
    return SQL(_DRAW, key, below)


def add_customers(env, count, first=1):
    """Insert customers, numbered in `ref`, and return nothing."""
    with _bulk_load(env, "res_partner"):
        env.cr.execute(
            SQL(
                """
                INSERT INTO res_partner (
                       id, commercial_partner_id, name, complete_name, email, phone,
                       ref, type, lang, tz, active, is_company, employee,
                       partner_share, autopost_bills, color,
                       create_uid, create_date, write_uid, write_date)
                SELECT id, id, name, name, ref || '@example.com',
                       '+32 456 ' || LPAD(number::text, 7, '0'), ref, 'contact',
                       'en_US', 'UTC', TRUE, FALSE, FALSE, TRUE, 'ask', 0,
                       1, NOW() AT TIME ZONE 'UTC', 1, NOW() AT TIME ZONE 'UTC'
                  FROM (SELECT NEXTVAL('res_partner_id_seq') AS id, number,
                               'Customer ' || number AS name,
                               'customer' || number AS ref
                          FROM GENERATE_SERIES(%s, %s) AS number) made""",
                first,
                first + count - 1,
            )
        )


def add_orders(env, session, customers, each):
    """Insert completed orders of the past, without lines.

    Customers differ: in how often they come, in how long ago they last came, in how
    much they spend.

    :param session: the ``pos.session`` of the orders
    :param SQL customers: query of ``id, number``
    :param int each: orders per customer
    """
    with _bulk_load(env, "pos_order"):
        env.cr.execute(
            SQL(
                """
                INSERT INTO pos_order (
                       name, pos_reference, uuid, company_id, session_id, config_id,
                       user_id, partner_id, date_order, amount_total, amount_paid,
                       amount_tax, amount_return, currency_rate, state, is_refund,
                       create_uid, create_date, write_uid, write_date)
                SELECT 'Past/' || number || '/' || visit, number || '-' || visit,
                       GEN_RANDOM_UUID(), %(company)s, %(session)s, %(shop)s, 1, id,
                       moment, amount, amount, 0, 0, 1, 'done', FALSE,
                       1, moment, 1, moment
                  FROM (SELECT customer.id, number, visit,
                               DATE_TRUNC('day', NOW() AT TIME ZONE 'UTC')
                               - MAKE_INTERVAL(
                                   days => (1 + %(since)s
                                            + (visit - 1) * (1 + %(pace)s) %% 3650
                                            + %(jitter)s)::int,
                                   mins => (%(minute)s)::int) AS moment,
                               5 + %(purse)s + %(amount)s AS amount
                          FROM GENERATE_SERIES(1, %(each)s) AS visit,
                               (%(customers)s) customer
                         ORDER BY visit, customer.number) past""",
                company=session.company_id.id,
                session=session.id,
                shop=session.config_id.id,
                each=each,
                customers=customers,
                since=draw(SQL("number * 8 + 1"), 240),
                pace=draw(SQL("number * 8 + 2"), 60),
                purse=draw(SQL("number * 8 + 3"), 60),
                jitter=draw(SQL("number * 128 + visit"), 7),
                minute=draw(SQL("number * 128 + visit + 1"), 720),
                amount=draw(SQL("number * 128 + visit + 2"), 40),
            )
        )


def numbered(first, last):
    """Return the query of customers by their numbers."""
    return SQL(
        """
        SELECT id, SUBSTR(ref, 9)::bigint AS number
          FROM res_partner
         WHERE ref LIKE 'customer%%'
           AND SUBSTR(ref, 9)::bigint BETWEEN %s AND %s""",
        first,
        last,
    )


def customer_ids(env, count):
    """Return the ids of the first customers, in the order of their numbers."""
    query = SQL("SELECT id FROM (%s) c ORDER BY number", numbered(1, count))
    return [customer for (customer,) in env.execute_query(query)]


@contextmanager
def _bulk_load(env, table):
    """Spare the indexes and foreign keys of a table while it is filled."""
    env.flush_all()
    indexes = env.execute_query(
        SQL(
            """
            SELECT indexrelid::regclass::text, PG_GET_INDEXDEF(indexrelid)
              FROM pg_index
              LEFT JOIN pg_constraint ON conindid = indexrelid
             WHERE indrelid = %s::regclass AND conindid IS NULL""",
            table,
        )
    )
    for name, _definition in indexes:
        env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
    trusted = env.execute_query(SQL("SHOW is_superuser"))[0][0] == "on"
    if trusted:
        env.cr.execute(SQL("SET LOCAL session_replication_role = replica"))
    yield
    if trusted:
        env.cr.execute(SQL("SET LOCAL session_replication_role = origin"))
    for _name, definition in indexes:
        env.cr.execute(SQL(definition.replace("%", "%%")))
    env.invalidate_all()
