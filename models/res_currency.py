from odoo import models


class ResCurrency(models.Model):
    """The smallest unit of a currency is part of the rules that count money."""

    _inherit = "res.currency"

    def write(self, vals):
        """Read the rules anew."""
        result = super().write(vals)
        if "rounding" in vals:
            self.env["customer.category"]._forget_kept_rules()
        return result
