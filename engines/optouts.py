"""Message choices: who refuses messages of a category, and who agreed to them."""

from odoo.tools import SQL

from .channels import ADDRESS, address_sql


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

    Who is in several of them and wants the messages of one is reached. Members with the
    same address or number are decided on together, since what is sent to one arrives at
    all of them: a no of one outweighs, to say nothing does not outweigh a yes.

    :param str channel: ``email`` or ``sms``
    :param SQL | None among: query of ids of the members asked about, besides whom those
        with the same address may be told; None is all
    """
    near = SQL("TRUE")
    if among is not None:
        near = SQL("p.id IN (%s)", _with_namesakes_sql(among, channel))
    return SQL(
        """
        SELECT partner_id
          FROM (SELECT partner_id,
                       BOOL_OR(said_no AND NOT is_wanted) OVER same_address
                       OR NOT BOOL_OR(is_wanted) OVER same_address AS is_refusing
                  FROM (%(members)s) member
                WINDOW same_address AS (PARTITION BY address)) decided
         WHERE is_refusing""",
        members=_choosing_sql(category_ids, channel, near),
    )


def _choosing_sql(category_ids, channel, near) -> SQL:
    """Return the query of members, their address, and what was said from there.

    :param SQL near: condition on contact ``p``
    """
    return SQL(
        """
        SELECT m.partner_id,
               %(address)s AS address,
               BOOL_OR(%(wanted)s) AS is_wanted,
               BOOL_OR(COALESCE(choice.choice = 'no', FALSE)) AS said_no
          FROM customer_category_membership m
          JOIN customer_category category ON category.id = m.category_id
          JOIN res_partner p ON p.id = m.partner_id
          LEFT JOIN (
                SELECT %(address)s AS address, said.category_id,
                       MIN(said.choice) AS choice
                  FROM customer_category_optout said
                  JOIN res_partner p ON p.id = said.partner_id
                 WHERE said.channel = %(channel)s
                   AND said.category_id = ANY(%(categories)s::int[])
                   AND %(near)s
                 GROUP BY 1, 2) choice
            ON choice.address = %(address)s
           AND choice.category_id = m.category_id
         WHERE m.date_end IS NULL
           AND m.category_id = ANY(%(categories)s::int[])
           AND %(near)s
         GROUP BY m.partner_id, p.id""",
        address=_own_address_sql(channel),
        channel=channel,
        categories=list(category_ids),
        near=near,
        wanted=is_wanted_sql(SQL("choice"), SQL("category")),
    )


def _own_address_sql(channel) -> SQL:
    """Return the address of contact ``p``, or what stands for it if it has none."""
    return SQL("COALESCE(%s, '#' || p.id)", address_sql(channel))


def _with_namesakes_sql(among, channel) -> SQL:
    """Return the query of ids of contacts, and of those with the same addresses.

    :param SQL among: query of ids
    """
    column = SQL.identifier(ADDRESS[channel])
    return SQL(
        """
        %(among)s
         UNION
        SELECT namesake.id
          FROM res_partner asked
          JOIN res_partner namesake ON namesake.%(column)s = asked.%(column)s
         WHERE asked.%(column)s != ''
           AND asked.id IN (%(among)s)""",
        among=SQL("SELECT id FROM res_partner WHERE id IN (%s)", among),
        column=column,
    )


def said_no_to_sql(category_ids, channel) -> SQL:
    """Return the query of customers, members or not, who refused one of the categories.

    Those with the same address or number are among them.

    :param str channel: ``email`` or ``sms``
    """
    refusing = SQL(
        """
        SELECT refusal.partner_id
          FROM customer_category_optout refusal
         WHERE refusal.choice = 'no'
           AND refusal.channel = %s
           AND refusal.category_id = ANY(%s::int[])""",
        channel,
        list(category_ids),
    )
    return _with_namesakes_sql(refusing, channel)


def said_no_sql(category_ids, channel, partner) -> SQL:
    """Return the condition that messages of one of the categories were refused.

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
