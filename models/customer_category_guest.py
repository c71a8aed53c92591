from odoo import api, models


class CustomerCategoryGuest(models.AbstractModel):
    """Meetings that a contact's own record adds it to, past the event."""

    _name = "customer.category.guest"
    _description = "Contacts as Guests of Events"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse meetings that the new contacts may not book."""
        partners = super().create(vals_list)
        if any(vals.get("meeting_ids") for vals in vals_list):
            partners._all_meetings()._refuse_bookings(guests=partners)
        return partners

    def write(self, vals):
        """Refuse meetings that these contacts may not book."""
        if "meeting_ids" not in vals:
            return super().write(vals)
        before = set(self._all_meetings()._booking_refusals())
        result = super().write(vals)
        self._all_meetings()._refuse_bookings(before, guests=self)
        return result

    def _all_meetings(self):
        """Return the meetings of these contacts, also those the user may not see."""
        return self.env["calendar.event"].browse(self.sudo().meeting_ids.ids)
