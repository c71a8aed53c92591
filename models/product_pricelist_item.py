from odoo import api, fields, models


class ProductPricelistItem(models.Model):
    """A rule that may hold for the members of one category only (P1)."""

    _inherit = "product.pricelist.item"

    customer_category_id = fields.Many2one(
        "customer.category",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The rule holds for members of this category only. "
        "Leave empty for a rule for everybody.",
    )

    @api.onchange("customer_category_id")
    def _onchange_customer_category_id(self):
        """Propose the discount that the category's standard percentage means (P4)."""
        for item in self.filtered("customer_category_id"):
            item.compute_price = "percentage"
            item.percent_price = 100 - item.customer_category_id.price_percent

    @api.model
    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), "customer_category_id"]

    @api.model
    def _load_pos_self_data_domain(self, data, config):
        """Keep category rules from the self-order page, where nobody is known (P9)."""
        domain = super()._load_pos_self_data_domain(data, config)
        return [*domain, ("customer_category_id", "=", False)]
