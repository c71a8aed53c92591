"""Opt-outs: who wants no messages of a category, by e-mail or by SMS."""

from odoo.tools import SQL


def opt_out_sql(partner_ids, category_ids, channels, cause) -> SQL:
    """Return the statement that notes customers' refusals; known ones stay.

    :param partner_ids: ids of commercial entities
    :param list channels: ``email`` and ``sms``
    :param Cause cause: who does it and when
    """
    return SQL(
        """
        INSERT INTO customer_category_optout
              (partner_id, category_id, channel, company_id,
               create_uid, create_date, write_uid, write_date)
        SELECT partner_id, category.id, channel, category.company_id,
               %(user)s, %(now)s, %(user)s, %(now)s
          FROM UNNEST(%(partners)s::int[]) partner_id,
               UNNEST(%(channels)s::text[]) channel,
               customer_category category
         WHERE category.id = ANY(%(categories)s::int[])
            ON CONFLICT DO NOTHING
     RETURNING id""",
        partners=list(partner_ids),
        categories=list(category_ids),
        channels=list(channels),
        user=cause.user_id,
        now=cause.moment,
    )


def refusing_sql(category_ids, channel) -> SQL:
    """Return the query of customers who refuse what is sent to these categories.

    Who is in several of them and refuses one is still reached by the others.

    :param str channel: ``email`` or ``sms``
    """
    return SQL(
        """
        SELECT refusal.partner_id
          FROM customer_category_optout refusal
         WHERE refusal.channel = %(channel)s
           AND refusal.category_id = ANY(%(categories)s::int[])
           AND NOT EXISTS (
                SELECT 1
                  FROM customer_category_membership m
                 WHERE m.partner_id = refusal.partner_id
                   AND m.date_end IS NULL
                   AND m.category_id = ANY(%(categories)s::int[])
                   AND NOT EXISTS (
                        SELECT 1
                          FROM customer_category_optout other
                         WHERE other.partner_id = m.partner_id
                           AND other.category_id = m.category_id
                           AND other.channel = %(channel)s))""",
        channel=channel,
        categories=list(category_ids),
    )


def merge_optouts_sql(partner_ids) -> SQL:
    """Return the statement that leaves one of equal refusals of merged contacts."""
    return SQL(
        """
        DELETE FROM customer_category_optout gone
         USING customer_category_optout kept
         WHERE gone.partner_id = ANY(%(partners)s::int[])
           AND kept.partner_id = ANY(%(partners)s::int[])
           AND kept.category_id = gone.category_id
           AND kept.channel = gone.channel
           AND kept.id < gone.id""",
        partners=list(partner_ids),
    )
