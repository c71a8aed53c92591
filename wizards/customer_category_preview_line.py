from odoo import fields, models


class CustomerCategoryPreviewLine(models.TransientModel):
    """One customer of a preview: what is held and what would be."""

    _name = "customer.category.preview.line"
    _description = "Line of a Preview of Category Changes"

    preview_id = fields.Many2one(
        "customer.category.preview", required=True, ondelete="cascade", index=True
    )
    partner_id = fields.Many2one("res.partner", string="Customer", ondelete="cascade")
    old_id = fields.Many2one("customer.category", string="From", ondelete="cascade")
    new_id = fields.Many2one("customer.category", string="To", ondelete="cascade")
    change = fields.Selection(
        [("enter", "Enters"), ("leave", "Leaves"), ("move", "Moves")]
    )
