from odoo import api, fields, models
from odoo.fields import Domain

from ..engines.import_recognition import MAX_VALUE


class CustomerCategoryImportLine(models.TransientModel):
    """One line of an imported list: whom it means, and why nobody."""

    _name = "customer.category.import.line"
    _description = "Line of a Customer Import"
    _order = "number, id"
    _rec_name = "text"

    import_id = fields.Many2one(
        "customer.category.import", required=True, ondelete="cascade", index=True
    )
    number = fields.Integer(string="Line", readonly=True, aggregator=None)
    text = fields.Char(readonly=True)
    kind = fields.Selection(
        [
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("barcode", "Barcode"),
            ("ref", "Reference"),
            ("name", "Name"),
        ],
        string="Recognised As",
        readonly=True,
    )
    status = fields.Selection(
        [
            ("matched", "Matched"),
            ("ambiguous", "Ambiguous"),
            ("unknown", "Unknown"),
            ("invalid", "Invalid"),
        ],
        string="Result",
        readonly=True,
    )
    partner_id = fields.Many2one("res.partner", string="Customer", ondelete="set null")
    candidates = fields.Char(
        string="Could Be", readonly=True, help="Customers whom the line fits equally."
    )
    problem = fields.Selection(
        [
            ("blank", "Nothing in the columns that were read"),
            ("date", "A date, which names no customer"),
            ("phone", "No valid phone number"),
            ("email", "No valid e-mail address"),
            ("shortened", "The spreadsheet cut off digits: format the cells as text"),
            ("barcode", "Too long for a barcode"),
            ("ref", "Too long for a reference"),
            ("name", "No name"),
        ],
        string="Why Invalid",
        readonly=True,
    )
    is_duplicate = fields.Boolean(
        string="Duplicate Customers",
        readonly=True,
        help="Several customers share this phone number or e-mail address.",
    )
    is_created = fields.Boolean(string="New Customer", readonly=True)
    phone = fields.Char(readonly=True)
    email = fields.Char(readonly=True)
    barcode = fields.Char(readonly=True)
    ref = fields.Char(readonly=True)
    name = fields.Char(readonly=True)

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        """Count a line as matched whose customer is chosen by hand."""
        if self.partner_id:
            self.status = "matched"
        else:
            self.status = "ambiguous" if self.candidates else "unknown"

    def action_merge_duplicates(self):
        """Open Odoo's own merging of the customers who share the line's key."""
        self.ensure_one()
        shared = self._shared_customers()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge Contacts"),
            "res_model": "base.partner.merge.automatic.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"active_model": "res.partner", "active_ids": shared.ids},
        }

    def _shared_customers(self):
        """Return the customers with the line's phone or e-mail, as many as Odoo merges
        at once.
        """
        key = Domain.OR(
            Domain(fname, "=", value)
            for fname, value in (
                ("phone_sanitized", self.phone),
                ("email_normalized", self.email),
            )
            if value
        )
        contacts = self.env["res.partner"].search(key, order="id")
        return contacts.commercial_partner_id.sorted("id")[:3]

    def _new_customer_values(self):
        """Return the values of the customer that an unknown line describes."""
        self.ensure_one()
        return {
            "name": self.name or self.phone or self.email or self.text[:MAX_VALUE],
            "phone": self.phone,
            "email": self.email,
            "barcode": self.barcode if self.kind == "barcode" else False,
            "ref": self.ref if self.kind == "ref" else False,
        }
