from odoo import fields, models


class CustomerCategoryNote(models.Model):
    """One event of which a customer was told, so that nobody is told twice."""

    _name = "customer.category.note"
    _description = "Automatic Note to a Member"
    _order = "id desc"
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    category_id = fields.Many2one(
        "customer.category", readonly=True, ondelete="cascade", index=True
    )
    membership_id = fields.Many2one(
        "customer.category.membership", readonly=True, ondelete="cascade"
    )
    event = fields.Selection(
        [
            ("join", "Joined or moved up"),
            ("risk", "At risk"),
            ("leave", "Left"),
            ("expire", "Expires soon"),
        ],
        required=True,
        readonly=True,
    )
    channel = fields.Selection([("email", "E-mail"), ("sms", "SMS")], readonly=True)
    day = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    mailing_id = fields.Many2one(
        "mailing.mailing",
        string="Message",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    create_date = fields.Datetime(string="Queued On", readonly=True)

    _once = models.Constraint(
        "UNIQUE (membership_id, event, day)", "The customer was told of this already."
    )
