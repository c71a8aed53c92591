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

    def use_coupon_code(self, code, creation_date, partner_id, pricelist_id):
        """Refuse codes of programs that are not for the customer."""
        result = super().use_coupon_code(code, creation_date, partner_id, pricelist_id)
        if not result["successful"]:
            return result
        program = self.env["loyalty.program"].browse(result["payload"]["program_id"])
        if program._is_for_customer(self.env["res.partner"].browse(partner_id or [])):
            return result
        message = program._get_limit_message()
        return {"successful": False, "payload": {"error_message": message}}
