from odoo import api, models


class LoyaltyHistory(models.Model):
    """Points that may earn their owner a rewards group (R4, R7)."""

    _inherit = "loyalty.history"

    @api.model_create_multi
    def create(self, vals_list):
        """Recompute the owners' rewards groups after points are recorded."""
        history = super().create(vals_list)
        history._recompute_customer_categories()
        return history

    def unlink(self):
        """Recompute the owners' rewards groups after points are taken back."""
        owners = self.sudo().card_id.partner_id
        result = super().unlink()
        self._recompute_owners(owners)
        return result

    def _recompute_customer_categories(self):
        """Recompute the owners' categories."""
        self._recompute_owners(self.sudo().card_id.partner_id)

    @api.model
    def _recompute_owners(self, owners):
        """Recompute customers' categories, if any asks for points at all.

        :param owners: ``res.partner`` records who own loyalty cards
        """
        categories = self.env["customer.category"].sudo()
        by_points = categories.search_count(
            [
                "|",
                ("min_lifetime_points", ">", 0),
                ("criterion_ids.metric", "=", "points"),
            ],
            limit=1,
        )
        if owners and by_points:
            self.env["pos.order"]._recompute_customers_safely(owners)
