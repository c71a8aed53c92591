from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .customer_category_checks import MOST_DAYS
from .fields import CategoriesField


class CalendarEventType(models.Model):
    """A type of event that may be for members of some categories only."""

    _inherit = "calendar.event.type"

    # Archived categories limit on: who had to be a member must not become anybody.
    customer_category_ids = CategoriesField(
        "customer.category",
        string="Only for Categories",
        context={"active_test": False},
        ondelete="restrict",
        help="Only members of one of these categories can book this type. Leave empty "
        "for everybody.",
    )
    booking_days_ahead = fields.Integer(
        string="Days Ahead",
        help="How many days ahead customers can book this type; 0 is without limit. "
        "Members of a category with more days can book further ahead.",
    )

    @api.constrains("booking_days_ahead")
    def _check_booking_days_ahead(self):
        for event_type in self:
            if not 0 <= event_type.booking_days_ahead <= MOST_DAYS:
                raise ValidationError(
                    self.env._(
                        "The days ahead of “%(type)s” must be between 0 and %(most)s.",
                        type=event_type.name,
                        most=MOST_DAYS,
                    )
                )

    def _limit_names(self):
        """Return the names of the categories that it is for, as far as one may know.

        What is confidential, or of companies that the user has nothing to do with, is
        not named.
        """
        self.ensure_one()
        categories = self.env["customer.category"].sudo(False)
        named = categories.has_access("read") and categories.search(
            Domain("id", "in", self.sudo().customer_category_ids.ids)
            & Domain("confidential", "=", False)
        )
        if not named:
            return self.env._("some customer categories")
        return ", ".join(named.mapped("name"))
