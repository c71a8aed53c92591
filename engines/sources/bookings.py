"""Bookings in the calendar."""

from odoo.tools import SQL

from .source import BUYER, FIRST_COMPANY, source_sql


def bookings_sql(parts, scope) -> SQL:
    """Upcoming calendar events that the customer attends and has not declined."""

    def own(part):
        if part.kind != "bookings":
            return None
        return SQL("COUNT(DISTINCT event.id)::numeric")

    return source_sql(
        parts,
        own,
        (
            SQL("%s AS subject_id, NULL::int AS company_id", scope.subject(BUYER)),
            SQL(
                """
          FROM calendar_event event
          JOIN calendar_event_res_partner_rel guest
            ON guest.calendar_event_id = event.id
          JOIN res_partner p ON p.id = guest.res_partner_id
          JOIN company_day ON %(day)s
          LEFT JOIN calendar_attendee attendee
            ON attendee.event_id = event.id
           AND attendee.partner_id = guest.res_partner_id
         WHERE event.active
           AND event.start >= company_day.moment
           AND COALESCE(attendee.state, '') != 'declined'
           AND %(among)s
         GROUP BY %(subject)s""",
                day=scope.day_of(FIRST_COMPANY, BUYER),
                among=scope.among,
                subject=scope.subject(BUYER),
            ),
        ),
    )
