import logging

from odoo import fields, models

from ..engines.frozen import freeze_sql

_logger = logging.getLogger(__name__)

FROZEN = ("customer_category_ids", "rewards_category_id")


class CustomerCategoryFrozen(models.AbstractModel):
    """What a sale keeps of its customer for good: the categories of that moment.

    Later changes of the customer or of the rules do not reach it, so that reports tell
    what was true when the discount was given.
    """

    _name = "customer.category.frozen"
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
        if not sold:
            return
        # What the sale itself has pending must fail outside of our savepoint.
        self.env.flush_all()
        try:
            with self.env.cr.savepoint(flush=False):
                # Somebody may be deleting a category just now: a sale does not wait.
                self.env.cr.execute("SET LOCAL lock_timeout = '200ms'")
                self.env.cr.execute(freeze_sql(sold.ids))
                self.env.cr.execute("SET LOCAL lock_timeout TO DEFAULT")
        except Exception:
            _logger.warning("%s keeps no customer categories.", sold, exc_info=True)
        sold.invalidate_recordset(FROZEN)
