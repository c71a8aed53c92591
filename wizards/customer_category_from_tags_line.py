from odoo import api, fields, models


class CustomerCategoryFromTagsLine(models.TransientModel):
    """One contact tag that can become a category."""

    _name = "customer.category.from.tags.line"
    _description = "Contact Tag to Turn into a Category"
    _order = "customer_count desc, id"

    wizard_id = fields.Many2one(
        "customer.category.from.tags", required=True, ondelete="cascade", index=True
    )
    tag_id = fields.Many2one("res.partner.category", readonly=True, ondelete="cascade")
    is_chosen = fields.Boolean(string="Turn into Category")
    customer_count = fields.Integer(
        string="Customers",
        readonly=True,
        help="The contacts of one company are one customer.",
    )
    already_count = fields.Integer(string="Already In", readonly=True)
    category_id = fields.Many2one(
        "customer.category", readonly=True, ondelete="cascade"
    )
    result = fields.Selection(
        [
            ("new", "New category"),
            ("existing", "Existing category"),
            ("automatic", "Category follows its rules"),
            ("archived", "Category is archived"),
            ("elsewhere", "Name taken in another company"),
        ],
        readonly=True,
    )

    @api.onchange("is_chosen")
    def _onchange_is_chosen(self):
        """Refuse tags whose category takes nobody in by hand."""
        if self.result not in ("new", "existing"):
            self.is_chosen = False
