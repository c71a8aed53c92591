from odoo import fields, models


class PosConfig(models.Model):
    """What a till's cashiers see of customer categories, and what they may do."""

    _inherit = "pos.config"

    customer_category_restricted_products = fields.Selection(
        [("lock", "Show with a lock"), ("hide", "Hide")],
        string="Restricted Products",
        default="lock",
        required=True,
        help="What the till does with products that are not for the customer's "
        "categories. Whoever scans a hidden one is told why it cannot be sold.",
    )
    # Categories lower prices: who could not change them before, does not by default.
    customer_category_changed_by = fields.Selection(
        [("nobody", "Nobody"), ("manager", "Managers"), ("cashier", "All cashiers")],
        string="Change Categories at the Till",
        default="manager",
        required=True,
        help="Who may add customers to standard categories at this till, and remove "
        "them. Managers are the managers of the Point of Sale or, where employees "
        "log in, those with advanced rights; employees with minimal rights never may.",
    )
    customer_category_has_progress = fields.Boolean(
        string="Rewards Progress",
        default=True,
        help="The order tells the cashier what its customer is missing to the next "
        "rewards group, and until when the present one lasts.",
    )
    customer_category_is_on_receipt = fields.Boolean(
        string="Categories on Receipts",
        default=True,
        help="Receipts say what the customer's categories saved, and which rewards "
        "group was reached.",
    )

    def _lets_change_customer_categories(self, role):
        """Tell whether someone may change customers' categories at this till.

        :param str role: ``manager``, ``cashier`` or ``minimal``, as tills know it
        :rtype: bool
        """
        roles = {"manager": ["manager"], "cashier": ["manager", "cashier"]}
        return role in roles.get(self.customer_category_changed_by, [])

    def use_coupon_code(self, code, creation_date, partner_id, pricelist_id):
        """Refuse codes of programs that are not for the customer."""
        result = super().use_coupon_code(code, creation_date, partner_id, pricelist_id)
        if not result["successful"]:
            return result
        program = self.env["loyalty.program"].browse(result["payload"]["program_id"])
        if program._is_for_customer(self.env["res.partner"].browse(partner_id or [])):
            return result
        message = program._get_limit_message()
        return {"successful": False, "payload": {"error_message": message}}
