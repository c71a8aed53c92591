from odoo import fields, models

from ..engines.member_report import overlap_report_sql
from ..models.fields import CategoryField


class CustomerCategoryOverlapReport(models.Model):
    """How many members two categories have in common today."""

    _name = "customer.category.overlap.report"
    _description = "Overlap of Customer Categories"
    _inherit = ["customer.category.report"]
    _auto = False
    _order = "category_id, partner_id, other_category_id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    category_id = CategoryField("customer.category", readonly=True)
    other_category_id = CategoryField(
        "customer.category", string="Also In", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    other_company_id = fields.Many2one(
        "res.company", string="Company of the Other", readonly=True
    )
    customer_count = fields.Integer(
        string="Customers",
        aggregator="count_distinct",
        exportable=False,
        readonly=True,
    )

    def _view_sql(self):
        """Return the query of the view."""
        return overlap_report_sql()
