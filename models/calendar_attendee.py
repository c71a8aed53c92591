from odoo import api, models


class CalendarAttendee(models.Model):
    """A row of attendance, which makes a guest also without the event's own list."""

    _inherit = "calendar.attendee"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse guests who may not book the event."""
        attendees = super().create(vals_list)
        attendees.event_id._refuse_bookings(guests=attendees.sudo().partner_id)
        return attendees

    def write(self, vals):
        """Refuse to put somebody else in, or to take the row to another event."""
        if not {"event_id", "partner_id"} & vals.keys():
            return super().write(vals)
        before = set(self.event_id._booking_refusals())
        result = super().write(vals)
        self.event_id._refuse_bookings(before, guests=self.sudo().partner_id)
        return result
