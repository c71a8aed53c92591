from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """What a till's settings say about customer categories."""

    _inherit = "res.config.settings"

    pos_customer_category_restricted_products = fields.Selection(
        related="pos_config_id.customer_category_restricted_products",
        readonly=False,
        required=True,
    )
