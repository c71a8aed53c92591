from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """What a till's settings say about customer categories."""

    _inherit = "res.config.settings"

    pos_customer_category_restricted_products = fields.Selection(
        related="pos_config_id.customer_category_restricted_products",
        readonly=False,
        required=True,
    )
    pos_customer_category_changed_by = fields.Selection(
        related="pos_config_id.customer_category_changed_by",
        readonly=False,
        required=True,
    )
    pos_customer_category_has_progress = fields.Boolean(
        related="pos_config_id.customer_category_has_progress", readonly=False
    )
    pos_customer_category_is_on_receipt = fields.Boolean(
        related="pos_config_id.customer_category_is_on_receipt", readonly=False
    )
