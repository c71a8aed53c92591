from odoo import models


class LoyaltyCard(models.Model):
    """A card whose points count for whoever owns it (R4, R7)."""

    _inherit = "loyalty.card"

    def write(self, vals):
        """Recompute the owners of before and after when cards change hands."""
        if "partner_id" not in vals:
            return super().write(vals)
        before = self.partner_id
        result = super().write(vals)
        owners = (before | self.partner_id).exists()
        self.env["loyalty.history"]._recompute_owners(owners)
        return result
