from odoo import api, fields, models
from odoo.fields import Domain


class PosSession(models.Model):
    """What a till loads of ours."""

    _inherit = "pos.session"

    @api.model
    def _load_pos_data_models(self, config):
        return [*super()._load_pos_data_models(config), "customer.category"]

    def get_pos_ui_product_pricelist_item_by_product(
        self, product_tmpl_ids, product_ids, config_id
    ):
        """Add the rules that begin today or later: the till looks at their dates."""
        result = super().get_pos_ui_product_pricelist_item_by_product(
            product_tmpl_ids, product_ids, config_id
        )
        # A till prices by rules that its cashier need not be allowed to see (P6).
        items = self.env["product.pricelist.item"].sudo()
        pricelists = self.config_id._get_available_pricelists()
        on_products = Domain("product_id", "=", False) & Domain(
            "product_tmpl_id", "in", product_tmpl_ids
        )
        later = items.search(
            Domain("pricelist_id", "in", pricelists._with_base_pricelists().ids)
            & Domain(items._check_company_domain(self.company_id))
            & (on_products | Domain("product_id", "in", product_ids))
            & Domain("id", "not in", [r["id"] for r in result[items._name]])
            & (
                Domain("date_end", "=", False)
                | Domain("date_end", ">=", fields.Datetime.now())
            )
        )
        fnames = items._load_pos_data_fields(self.config_id)
        result[items._name] += later.read(fnames, load=False)
        return result
