from odoo import models

from .fields import CategoriesField


class PosPaymentMethod(models.Model):
    """A way to pay, which may be for members of some categories only."""

    _name = "pos.payment.method"
    _inherit = ["customer.category.limited", "pos.payment.method"]

    customer_category_ids = CategoriesField(
        help="Only members of one of these categories can pay this way at the till. "
        "Leave empty for everybody.",
    )
