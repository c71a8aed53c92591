from odoo import fields, models

from ..engines.frozen import freeze_sql

FROZEN = ("customer_category_ids", "rewards_category_id")


class CustomerCategoryFrozen(models.AbstractModel):
    """What a sale keeps of its customer for good: the categories of that moment.

    Later changes of the customer or of the rules do not reach it, so that reports tell
    what was true when the discount was given.
    """

    _name = "customer.category.frozen"
    _inherit = ["customer.category.aside"]
    _description = "Customer Categories Kept on a Sale"

    customer_category_ids = fields.Many2many(
        "customer.category",
        "customer_category_pos_order_rel",
        "order_id",
        "category_id",
        string="Categories at the Sale",
        context={"active_test": False},
        copy=False,
        readonly=True,
        help="What the customer was in when this was sold.",
    )
    rewards_category_id = fields.Many2one(
        "customer.category",
        string="Rewards Group at the Sale",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
    )

    def _freeze_customer_categories(self):
        """Write down the categories of completed orders, which must not fail for it."""
        sold = self.filtered("partner_id")
        if sold:
            # Somebody may be deleting a category just now: a sale does not wait.
            self._run_aside(
                lambda: self.env.cr.execute(freeze_sql(sold.ids)),
                "%s keeps no customer categories.",
                sold,
            )
            sold.invalidate_recordset(FROZEN)
