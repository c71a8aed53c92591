from odoo import fields, models


class PosConfig(models.Model):
    """How a till shows what the customer at hand may not buy."""

    _inherit = "pos.config"

    customer_category_restricted_products = fields.Selection(
        [("lock", "Show with a lock"), ("hide", "Hide")],
        string="Restricted Products",
        default="lock",
        required=True,
        help="What the till does with products that are not for the customer's "
        "categories. Whoever scans a hidden one is told why it cannot be sold.",
    )
