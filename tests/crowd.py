"""A crowd: very many customers with one purchase each, by two statements."""

from odoo.tools import SQL


def add_crowd(order, count):
    """Insert customers who each bought what somebody bought before.

    :param order: the completed ``pos.order`` to copy, without its lines
    :param int count: how many customers
    """
    env = order.env
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            INSERT INTO res_partner (
                   id, commercial_partner_id, name, complete_name, type, active,
                   is_company, partner_share, autopost_bills, create_date, write_date)
            SELECT id, id, 'Crowd ' || id, 'Crowd ' || id, 'contact', TRUE, FALSE, TRUE,
                   'ask', %(moment)s, %(moment)s
              FROM (SELECT NEXTVAL('res_partner_id_seq') AS id
                      FROM GENERATE_SERIES(1, %(count)s)) made""",
            moment=order.date_order,
            count=count,
        )
    )
    env.cr.execute(
        SQL(
            """
            INSERT INTO pos_order (
                   name, pos_reference, uuid, company_id, session_id, config_id,
                   user_id, partner_id, date_order, amount_total, amount_paid,
                   amount_tax, amount_return, currency_rate, state, is_refund,
                   create_date, write_date)
            SELECT sold.name, 'crowd-' || p.id, GEN_RANDOM_UUID(), sold.company_id,
                   sold.session_id, sold.config_id, sold.user_id, p.id, sold.date_order,
                   sold.amount_total, sold.amount_paid, 0, 0, sold.currency_rate,
                   sold.state, FALSE, CLOCK_TIMESTAMP() AT TIME ZONE 'UTC',
                   CLOCK_TIMESTAMP() AT TIME ZONE 'UTC'
              FROM pos_order sold, res_partner p
             WHERE sold.id = %s AND p.name LIKE 'Crowd %%'""",
            order.id,
        )
    )
    env.cr.execute("ANALYZE res_partner")
    env.cr.execute("ANALYZE pos_order")
    env.invalidate_all()
