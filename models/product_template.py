from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount

from .fields import CategoriesField


class ProductTemplate(models.Model):
    """A product that shows what members of each category pay for it (P5).

    It may be for members of some categories only.
    """

    _name = "product.template"
    _inherit = ["customer.category.limited", "product.template"]

    customer_category_ids = CategoriesField(
        help="Only members of one of these categories can buy the product at the till. "
        "Leave empty for everybody.",
    )

    customer_category_prices = fields.Html(
        string="Customer Prices",
        compute="_compute_customer_category_prices",
        sanitize=False,
        help="What members of one category alone pay for one unit today.",
    )

    def _compute_customer_category_prices(self):
        for template in self:
            rows = template._origin and template._origin._get_customer_category_prices()
            template.customer_category_prices = bool(rows) and self.env[
                "ir.qweb"
            ]._render("customer_category.product_prices", {"rows": rows})

    def _get_customer_category_prices(self):
        """Return a dict of words for each pricelist and category with a rule."""
        self.ensure_one()
        groups = self.env["product.pricelist.item"]._read_group(
            Domain("customer_category_id.active", "=", True)
            & Domain("pricelist_id.active", "=", True),
            ["pricelist_id", "customer_category_id"],
        )
        return [
            row
            for pricelist, category in groups
            if (row := self._get_customer_category_price(pricelist, category))
        ]

    def _get_customer_category_price(self, pricelist, category):
        """Return the words for one pricelist and category, False without a rule."""
        members = pricelist.with_context(customer_category_ids=category.ids)
        offer = members._compute_category_prices(category, self, 1)
        if not (offer and offer[category][self.id][1]):
            return False
        currency = pricelist.currency_id
        price = members._get_product_price(self, 1)
        general = pricelist._get_product_price(self, 1)
        rule = self.env["product.pricelist.item"].browse(offer[category][self.id][1])
        return {
            "pricelist": pricelist.name,
            "category": category.name,
            "rule": rule.price,
            "price": format_amount(self.env, price, currency),
            "general": format_amount(self.env, general, currency),
        }

    @api.model
    def _load_pos_self_data_domain(self, data, config):
        """Offer nobody at a self-order page what is for some only."""
        domain = Domain(super()._load_pos_self_data_domain(data, config))
        limited = Domain("customer_category_ids", "!=", False)
        return domain & Domain("id", "not in", self.sudo()._search(limited))

    @api.model
    def _load_pos_self_data_fields(self, config):
        """Keep categories from the self-order page, which anybody can open (P9)."""
        fnames = super()._load_pos_self_data_fields(config)
        return [fname for fname in fnames if fname != "customer_category_ids"]
