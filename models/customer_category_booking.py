from datetime import timedelta
from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import format_date

from ..engines.bookings import NOT_MEMBER, days_bookable, verdict_on_booking
from ..engines.company_day import local_date

# Refusals told in one message; of the others it tells how many.
TOLD = 5


class Refusal(NamedTuple):
    """A guest who may not book an event of a type, and why.

    Two are equal if it is the same guest, type, time and reason: what was there before
    an event changed is not refused again.
    """

    event_id: int
    start: object
    stop: object
    event_type: models.BaseModel
    guest: models.BaseModel
    verdict: str
    day: object
    last_day: object

    def of_no_event(self):
        """Return it for comparison with that of a copy of the event."""
        return self._replace(event_id=False, last_day=False)


class MovedBooking(NamedTuple):
    """A booking that is copied and deleted: its reason and refusals, which may stay.

    It goes by the context. Who calls from outside can send no such object.
    """

    reason: str
    refusals: frozenset


class CustomerCategoryBooking(models.AbstractModel):
    """Which guests may not be in an event, and how that is said."""

    _name = "customer.category.booking"
    _description = "Bookings of Customer Categories"

    def _booking_refusals(self):
        """Return who may not be in which of these events.

        Past and archived events are nobody's booking. Guests with a user account of the
        company are staff. Whatever the number of events and guests, it takes a fixed
        number of queries.

        :rtype: list[Refusal]
        """
        now = fields.Datetime.now()
        # Types and members are looked up for the shop, not for who books (R15).
        return [
            refusal
            for event in self.sudo().with_context(active_test=True)
            if event.active and event.start and event.stop and event.stop >= now
            for event_type in event.categ_ids._origin
            if event_type.customer_category_ids or event_type.booking_days_ahead
            for refusal in event._refusals_of_type(event_type, now)
        ]

    def _refusals_of_type(self, event_type, now):
        """Yield the guests of one event who may not book one of its types."""
        tz = (self.user_id.company_id or self.env.company).partner_id.tz or "UTC"
        today = local_date(now, tz)
        day = self.start_date if self.allday else local_date(self.start, tz)
        allowed = set(event_type.customer_category_ids.ids)
        base = event_type.booking_days_ahead
        for guest in self._booking_guests():
            customer = guest.commercial_partner_id
            held = {c.id: c.booking_days_ahead for c in customer.customer_category_ids}
            verdict = verdict_on_booking(allowed, base, held, (day - today).days)
            if verdict:
                most = days_bookable(base, held)
                yield Refusal(
                    self._origin.id,
                    self.start,
                    self.stop,
                    event_type,
                    guest,
                    verdict,
                    day,
                    most is not None and today + timedelta(days=most),
                )

    def _booking_guests(self):
        """Return the customers among the guests, also by a row of attendance alone."""
        guests = self.partner_ids._origin
        # What a form has not saved yet has the rows of who was just removed.
        if self.id:
            guests |= self.attendee_ids.partner_id
        return guests.filtered("partner_share")

    def _refuse_bookings(self, before=(), guests=None):
        """Stop a booking that is not allowed, unless it may be made all the same.

        :param before: refusals that were there already, which stop nobody
        :param guests: look at these alone; None for all guests
        :raise ValidationError: names event type, customer and way out
        """
        if self._is_calendar_sync():
            return
        refusals = [
            refusal
            for refusal in self._booking_refusals()
            if refusal not in before and (guests is None or refusal.guest in guests)
        ]
        moved = self._moved_booking()
        if moved:
            refusals = [r for r in refusals if r.of_no_event() not in moved.refusals]
        refused = [r for r in refusals if not self._is_excused(r)]
        if refused:
            raise ValidationError(self._refusals_text(refused))
        self._log_excused_bookings(refusals)

    def _is_calendar_sync(self):
        """Tell whether a calendar of Google or Microsoft writes here.

        It tells what is so already; to refuse it would stop the synchronisation. Its
        key in the context alone says nothing: who calls from outside can send it too.
        """
        context = self.env.context
        is_marked = context.get("dont_notify")
        return bool(
            self.env.su and is_marked and not context.get("customer_category_series")
        )

    def _moved_booking(self):
        """Return the :class:`MovedBooking` that is being copied, if any."""
        moved = self.env.context.get("customer_category_moved")
        return moved if isinstance(moved, MovedBooking) else None

    def _is_excused(self, refusal):
        """Tell whether the user has the right, and gave a reason, to book anyway."""
        field = self._fields["customer_category_reason"]
        event = self.browse(refusal.event_id).sudo()
        return self.sudo(False)._has_field_access(field, "write") and bool(
            event.customer_category_reason
        )

    def _log_excused_bookings(self, refusals):
        """Keep on each event who was let in against the rules."""
        for refusal in refusals:
            event = self.browse(refusal.event_id).sudo()
            event._message_log(
                body=self.env._(
                    "Booked anyway: %(reason)s. %(refusal)s",
                    reason=event.customer_category_reason,
                    refusal=self._refusal_text(refusal),
                )
            )

    def _refusals_text(self, refusals):
        """Return refusals and the ways out as one message."""
        lines = [self._refusal_text(refusal) for refusal in refusals[:TOLD]]
        others = len(refusals) - TOLD
        if others > 0:
            lines.append(self.env._("And %s more.", others))
        return "\n".join([*lines, self._way_out()])

    def _way_out(self):
        """Return what to do about a refusal, for customers and for the staff."""
        if self.env.user.share:
            return self.env._("Ask us what you can book, please.")
        return self.env._(
            "Choose another event type, day or guest. A customer category "
            "administrator can book it all the same by giving a reason on the event."
        )

    def _refusal_text(self, refusal):
        """Return in words who may not book what, and what would be possible."""
        values = {
            "type": refusal.event_type.name,
            "customer": refusal.guest.display_name,
            "day": format_date(self.env, refusal.day),
        }
        if refusal.verdict == NOT_MEMBER:
            return self.env._(
                "“%(type)s” on %(day)s is only for %(categories)s, and %(customer)s is "
                "no member.",
                categories=refusal.event_type._limit_names(),
                **values,
            )
        return self.env._(
            "“%(type)s” on %(day)s is too far ahead for %(customer)s, who can book "
            "until %(last)s.",
            last=format_date(self.env, refusal.last_day),
            **values,
        )
