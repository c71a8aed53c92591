from odoo import fields, models


class CustomerCategoryHoldout(models.Model):
    """A member who would have got a mailing, and got nothing to compare with."""

    _name = "customer.category.holdout"
    _description = "Held Out of a Mailing to Customer Categories"
    _order = "id desc"
    _log_access = False

    mailing_id = fields.Many2one(
        "mailing.mailing", required=True, readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one("res.company", readonly=True)
    create_date = fields.Datetime(string="Held Out On", readonly=True)

    _mailing = models.Index("(mailing_id, partner_id)")
