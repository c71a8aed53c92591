from odoo import fields, models


class CustomerCategoryPending(models.Model):
    """A customer whose groups wait for the scheduled run.

    A sale never waits for us: when its customer could not be looked at, a row here
    says so. Rows are only added at the till, so they cannot block another sale.
    """

    _name = "customer.category.pending"
    _description = "Customer Waiting for Recomputation"

    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="cascade", index=True
    )
