import logging
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import float_compare

_logger = logging.getLogger(__name__)

BATCH_SIZE = 500


@contextmanager
def _as_member_of(partner, categories):
    """Let prices be computed as if these were the customer's categories.

    :param partner: the customer as a ``res.partner``
    :param categories: ``customer.category`` records, of another day perhaps
    """
    field = partner._fields["customer_category_ids"]
    # What prices read, which is as superuser; nothing is written.
    field._update_cache(partner.sudo(), tuple(categories.ids))
    try:
        yield
    finally:
        partner.invalidate_recordset([field.name], flush=False)


class CustomerCategoryPriceAudit(models.AbstractModel):
    """Order lines that are held against the rules after their sale (P8).

    The till's price stands, whatever comes out here. It happens in a scheduled run, so
    that no sale waits for it or fails by it.
    """

    _name = "customer.category.price.audit"
    _description = "Check of Sold Prices"

    is_category_price_unchecked = fields.Boolean(copy=False, readonly=True)
    is_category_price_different = fields.Boolean(
        string="Price Differs",
        copy=False,
        readonly=True,
        help="The line was sold at another price than the rules give. The price was "
        "not changed.",
    )
    category_rule_price = fields.Float(
        string="Price by Rules",
        min_display_digits="Product Price",
        copy=False,
        readonly=True,
        help="The unit price that the rules gave, where the line was sold at another.",
    )

    @api.model
    def _cron_check_category_prices(self):
        """Check the lines of completed orders that came in since the last run."""
        due = Domain("is_category_price_unchecked", "=", True)
        due &= Domain("order_id.state", "in", ("paid", "done"))
        lines = self.search(due, order="id", limit=BATCH_SIZE)
        remaining = self.search_count(due) - len(lines)
        for order_lines in lines.grouped("order_id").values():
            order_lines._check_category_prices_safely()
        if self.env.context.get("ir_cron_progress_id"):
            self.env["ir.cron"]._commit_progress(len(lines), remaining=remaining)

    def _check_category_prices_safely(self):
        """Check one order's lines; one that cannot be checked does not stop others."""
        try:
            with self.env.cr.savepoint():
                self._check_category_prices()
        # The sale is long done: whatever is wrong with it is for the log.
        except Exception:
            _logger.warning("The prices of %s were not checked.", self, exc_info=True)
            self.is_category_price_unchecked = False

    def _check_category_prices(self):
        """Record on lines of one order where their price is not what the rules give."""
        order = self.order_id
        order.ensure_one()
        categories = order.customer_category_ids.filtered("active")
        digits = self.env["decimal.precision"].precision_get("Product Price")
        self.is_category_price_unchecked = False
        for line in self.filtered(lambda line: line._is_priced_by_rules()):
            if not (categories or line.customer_category_id):
                continue
            price = line._get_category_rule_price(categories)
            if float_compare(price, line.price_unit, precision_digits=digits):
                line.category_rule_price = price
                line.is_category_price_different = True

    def _is_priced_by_rules(self):
        """Return whether rules gave the price, not a person, a refund or a combo."""
        self.ensure_one()
        is_by_hand = self.price_type != "original" or self.is_reward_line
        is_shared_out = self.combo_parent_id or self.combo_line_ids
        return not (is_by_hand or is_shared_out) and self.qty > 0

    def _get_category_rule_price(self, categories):
        """Return the unit price that the rules give for this line.

        :param categories: the customer's categories at the sale
        """
        self.ensure_one()
        order = self.order_id
        product = self.product_id.with_company(order.company_id).with_context(
            no_variant_attributes_price_extra=self.price_extra
        )
        partner = order.partner_id.commercial_partner_id
        with _as_member_of(partner, categories):
            return order.pricelist_id._get_product_price(
                product,
                self._get_quantity_for_price(),
                partner=order.partner_id,
                currency=order.currency_id,
                date=order.date_order,
            )

    def _get_quantity_for_price(self):
        """Return the quantity that decides on the price: of all lots together."""
        types = self.order_id.config_id.picking_type_id
        if self.product_id.tracking == "lot" and (
            types.use_create_lots or types.use_existing_lots
        ):
            return sum(
                line.qty
                for line in self.order_id.lines
                if line.product_id == self.product_id
            )
        return self.qty
