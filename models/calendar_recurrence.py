from odoo import models


class CalendarRecurrence(models.Model):
    """A series, of which Odoo writes all events at once."""

    _inherit = "calendar.recurrence"

    def _write_events(self, values, dtstart=None):
        """Let the events be checked, unless another calendar writes them.

        Odoo marks them as not to be told to other calendars, which is how those mark
        what they write.
        """
        is_sync = bool(self.env.context.get("dont_notify"))
        series = self.with_context(customer_category_series=not is_sync)
        return super(CalendarRecurrence, series)._write_events(values, dtstart)
