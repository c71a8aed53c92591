from odoo import api, fields, models


class PosPaymentMethod(models.Model):
    """A way to pay, which may be for members of some categories only."""

    _name = "pos.payment.method"
    _inherit = ["pos.payment.method", "customer.category.limited"]

    customer_category_ids = fields.Many2many(
        help="Only members of one of these categories can pay this way at the till. "
        "Leave empty for everybody.",
    )

    @api.model
    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), "customer_category_ids"]
