from odoo import models

from .fields import CategoriesField


class LoyaltyProgram(models.Model):
    """A program whose points, rewards and codes may be for some categories only."""

    _name = "loyalty.program"
    _inherit = ["customer.category.limited", "loyalty.program"]

    customer_category_ids = CategoriesField(
        help="Only members of one of these categories get points, rewards, codes and "
        "gift cards of this program at the till. Leave empty for everybody.",
    )

    def _get_limit_message(self):
        """Return in words for whom the program is."""
        self.ensure_one()
        categories = self.customer_category_ids.filtered("active")
        if not categories and self.sudo().customer_category_ids.filtered("active"):
            return self.env._("“%s” is not for this customer.", self.name)
        if not categories:
            return self.env._(
                "“%s” is only for categories that are not in use.", self.name
            )
        return self.env._(
            "“%(program)s” is only for %(categories)s. Choose a customer who belongs "
            "to it.",
            program=self.name,
            categories=", ".join(categories.mapped("name")),
        )

    def _rewards(self, order):
        """Tell whether an order brings its customer a card of the program.

        A sale that was made before its customer left the category does, and so does a
        card that was paid for: a manager may have let it through.

        :param order: the ``pos.order``
        :rtype: bool
        """
        self.ensure_one()
        program = self.sudo()
        return (
            program.program_type in ("gift_card", "ewallet")
            or program._is_for_customer(order.partner_id)
            or bool(program.customer_category_ids & order.sudo().customer_category_ids)
        )
