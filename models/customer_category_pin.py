from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CustomerCategoryPin(models.Model):
    """Keeps one customer in, or out of, an automatic category (R11)."""

    _name = "customer.category.pin"
    _description = "Pin of a Customer Category"
    _inherit = ["mail.thread"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade", index=True
    )
    category_id = fields.Many2one(
        "customer.category",
        required=True,
        ondelete="cascade",
        index=True,
        domain=[("assignment", "!=", "manual")],
    )
    company_id = fields.Many2one(related="category_id.company_id", store=True)
    mode = fields.Selection(
        [("in", "Keep in"), ("out", "Keep out")], required=True, default="in"
    )
    date_start = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_until = fields.Date(string="Until", help="The last day; empty is for good.")
    reason = fields.Char(required=True, tracking=True)
    proof = fields.Binary(attachment=True)
    proof_name = fields.Char()
    active = fields.Boolean(default=True, tracking=True)

    @api.constrains("category_id")
    def _check_category(self):
        for pin in self.filtered(lambda p: p.category_id.assignment == "manual"):
            raise ValidationError(
                self.env._(
                    "“%s” is kept by hand: add or remove the customer instead of "
                    "pinning.",
                    pin.category_id.name,
                )
            )

    @api.constrains("partner_id", "category_id")
    def _check_company_of_customer(self):
        for pin in self:
            pin.partner_id._check_customer_category_company(pin.category_id)

    @api.constrains("date_start", "date_until")
    def _check_dates(self):
        for pin in self:
            if pin.date_until and pin.date_until < pin.date_start:
                raise ValidationError(
                    self.env._(
                        "The pin of %(customer)s in “%(category)s” ends before it "
                        "begins.",
                        customer=pin.partner_id.display_name,
                        category=pin.category_id.name,
                    )
                )

    @api.model
    def _holds_domain(self, customers, day):
        """Return the domain of the pins that hold for customers on a day (R11)."""
        return (
            Domain("partner_id", "in", customers.ids)
            & Domain("date_start", "<=", day)
            & (Domain("date_until", "=", False) | Domain("date_until", ">=", day))
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Pin the customer, not one of its contacts, and apply it at once."""
        pins = super().create([self._with_customer(vals) for vals in vals_list])
        pins._apply()
        return pins

    def write(self, vals):
        """Apply the pin as it now is, to the customers of before and after."""
        before = self.partner_id
        result = super().write(self._with_customer(vals))
        (before | self.partner_id)._recompute_customer_categories()
        return result

    def unlink(self):
        """Let the rules decide again."""
        partners = self.partner_id
        result = super().unlink()
        partners._recompute_customer_categories()
        return result

    @api.model
    def _with_customer(self, vals):
        """Return the values with the company in place of its contact."""
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            vals = {**vals, "partner_id": partner.commercial_partner_id.id}
        return vals

    def _apply(self):
        self.partner_id._recompute_customer_categories()
