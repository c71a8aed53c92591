from odoo import fields, models


class CustomerCategoryPreviewWeek(models.TransientModel):
    """One step of a replay: who would have been in, and what it would have cost."""

    _name = "customer.category.preview.week"
    _description = "Week of a Back-Test"
    _order = "date"
    _rec_name = "date"

    preview_id = fields.Many2one(
        "customer.category.preview", required=True, ondelete="cascade", index=True
    )
    date = fields.Date(string="From", readonly=True)
    member_count = fields.Integer(string="Members", aggregator="max", readonly=True)
    joined = fields.Integer(readonly=True)
    departed = fields.Integer(string="Left", readonly=True)
    moved = fields.Integer(
        readonly=True, help="Between these and other rewards groups, in and out."
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    discount = fields.Monetary(
        readonly=True,
        help="What the members' percentage would have taken off everything they "
        "bought until the next row, without taxes.",
    )
    margin = fields.Monetary(
        string="Margin after Discount",
        readonly=True,
        help="What would have been left of the price after discount and cost.",
    )
