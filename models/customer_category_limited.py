from odoo import api, models

from .fields import CategoriesField


class CustomerCategoryLimited(models.AbstractModel):
    """What only the members of some categories get."""

    _name = "customer.category.limited"
    _inherit = ["customer.category.sparse", "customer.category.shown"]
    _description = "Only for Customer Categories"
    _sparse_fields = ("customer_category_ids",)

    # Archived categories limit on: who had to be a member must not become anybody.
    customer_category_ids = CategoriesField(
        "customer.category",
        string="Only for Categories",
        check_company=True,
        context={"active_test": False},
        ondelete="restrict",
        help="Leave empty for everybody.",
    )

    def write(self, vals):
        """Tell the tills for whom it is now."""
        result = super().write(vals)
        if "customer_category_ids" in vals:
            self.env["customer.category"]._tell_tills_of_setup(self)
        return result

    def copy(self, default=None):
        """Limit the copy to all categories, also those that the user does not see."""
        copies = super().copy(default)
        if "customer_category_ids" not in (default or {}):
            for original, copy in zip(self.sudo(), copies.sudo(), strict=True):
                if copy.customer_category_ids != original.customer_category_ids:
                    copy.customer_category_ids = original.customer_category_ids
        return copies

    @api.constrains("customer_category_ids", "company_id")
    def _check_customer_categories_company(self):
        """Refuse categories of another company: its members do not shop here."""
        self._check_company(["customer_category_ids"])

    def _is_for_customer(self, partner):
        """Return whether a customer is in one of the categories, if there are any.

        :param partner: the customer as a ``res.partner``, empty for nobody
        :rtype: bool
        """
        self.ensure_one()
        allowed = self.sudo().customer_category_ids
        held = partner.sudo().commercial_partner_id.customer_category_ids
        return not allowed or bool(allowed & held.filtered("active"))
