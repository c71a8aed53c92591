from odoo import fields, models


class CustomerCategoryImportColumn(models.TransientModel):
    """One column of an imported list, and what it holds."""

    _name = "customer.category.import.column"
    _description = "Column of a Customer Import"
    _order = "sequence, id"

    import_id = fields.Many2one(
        "customer.category.import", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer()
    name = fields.Char(string="Column", readonly=True)
    sample = fields.Char(string="For Example", readonly=True)
    kind = fields.Selection(
        [
            ("auto", "Find out line by line"),
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("barcode", "Barcode"),
            ("ref", "Reference"),
            ("name", "Name"),
            ("none", "Leave out"),
        ],
        string="Holds",
        default="none",
        required=True,
    )
