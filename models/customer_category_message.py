from odoo import api, fields, models
from odoo.fields import Domain

from .filters import exchange_parts


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
        if not kind:
            return
        self.update(self.env["customer.category"]._prepare_ready_message(kind))
        if self.customer_category_ids and self.mailing_model_real == "res.partner":
            self.mailing_domain = self._filter_for_ready_message(kind)

    def _filter_for_ready_message(self, kind):
        """Return the present filter, for whom this message is in place of another.

        :param str kind: a key of ``_selection_ready_message``
        :rtype: str
        """
        given = self.env.context
        current = self._parse_mailing_domain()
        is_opened = self.mailing_domain == given.get("default_mailing_domain")
        # Odoo calls this also when a new form opens, with what it is given.
        if is_opened and kind == given.get("default_customer_category_message"):
            return self.mailing_domain
        # What cannot be read reaches nobody, and whoever wrote it may mend it.
        if current == [("id", "in", [])]:
            return self.mailing_domain
        categories = self.env["customer.category"]
        filters = {
            key: Domain(categories._ready_filter(key))
            for key, _label in categories._selection_ready_message()
        }
        domain = exchange_parts(Domain(current), filters.values(), filters[kind])
        return "[]" if domain.is_true() else repr(list(domain))
