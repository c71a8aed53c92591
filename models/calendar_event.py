from odoo import api, fields, models

from .customer_category_booking import MovedBooking

# What decides who may book, and when: changing it is booking anew.
BOOKING_FIELDS = {
    "active",
    "allday",
    "attendee_ids",
    "categ_ids",
    "duration",
    "partner_ids",
    "recurrency",
    "start",
    "start_date",
    "stop",
    "stop_date",
}


class CalendarEvent(models.Model):
    """An event that only members may book, or further ahead than others."""

    _name = "calendar.event"
    _inherit = ["calendar.event", "customer.category.booking"]

    customer_category_reason = fields.Char(
        string="Booked Anyway Because",
        copy=False,
        tracking=True,
        groups="customer_category.customer_category_group_administrator",
        help="With a reason you can book an event type that is not for a guest, or "
        "further ahead than the guest may.",
    )
    customer_category_warning = fields.Text(
        string="Not for These Guests",
        compute="_compute_customer_category_warning",
        help="Guests who may not book this event type, or not that far ahead.",
    )

    @api.depends("active", "categ_ids", "partner_ids", "start", "stop", "allday")
    def _compute_customer_category_warning(self):
        # An event that is not stored yet has no id to find it by.
        for event in self:
            lines = [self._refusal_text(r) for r in event._booking_refusals()]
            event.customer_category_warning = "\n".join(lines)

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse bookings that are not allowed."""
        reason = self.env.context.get("customer_category_reason")
        if reason:
            vals_list = [
                {"customer_category_reason": reason, **vals} for vals in vals_list
            ]
        events = super().create(vals_list)
        moved = self._moved_booking()
        if moved and moved.reason:
            events.sudo().customer_category_reason = moved.reason
        events._refuse_bookings()
        return events

    def write(self, vals):
        """Refuse bookings that a change brings about; what was so before may stay."""
        if not self._is_booking(vals):
            return super().write(vals)
        before = set(self._booking_refusals())
        result = super().write(vals)
        self.exists()._refuse_bookings(before)
        return result

    @api.model
    def _is_booking(self, vals):
        """Tell whether values can bring about a booking."""
        return bool((BOOKING_FIELDS | self._get_recurrent_fields()) & vals.keys())

    def _apply_recurrence_values(self, values, future=True):
        """Give every event of a series the reason of the event that it comes from."""
        reasons = set(self.sudo().mapped("customer_category_reason"))
        reason = reasons.pop() if len(reasons) == 1 else False
        events = self.with_context(customer_category_reason=reason)
        return super(CalendarEvent, events)._apply_recurrence_values(values, future)

    def _recreate_event_different_organizer(self, values, sender_user):
        """Let Outlook's copy for another organiser keep the reason, and who has it.

        It exists where Outlook is synchronised. Odoo copies the event in the name of
        the new organiser and deletes it, so nothing is booked that was not before.
        """
        moved = MovedBooking(
            self.sudo().customer_category_reason or False,
            frozenset(refusal.of_no_event() for refusal in self._booking_refusals()),
        )
        events = self.with_context(customer_category_moved=moved)
        parent = super(CalendarEvent, events)
        return parent._recreate_event_different_organizer(values, sender_user)
