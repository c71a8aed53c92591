from odoo import fields, models


class CustomerCategoryAccess(models.AbstractModel):
    """What members of a category may do by themselves."""

    _name = "customer.category.access"
    _description = "What Members of Customer Categories May Do"

    booking_days_ahead = fields.Integer(
        string="Bookable Days Ahead",
        tracking=True,
        help="Members can book event types up to this many days ahead, where others "
        "can only book fewer. 0 is as everybody.",
    )
