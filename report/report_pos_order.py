from odoo import fields, models

from ..models.customer_category_figures import ADMINISTRATOR


class ReportPosOrder(models.Model):
    """Odoo's own report of orders, by what its customers are in today.

    The categories are no column of the report: there, a customer's second category
    would count every amount twice.
    """

    _inherit = "report.pos.order"

    customer_category_ids = fields.Many2many(
        string="Customer Categories Today",
        related="partner_id.customer_category_ids",
        groups=ADMINISTRATOR,
    )
