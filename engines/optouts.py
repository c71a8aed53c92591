"""Message choices: who refuses messages of a category, and who agreed to them."""

from odoo.tools import SQL


def choose_sql(partner_ids, category_ids, channels, choice, source, cause) -> SQL:
    """Return the statement that notes what customers choose; equal choices stay.

    :param partner_ids: ids of commercial entities
    :param list channels: ``email`` and ``sms``
    :param str choice: ``no`` or ``yes``
    :param str source: how the customer said so
    :param Cause cause: who does it and when
    """
    return SQL(
        """
        INSERT INTO customer_category_optout AS known
              (partner_id, category_id, channel, choice, source, company_id,
               create_uid, create_date, write_uid, write_date)
        SELECT partner_id, category.id, channel, %(choice)s, %(source)s,
               category.company_id, %(user)s, %(now)s, %(user)s, %(now)s
          FROM UNNEST(%(partners)s::int[]) partner_id,
               UNNEST(%(channels)s::text[]) channel,
               customer_category category
         WHERE category.id = ANY(%(categories)s::int[])
            ON CONFLICT (partner_id, category_id, channel) DO UPDATE
           SET choice = EXCLUDED.choice, source = EXCLUDED.source,
               create_uid = EXCLUDED.create_uid, create_date = EXCLUDED.create_date,
               write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
         WHERE known.choice != EXCLUDED.choice
     RETURNING id""",
        partners=list(partner_ids),
        categories=list(category_ids),
        channels=list(channels),
        choice=choice,
        source=source,
        user=cause.user_id,
        now=cause.moment,
    )


def is_wanted_sql(choice, category) -> SQL:
    """Return the condition that a customer gets a category's messages.

    Silence is a yes, unless the category asks for agreement.

    :param SQL choice: the customer's row of choices, NULL where there is none
    :param SQL category: the row of the category
    """
    return SQL(
        "COALESCE(%s.choice = 'yes', %s.needs_consent IS NOT TRUE)", choice, category
    )


def refusing_sql(category_ids, channel, among=None) -> SQL:
    """Return the query of members who get nothing that is sent to these categories.

    Who is in several of them and wants the messages of one is reached.

    :param str channel: ``email`` or ``sms``
    :param SQL | None among: query of ids of the members asked about; None is all
    """
    return SQL(
        """
        SELECT m.partner_id
          FROM customer_category_membership m
          JOIN customer_category category ON category.id = m.category_id
          LEFT JOIN customer_category_optout choice
            ON choice.partner_id = m.partner_id
           AND choice.category_id = m.category_id
           AND choice.channel = %(channel)s
         WHERE m.date_end IS NULL
           AND m.category_id = ANY(%(categories)s::int[])
           AND %(among)s
         GROUP BY m.partner_id
        HAVING NOT BOOL_OR(%(wanted)s)""",
        channel=channel,
        categories=list(category_ids),
        among=SQL("TRUE") if among is None else SQL("m.partner_id IN (%s)", among),
        wanted=is_wanted_sql(SQL("choice"), SQL("category")),
    )


def said_no_to_sql(category_ids, channel) -> SQL:
    """Return the query of customers, members or not, who refused one of the categories.

    :param str channel: ``email`` or ``sms``
    """
    return SQL(
        """
        SELECT refusal.partner_id
          FROM customer_category_optout refusal
         WHERE refusal.choice = 'no'
           AND refusal.channel = %s
           AND refusal.category_id = ANY(%s::int[])""",
        channel,
        list(category_ids),
    )


def said_no_sql(category_ids, channel, partner) -> SQL:
    """Return the condition that a customer refused messages of one of the categories.

    :param SQL partner: the customer's id, as a column
    """
    return SQL("%s IN (%s)", partner, said_no_to_sql(category_ids, channel))


def merge_optouts_sql(partner_ids) -> SQL:
    """Return the statement that leaves one choice of merged contacts; a no stays."""
    return SQL(
        """
        DELETE FROM customer_category_optout gone
         USING customer_category_optout kept
         WHERE gone.partner_id = ANY(%(partners)s::int[])
           AND kept.partner_id = ANY(%(partners)s::int[])
           AND kept.category_id = gone.category_id
           AND kept.channel = gone.channel
           AND (kept.choice, kept.id) < (gone.choice, gone.id)""",
        partners=list(partner_ids),
    )
