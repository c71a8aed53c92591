"""Notes: what happened to members that they are to be told, each event once."""

from datetime import timedelta

from odoo.tools import SQL

from .optouts import is_wanted_sql

# What happened longer ago is no news, should the scheduled action not have run.
TOLD_WITHIN = timedelta(days=7)
# Acts on many at once, of which nobody is told unless somebody asked for it; so are
# those that can be undone.
BULK = SQL("('bulk', 'import', 'undo', 'merge')")
# How a member leaves by what was, or was not, bought and by the last day. Who left
# otherwise did so oneself, or was taken out by somebody who can say why.
BY_ITSELF = SQL("('order', 'schedule', 'rule')")


def note_events_sql(days, moment) -> SQL:
    """Return the statement that queues a note for each event that has none yet.

    It looks at what happened since a category's notes were switched on, tells nothing
    of confidential categories and of segments, which are what a shop thinks of its
    customers, and leaves out who does not want the category's messages, or became a
    contact of a company. Columns: ``category_id``, ``event``, ``company_id`` that
    tells, ``channel``, and the ids of the notes.

    :param days: a :class:`~.company_day.CompanyDay` per company
    :param datetime moment: UTC, now
    """
    return SQL(
        """
        WITH local (company_id, today) AS (VALUES %(local)s),
             happened AS (%(events)s),
             noted AS (
                INSERT INTO customer_category_note
                      (partner_id, category_id, membership_id, event, day, company_id,
                       channel, create_date)
                SELECT happened.partner_id, happened.category_id, happened.id,
                       happened.event, happened.day,
                       COALESCE(happened.company_id, customer.company_id, %(main)s),
                       told.channel, %(now)s
                  FROM happened
                  JOIN customer_category category ON category.id = happened.category_id
                  JOIN res_partner customer
                    ON customer.id = happened.partner_id
                   AND customer.active
                   AND customer.commercial_partner_id = customer.id
                 CROSS JOIN LATERAL (SELECT %(channel)s AS channel) told
                  LEFT JOIN customer_category_optout choice
                    ON choice.partner_id = happened.partner_id
                   AND choice.category_id = happened.category_id
                   AND choice.channel = told.channel
                 WHERE %(wanted)s
                    ON CONFLICT DO NOTHING
                RETURNING id, category_id, event, company_id, channel)
        SELECT category_id, event, company_id, channel, ARRAY_AGG(id)
          FROM noted
         GROUP BY category_id, event, company_id, channel
         ORDER BY category_id, event, company_id, channel""",
        local=SQL(", ").join(SQL("(%s, %s::date)", d.company_id, d.day) for d in days),
        events=SQL(" UNION ALL ").join(
            _event_sql(event, *parts, days[0].day, moment - TOLD_WITHIN)
            for event, parts in _EVENTS.items()
        ),
        channel=_CHANNEL,
        wanted=is_wanted_sql(SQL("choice"), SQL("category")),
        main=days[0].company_id,
        now=moment,
    )


# How a category tells a customer.
_CHANNEL = SQL(
    """CASE WHEN category.note_channel = 'either'
            THEN CASE WHEN customer.email_normalized IS NULL THEN 'sms' ELSE 'email' END
            ELSE category.note_channel END"""
)
# Whether those are told who joined together.
_IS_TOLD = SQL(
    "(m.source NOT IN %s AND m.operation_id IS NULL OR begun.sends_notes)", BULK
)
# Whether a membership follows none without a break that makes it no news: of the same
# category, which was renewed, of a better rewards group (R6) or of a deleted one.
_IS_NEWS = SQL(
    """NOT EXISTS (
        SELECT 1
          FROM customer_category_membership before
          LEFT JOIN customer_category better ON better.id = before.category_id
         WHERE before.partner_id = m.partner_id
           AND before.date_end = m.date_start
           AND before.id != m.id
           AND (before.category_id = m.category_id
                OR (m.assignment = 'rewards'
                    AND before.assignment = 'rewards'
                    AND before.company_id IS NOT DISTINCT FROM m.company_id
                    AND (better.id IS NULL
                         OR (better.price_percent, better.sequence, better.id)
                            < (c.price_percent, c.sequence, c.id)))))"""
)
# Event -> what the category asks for, on which day, and when it has happened.
_EVENTS = {
    "join": (
        SQL("c.note_on_join"),
        SQL("m.date_start::date"),
        SQL(
            "m.date_end IS NULL AND m.date_start >= today.since AND %s AND %s",
            _IS_TOLD,
            _IS_NEWS,
        ),
    ),
    "risk": (
        SQL("c.note_on_risk"),
        SQL("m.date_risk"),
        SQL("m.date_end IS NULL AND m.date_risk >= today.since::date"),
    ),
    # Who moves up, or begins anew, has not left.
    "leave": (
        SQL("c.note_on_leave"),
        SQL("m.date_end::date"),
        SQL(
            """m.date_end >= today.since
               AND (m.end_source IN %s AND m.end_operation_id IS NULL
                    AND NOT EXISTS (
                        SELECT 1
                          FROM customer_category_pin pin
                         WHERE pin.partner_id = m.partner_id
                           AND pin.category_id = m.category_id
                           AND pin.mode = 'out'
                           AND pin.active
                           AND m.date_end::date - pin.date_start BETWEEN -1 AND 1)
                    OR ended.sends_notes)
               AND NOT EXISTS (
                    SELECT 1
                      FROM customer_category_membership other
                     WHERE other.partner_id = m.partner_id
                       AND other.date_end IS NULL
                       AND (other.category_id = m.category_id
                            OR (m.assignment = 'rewards'
                                AND other.assignment = 'rewards'
                                AND other.company_id IS NOT DISTINCT FROM m.company_id
                           )))""",
            BY_ITSELF,
        ),
    ),
    # A last day that was near from the start is a part of joining.
    "expire": (
        SQL("c.note_on_expire"),
        SQL("m.date_expire"),
        SQL(
            """m.date_end IS NULL
               AND m.date_expire BETWEEN today.day AND today.day + c.reminder_days
               AND (m.date_start::date < m.date_expire - c.reminder_days OR %s)""",
            _IS_TOLD,
        ),
    ),
}


def _event_sql(event, is_wanted, day, has_happened, *now) -> SQL:
    return SQL(
        """
        SELECT m.id, m.partner_id, m.category_id, c.company_id, %(event)s AS event,
               %(day)s AS day
          FROM customer_category c
          LEFT JOIN local ON local.company_id = c.company_id
         CROSS JOIN LATERAL (
                SELECT COALESCE(local.today, %(first)s) AS day,
                       GREATEST(c.notes_since,
                                (c.notes_since_own->>%(switch)s)::timestamp,
                                %(oldest)s) AS since) today
          JOIN customer_category_membership m ON m.category_id = c.id
          LEFT JOIN customer_category_operation begun ON begun.id = m.operation_id
          LEFT JOIN customer_category_operation ended ON ended.id = m.end_operation_id
         WHERE c.active AND c.confidential IS NOT TRUE AND c.assignment != 'smart'
           AND c.notes_since IS NOT NULL
           AND %(wanted)s AND %(happened)s""",
        event=event,
        switch=f"note_on_{event}",
        day=day,
        first=now[0],
        oldest=now[1],
        wanted=is_wanted,
        happened=has_happened,
    )
