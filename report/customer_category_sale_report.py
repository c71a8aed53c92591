from odoo import api, fields, models
from odoo.tools import SQL

from ..engines.sale_report import sale_report_sql
from ..models.fields import CategoryField


class CustomerCategorySaleReport(models.Model):
    """What categories bring and cost, as it was at each sale.

    Grouped by category, a sale counts in each category its customer was in, and once
    in the total.
    """

    _name = "customer.category.sale.report"
    _description = "Sales by Customer Category"
    _inherit = ["customer.category.report"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "order_id"

    date = fields.Datetime(string="Order Date", readonly=True)
    order_id = fields.Many2one("pos.order", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        help="For a company's contact, the company.",
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    config_id = fields.Many2one("pos.config", string="Point of Sale", readonly=True)
    session_id = fields.Many2one("pos.session", readonly=True)
    user_id = fields.Many2one("res.users", string="Cashier", readonly=True)
    pricelist_id = fields.Many2one("product.pricelist", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    product_tmpl_id = fields.Many2one(
        "product.template", string="Product Template", readonly=True
    )
    product_categ_id = fields.Many2one(
        "product.category", string="Product Category", readonly=True
    )
    customer_category_ids = fields.Many2many(
        string="Categories at the Sale", related="order_id.customer_category_ids"
    )
    current_category_ids = fields.Many2many(
        string="Categories Today", related="partner_id.customer_category_ids"
    )
    rewards_category_id = CategoryField(
        "customer.category", string="Rewards Group at the Sale", readonly=True
    )
    price_category_id = CategoryField(
        "customer.category",
        readonly=True,
        help="The category whose rule gave the price.",
    )
    product_qty = fields.Float(string="Quantity", readonly=True)
    visit_count = fields.Integer(
        string="Orders",
        aggregator="count_distinct",
        exportable=False,
        readonly=True,
        help="Sales that are no refund and did not come back in full.",
    )
    customer_count = fields.Integer(
        string="Customers",
        aggregator="count_distinct",
        exportable=False,
        readonly=True,
    )
    revenue = fields.Monetary(
        readonly=True, help="Without taxes, less refunds, as in the accounts."
    )
    average_basket = fields.Monetary(
        aggregator="avg",
        exportable=False,
        readonly=True,
        help="Revenue for each order.",
    )
    visits_per_customer = fields.Float(
        string="Orders per Customer",
        aggregator="avg",
        digits=(16, 1),
        exportable=False,
        readonly=True,
        help="Orders without customer are left out.",
    )
    category_discount = fields.Monetary(
        string="Saved by Categories",
        readonly=True,
        help="What prices of categories were below the price for everybody, without "
        "taxes.",
    )
    discount_cost = fields.Monetary(
        readonly=True,
        help="What customers paid below the price for everybody, without taxes: by a "
        "category's price and by discounts of the line.",
    )
    margin = fields.Monetary(
        string="Margin after Discount",
        readonly=True,
        help="Revenue less the cost of what was sold.",
    )

    def _view_sql(self):
        """Return the query of the view."""
        return sale_report_sql()

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        """Divide sums by each other, as no average of lines gives these."""
        fname, _colon, function = aggregate_spec.partition(":")
        if fname == "average_basket":
            by_currency = function == "sum_currency"
            revenue = "revenue:sum_currency" if by_currency else "revenue:sum"
            return SQL(
                "%s / NULLIF(%s, 0)",
                super()._read_group_select(revenue, query),
                super()._read_group_select("visit_count:count_distinct", query),
            )
        if fname == "visits_per_customer":
            visits, customers = (
                self._field_to_sql(self._table, counted, query)
                for counted in ("visit_count", "customer_count")
            )
            return SQL(
                "COUNT(DISTINCT %(visits)s) FILTER (WHERE %(customers)s IS NOT NULL)"
                "::numeric / NULLIF(COUNT(DISTINCT %(customers)s), 0)",
                visits=visits,
                customers=customers,
            )
        return super()._read_group_select(aggregate_spec, query)

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._may_view_orders())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Lead nobody to orders without the right to read them."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "list" and not self._may_view_orders():
            for name in ("action", "type"):
                arch.attrib.pop(name, None)
            arch.set("no_open", "1")
            for button in arch.xpath("//button[@name='action_view_orders']"):
                button.getparent().remove(button)
        return arch, view

    @api.model
    def _may_view_orders(self):
        """Return whether the user works with the Point of Sale."""
        return self.env["pos.order"].has_access("read")

    def action_view_orders(self):
        """Open the orders of these lines."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "point_of_sale.action_pos_pos_form"
            ),
            "domain": [("id", "in", self.order_id.ids)],
            "context": {},
        }

    def action_view_order(self):
        """Open the order of this line."""
        self.ensure_one()
        return self._open("pos.order", self.order_id)
