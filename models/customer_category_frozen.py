from odoo import models

from ..engines.frozen import (
    Sale,
    freeze_sales_sql,
    freeze_sql,
    rounding_sql,
    thaw_sql,
)
from .fields import CategoriesField, CategoryField

FROZEN = ("customer_category_ids", "rewards_category_id")
# Context key of a sale that is completed, and frozen, in a moment.
FROZEN_LATER = "customer_category_frozen_later"


class CustomerCategoryFrozen(models.AbstractModel):
    """What a sale keeps of its customer for good: the categories of that moment.

    Later changes of the customer or of the rules do not reach it, so that reports tell
    what was true when the discount was given.
    """

    _name = "customer.category.frozen"
    _inherit = ["customer.category.aside"]
    _description = "Customer Categories Kept on a Sale"

    customer_category_ids = CategoriesField(
        "customer.category",
        "customer_category_pos_order_rel",
        "order_id",
        "category_id",
        string="Categories at the Sale",
        context={"active_test": False},
        copy=False,
        readonly=True,
        help="What the customer was in when this was sold; for a refund, when what "
        "comes back was sold.",
    )
    rewards_category_id = CategoryField(
        "customer.category",
        string="Rewards Group at the Sale",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
    )

    def _freeze_sale(self):
        """Write down what reports need of completed orders, which never fail for it."""
        if any(order._keeps_something() for order in self):
            # Somebody may be deleting a category just now: a sale does not wait.
            self._run_aside(
                self._freeze_sale_unsafely,
                "%s keeps no customer categories.",
                self,
            )

    def _keeps_something(self):
        """Return whether there is anything to be written down of this order."""
        lines = self.lines
        return bool(
            self.partner_id
            or self.is_refund
            or lines.tax_ids
            or any(line.discount or line.category_discount for line in lines)
        )

    def _freeze_sale_unsafely(self):
        """Write down categories and what discounts cost, and let errors through."""
        refunds = self.filtered("is_refund")
        if refunds:
            self.env.cr.execute(freeze_sql(refunds.ids))
            refunds.invalidate_recordset(FROZEN)
        (self - refunds).filtered("partner_id")._freeze_customer_categories()
        self._freeze_rounding()
        self.lines._freeze_discounts()

    def _freeze_customer_categories(self):
        """Write down the customers' categories of orders that are no refunds."""
        if not self:
            return
        sales = [
            Sale(
                order.id,
                order.partner_id.commercial_partner_id.id,
                order.date_order,
                order.company_id.parent_ids.ids,
            )
            for order in self.sudo()
        ]
        rows = self.env.execute_query(freeze_sales_sql(sales))
        # The till is about to be told of the order: no need to read them again.
        categories, best = (self._fields[fname] for fname in FROZEN)
        for order in self:
            own = [row for row in rows if row[0] == order.id]
            categories._update_cache(order, tuple(row[1] for row in own))
            best._update_cache(order, next((row[1] for row in own if row[2]), None))

    def _freeze_rounding(self):
        """Write down what rounding taxes adds, where there are taxes to round."""
        taxed = self.filtered("lines.tax_ids")
        methods = taxed.company_id.mapped("tax_calculation_rounding_method")
        if "round_globally" in methods:
            self.env.cr.execute(rounding_sql(taxed.ids))
            taxed.lines.invalidate_recordset(["category_tax_rounding"])

    def _refreeze_customer_categories(self):
        """Write down the categories of whom orders belong to now.

        Those kept so far were another customer's.
        """

        def act():
            self.env.cr.execute(thaw_sql(self.ids))
            self.env.cr.execute(freeze_sql(self.ids))

        if self:
            self._run_aside(act, "%s keeps the categories of another customer.", self)
            self.invalidate_recordset(FROZEN)
