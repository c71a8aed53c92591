from odoo import models

LINE_AMOUNTS = (
    "category_discount_untaxed",
    "category_regular_subtotal",
    "category_tax_rounding",
)


class CustomerCategoryLineAmounts(models.AbstractModel):
    """What an order line keeps of its discounts, without taxes and for good.

    Taxes change in time, so this is computed once, with those of the sale.
    """

    _name = "customer.category.line.amounts"
    _description = "Amounts Kept on an Order Line"

    def _freeze_discounts(self):
        """Write down what lines with a discount or a category's price cost."""
        for line in self.filtered(lambda line: line.category_discount or line.discount):
            regular = line._get_regular_price()
            line.category_regular_subtotal = line._get_untaxed(regular)
            if line.category_discount:
                line.category_discount_untaxed = (
                    line.category_regular_subtotal - line._get_untaxed(line.price_unit)
                )

    def _get_regular_price(self):
        """Return the unit price that holds without categories."""
        self.ensure_one()
        saved = self.category_discount / self.qty if self.qty else 0
        return self.price_unit + saved

    def _get_untaxed(self, price):
        """Return the line's amount without taxes at a unit price, before its discount.

        :param float price: in the currency of the order, with or without taxes as the
            line's taxes say
        """
        self.ensure_one()
        amounts = self.tax_ids_after_fiscal_position.compute_all(
            price,
            self.currency_id,
            self.qty,
            product=self.product_id,
            partner=self.order_id.partner_id,
        )
        return amounts["total_excluded"]
