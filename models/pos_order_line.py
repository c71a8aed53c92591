from odoo import api, models


class PosOrderLine(models.Model):
    """A sold product, priced for the customer of its order."""

    _inherit = "pos.order.line"

    @api.onchange("product_id")
    def _onchange_product_id(self):
        """Price a line added in the back office for the order's customer."""
        customer = self.order_id.partner_id._origin
        line = self.with_context(customer_category_partner_id=customer.id)
        return super(PosOrderLine, line)._onchange_product_id()
