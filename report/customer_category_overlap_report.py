from odoo import fields, models
from odoo.tools import SQL, drop_view_if_exists

from ..engines.member_report import overlap_report_sql
from ..models.fields import CategoryField


class CustomerCategoryOverlapReport(models.Model):
    """How many members two categories have in common today."""

    _name = "customer.category.overlap.report"
    _description = "Overlap of Customer Categories"
    _inherit = ["customer.category.shown"]
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

    def init(self):
        """Make the view anew, as Odoo does at each update of the addon."""
        drop_view_if_exists(self.env.cr, self._table)
        view = SQL.identifier(self._table)
        self.env.cr.execute(SQL("CREATE VIEW %s AS (%s)", view, overlap_report_sql()))

    def action_view_customer(self):
        """Open the customer of this row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }
