from odoo import api, fields, models

from .fields import CategoryField


class PosOrderLine(models.Model):
    """A line that keeps which category gave its price, and what that saved (P8)."""

    _name = "pos.order.line"
    _inherit = [
        "customer.category.shown",
        "pos.order.line",
        "customer.category.line.amounts",
        "customer.category.price.audit",
    ]

    customer_category_id = CategoryField(
        "customer.category",
        string="Price Category",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        help="The customer category whose rule gave the price at the sale.",
    )
    category_discount = fields.Monetary(
        string="Saved by Category",
        readonly=True,
        help="What the category's price saved the customer on this line, against the "
        "price without categories and before the line's own discount.",
    )
    category_discount_untaxed = fields.Monetary(
        string="Saved by Category, Untaxed",
        copy=False,
        readonly=True,
        help="The saving by the category's price without taxes, before the line's own "
        "discount.",
    )
    category_regular_subtotal = fields.Monetary(
        string="At Regular Price, Untaxed",
        copy=False,
        readonly=True,
        help="What the line would have brought at the price without categories and "
        "without discount; empty where there was neither.",
    )
    category_tax_rounding = fields.Monetary(
        string="Rounding of Taxes",
        copy=False,
        readonly=True,
        help="What this line's amount lacks to what the accounts have of its order, "
        "where taxes are rounded for an order as a whole.",
    )

    _category_price_unchecked = models.Index("(id) WHERE is_category_price_unchecked")
    _category_price_different = models.Index(
        "(order_id) WHERE is_category_price_different"
    )

    def _prepare_refund_data(self, refund_order, PosPackOperationLot):  # noqa: N803 Odoo's own name
        """Give back the saving in proportion to what is refunded."""
        vals = super()._prepare_refund_data(refund_order, PosPackOperationLot)
        saved = self.category_discount / self.qty if self.qty else 0
        return {**vals, "category_discount": saved * vals["qty"]}

    @api.onchange("product_id")
    def _onchange_product_id(self):
        """Price a line added in the back office for the order's customer."""
        customer = self.order_id.partner_id._origin
        line = self.with_context(customer_category_partner_id=customer.id)
        return super(PosOrderLine, line)._onchange_product_id()

    @api.model
    def _load_pos_data_fields(self, config):
        own = ["customer_category_id", "category_discount"]
        return [*super()._load_pos_data_fields(config), *own]

    @api.model
    def _load_pos_self_data_fields(self, config):
        """Keep categories from the self-order page, which anybody can open (P9)."""
        own = {"customer_category_id", "category_discount"}
        fnames = super()._load_pos_self_data_fields(config)
        return [fname for fname in fnames if fname not in own]
