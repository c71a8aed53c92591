from odoo import api, models
from odoo.fields import Domain


class ProductPricelist(models.Model):
    """What a till loads of pricelists (P6)."""

    _name = "product.pricelist"
    _inherit = ["product.pricelist"]

    def write(self, vals):
        """Tell the tills how prices of categories compete now."""
        result = super().write(vals)
        if "customer_category_policy" in vals:
            self.env["customer.category"]._tell_tills_of_setup(self)
        return result

    def unlink(self):
        """Tell the tills: its rules go with it, past their own model."""
        self.env["customer.category"]._tell_tills_of_setup(self)
        return super().unlink()

    @api.model
    def _load_pos_data_domain(self, data, config):
        """Load the pricelists that others build on, down to the last."""
        pricelists = self.search(super()._load_pos_data_domain(data, config))
        return Domain("id", "in", pricelists._with_base_pricelists().ids) & Domain(
            "active", "in", [True, False]
        )

    @api.model
    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), "customer_category_policy"]

    def _with_base_pricelists(self):
        """Return these pricelists and all that their rules build on."""
        known = added = self
        while added:
            rules = self.env["product.pricelist.item"].search(
                Domain("pricelist_id", "in", added.ids)
                & Domain("base", "=", "pricelist")
                & Domain("base_pricelist_id", "!=", False)
            )
            added = rules.base_pricelist_id - known
            known |= added
        return known
