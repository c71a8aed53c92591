from odoo import api, fields, models

from .customer_category_evaluation import MOVED
from .customer_category_frozen import FROZEN, FROZEN_LATER
from .customer_category_line_amounts import LINE_AMOUNTS

COMPLETED = ("paid", "done")


class PosOrder(models.Model):
    """A sale that may earn or lose its customer's rewards group (R7).

    Its prices are held against the rules afterwards (P8).
    """

    _name = "pos.order"
    _inherit = [
        "customer.category.shown",
        "pos.order",
        "customer.category.frozen",
        "customer.category.news",
    ]

    customer_category_refunded = fields.Boolean(
        compute="_compute_customer_category_refunded",
        store=True,
        help="Something of this order came back, in whatever order. It keeps the "
        "search for refunds to the few sales that have one.",
    )

    customer_category_override = fields.Text(
        string="Let Through",
        copy=False,
        readonly=True,
        help="What a manager sold to a customer whom it is not for, and why.",
    )

    category_price_note = fields.Text(compute="_compute_category_price_note")

    _customer_history = models.Index(
        "(partner_id, date_order) INCLUDE (company_id, amount_total, currency_rate,"
        " is_refund, customer_category_refunded, id)"
        " WHERE partner_id IS NOT NULL AND state IN ('paid', 'done')"
    )
    _customer_refunded = models.Index("(partner_id) WHERE customer_category_refunded")

    @api.depends("lines.refund_orderline_ids")
    def _compute_customer_category_refunded(self):
        for order in self:
            order.customer_category_refunded = bool(order.lines.refund_orderline_ids)

    @api.depends("lines.is_category_price_different")
    def _compute_category_price_note(self):
        """Say line by line what was paid and what the rules give."""
        for order in self:
            order.category_price_note = "\n".join(
                self.env._(
                    "%(product)s: sold at %(sold)s, the rules give %(price)s",
                    product=line.full_product_name or line.product_id.display_name,
                    sold=order.currency_id.format(line.price_unit),
                    price=order.currency_id.format(line.category_rule_price),
                )
                for line in order.lines
                if line.is_category_price_different
            )

    def action_pos_order_paid(self):
        """Recompute the customer's rewards group after the order is complete.

        What the order earns counts from the next one on (R7), so it is frozen before.
        """
        later = self.with_context(**{FROZEN_LATER: True})
        result = super(PosOrder, later).action_pos_order_paid()
        self._take_up_sale()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Freeze orders that come in completed, as by an import."""
        orders = super().create(vals_list)
        orders._freeze_completed()
        return orders

    def _freeze_completed(self):
        """Freeze those of the orders that are completed, unless somebody does later."""
        if not self.env.context.get(FROZEN_LATER):
            self.filtered(lambda order: order.state in COMPLETED)._freeze_sale()

    def write(self, vals):
        """Freeze orders as they are completed, recompute both of changed customers."""
        if not vals.keys() & {"partner_id", "state"}:
            return super().write(vals)
        sold = self.filtered(lambda order: order.state in COMPLETED)
        moved = sold.filtered(
            lambda order: (
                vals.get("partner_id", order.partner_id.id) != order.partner_id.id
            )
        )
        before = moved.partner_id
        result = super().write(vals)
        (self - sold)._freeze_completed()
        moved._refreeze_customer_categories()
        moved._recompute_customer_categories()
        self._recompute_customers_safely(before)
        return result

    def _take_up_sale(self):
        """Freeze these orders and recompute their customers, at once to be quick (R7).

        If that fails they are frozen alone, since that may not have been why.
        """
        customers = self._customers_of_history()

        def act():
            self._freeze_sale_unsafely()
            self._recompute_customers_unsafely()

        if not (customers and self._run_safely(customers, act)):
            self._freeze_sale()

    def _recompute_customer_categories(self):
        """Recompute the rewards groups of these orders' customers (R7).

        The sale is stored whatever happens here: our part runs in a savepoint, and a
        customer who could not be looked at waits for the scheduled run.
        """
        customers = self._customers_of_history()
        if customers:
            self._run_safely(customers, self._recompute_customers_unsafely)

    def _recompute_customers_unsafely(self):
        """Recompute the customers of each of these orders, and let errors through."""
        categories = self.env["customer.category"].sudo()
        for order in self:
            customers = order._customers_of_history()
            if customers:
                categories._recompute_after_order(order, customers)

    def _customers_of_history(self):
        """Return whose history these orders change.

        Besides an order's own customer a refund concerns who bought what comes back
        and who got points for it.
        """
        sold = self.sudo().lines.refunded_orderline_id.order_id
        customers = self.partner_id | sold.partner_id
        if sold:
            points = self.env["loyalty.history"].sudo()
            points = points.search(
                [("order_model", "=", "pos.order"), ("order_id", "in", sold.ids)]
            )
            customers |= points.card_id.partner_id
        return customers

    def _recompute_customers_safely(self, partners):
        """Recompute customers for whom these orders are no reason any more."""
        if partners:
            self._run_safely(
                partners,
                lambda: self.env["customer.category"].sudo()._recompute(partners),
            )

    def _run_safely(self, partners, recompute):
        """Run our part so that it can neither fail nor hold up a sale.

        :param partners: the customers who wait for the scheduled run if it fails
        :param recompute: function without arguments
        :return: whether it was done
        :rtype: bool
        """
        warning = "Customer categories of %s wait for the scheduled run."
        is_done = self._run_aside(recompute, warning, partners)
        if not is_done:
            self.env["customer.category.pending"].sudo().create(
                [{"partner_id": partner.id} for partner in partners]
            )
            self.env["customer.category"]._trigger_schedule()
        return is_done

    def read_pos_data(self, data, config):
        """Send those customers back with the orders whose groups these changed.

        Reading a customer for nothing would be the dearest part of most sales.
        """
        result = super().read_pos_data(data, config)
        moved = self.env.cr.cache.get(MOVED, ())
        customers = self.partner_id.filtered(
            lambda customer: customer.commercial_partner_id.id in moved
        )
        if config and customers:
            result["res.partner"] = self.env["res.partner"]._load_pos_data_read(
                customers, self.env["pos.config"].browse(int(config))
            )
        return result

    @api.model
    def _process_order(self, order, existing_order):
        """Have the prices of a sale that comes from a till checked later.

        A till has no say in what is frozen.
        """
        for fname in FROZEN:
            order.pop(fname, None)
        for command in order.get("lines") or []:
            if len(command) == 3 and isinstance(command[2], dict):
                command[2]["is_category_price_unchecked"] = True
                for fname in LINE_AMOUNTS:
                    command[2].pop(fname, None)
        later = self.with_context(**{FROZEN_LATER: True})
        return super(PosOrder, later)._process_order(order, existing_order)

    def validate_coupon_programs(self, point_changes, new_codes):
        """Refuse cards of programs that are not for the customer.

        Odoo names no customer here. Our till does, by the context key
        ``customer_category_partner_id``; for others the card's own customer counts.

        :param dict point_changes: card id -> points
        :param list new_codes: codes of cards to be made
        :rtype: dict
        """
        result = super().validate_coupon_programs(point_changes, new_codes)
        if not result["successful"]:
            return result
        cards = self.env["loyalty.card"].browse(int(key) for key in point_changes)
        for card in cards.sudo().exists():
            customer_id = self.env.context.get(
                "customer_category_partner_id", card.partner_id.id
            )
            customer = self.env["res.partner"].browse(customer_id or [])
            if not card.program_id._is_for_customer(customer):
                message = card.program_id._get_limit_message()
                return {"successful": False, "payload": {"message": message}}
        return result

    def confirm_coupon_programs(self, coupon_data):
        """Make no card for points of a program that is not for the customer.

        :param dict coupon_data: card id, negative for a new one -> its values
        :rtype: dict
        """
        programs = self.env["loyalty.program"]
        earned = {
            key: values
            for key, values in coupon_data.items()
            if int(key) > 0 or programs.browse(values["program_id"])._rewards(self)
        }
        return super().confirm_coupon_programs(earned)
