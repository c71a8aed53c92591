from odoo import api, fields, models
from odoo.fields import Domain


class CustomerCategoryMessage(models.AbstractModel):
    """A mailing that begins with a ready message."""

    _name = "customer.category.message"
    _description = "Ready Message of a Mailing"

    customer_category_message = fields.Selection(
        lambda self: self.env["customer.category"]._selection_ready_message(),
        string="Ready Message",
        help="Fills in subject and text, for e-mail and SMS; change them as you like.",
    )

    @api.onchange("customer_category_message")
    def _onchange_customer_category_message(self):
        """Fill in the message, and whom of the members it is for."""
        kind = self.customer_category_message
        categories = self.env["customer.category"]
        if not kind:
            return
        self.update(categories._prepare_ready_message(kind))
        if self.customer_category_ids:
            members = Domain(
                "customer_category_ids", "in", self.customer_category_ids.ids
            )
            self.mailing_domain = repr(
                list(members & Domain(categories._ready_filter(kind)))
            )
