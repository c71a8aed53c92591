"""A line keeps what its discounts cost without taxes, by the taxes of the sale."""

from odoo.fields import Command

from .common import create_product, order_data
from .test_frozen_categories import FrozenCase


class LineAmountsCase(FrozenCase):
    def sell(self, price, saved=0, quantity=1, discount=0, taxes=()):
        """Complete an order of one line as a till does, and return the line."""
        product = create_product(self.env, price=price)
        data = order_data(self.shop, self.customer, [(product, quantity, price)])
        line = data["lines"][0][2]
        line.update(
            customer_category_id=self.vip.id if saved else False,
            category_discount=saved * quantity,
            discount=discount,
            tax_ids=[Command.set([tax.id for tax in taxes])],
        )
        amounts = (
            self.env["account.tax"]
            .union(*taxes)
            .compute_all(price * (1 - discount / 100), self.shop.currency_id, quantity)
        )
        line["price_subtotal"] = amounts["total_excluded"]
        line["price_subtotal_incl"] = amounts["total_included"]
        data["amount_total"] = data["amount_paid"] = amounts["total_included"]
        data["amount_tax"] = amounts["total_included"] - amounts["total_excluded"]
        data["payment_ids"][0][2]["amount"] = amounts["total_included"]
        return self.sync(data).lines

    def create_tax(self, amount, is_included, **values):
        return self.env["account.tax"].create(
            {
                "name": f"{amount} {is_included}",
                "amount": amount,
                "price_include_override": "tax_included"
                if is_included
                else "tax_excluded",
                **values,
            }
        )

    def assert_amounts(self, line, saved, regular):
        self.assertAlmostEqual(line.category_discount_untaxed, saved)
        self.assertAlmostEqual(line.category_regular_subtotal, regular)


class TestLineAmounts(LineAmountsCase):
    def test_without_taxes_a_saving_is_what_it_is(self):
        self.assert_amounts(self.sell(90, saved=10, quantity=2), 20, 200)

    def test_tax_on_top_is_no_part_of_the_saving(self):
        tax = self.create_tax(20, is_included=False)
        self.assert_amounts(self.sell(90, saved=10, taxes=[tax]), 10, 100)

    def test_included_tax_is_taken_out(self):
        tax = self.create_tax(20, is_included=True)
        self.assert_amounts(self.sell(96, saved=24, taxes=[tax]), 20, 100)

    def test_what_members_get_for_nothing_costs_its_price_without_tax(self):
        tax = self.create_tax(20, is_included=True)
        self.assert_amounts(self.sell(0, saved=120, taxes=[tax]), 100, 100)

    def test_fixed_tax_is_the_same_at_both_prices(self):
        taxes = [
            self.create_tax(20, is_included=True),
            self.create_tax(2, is_included=True, amount_type="fixed"),
        ]
        self.assert_amounts(self.sell(98, saved=24, taxes=taxes), 20, 100)

    def test_discount_of_the_line_is_no_part_of_the_saving(self):
        self.assert_amounts(self.sell(90, saved=10, discount=50), 10, 100)

    def test_given_away_by_discount(self):
        tax = self.create_tax(20, is_included=True)
        self.assert_amounts(self.sell(120, discount=100, taxes=[tax]), 0, 100)

    def test_neither_saving_nor_discount_keeps_nothing(self):
        self.assert_amounts(self.sell(90), 0, 0)

    def test_refund_gives_both_back(self):
        line = self.sell(90, saved=10, quantity=2, discount=50)
        refund = self.env["pos.order"].browse(line.order_id.refund()["res_id"])
        refund._freeze_sale()
        self.assert_amounts(refund.lines, -20, -200)

    def test_till_has_no_say(self):
        product = create_product(self.env)
        data = order_data(self.shop, self.customer, [(product, 1, 10)])
        data["lines"][0][2].update(
            category_discount_untaxed=5,
            category_regular_subtotal=15,
            category_tax_rounding=3,
        )
        line = self.sync(data).lines
        self.assert_amounts(line, 0, 0)
        self.assertFalse(line.category_tax_rounding)


class TestTaxRounding(LineAmountsCase):
    def setUp(self):
        super().setUp()
        self.env.company.tax_calculation_rounding_method = "round_globally"

    def sell_two(self, **values):
        """Sell two things at 21.53 with 21% included: Odoo's own example."""
        tax = self.create_tax(21, is_included=True)
        product = create_product(self.env, price=21.53, taxes_id=[Command.set(tax.ids)])
        data = order_data(self.shop, self.customer, 2 * [(product, 1, 21.53)])
        for _command, _id, line in data["lines"]:
            line.update(
                tax_ids=[Command.set(tax.ids)],
                price_subtotal=17.79,
                price_subtotal_incl=21.53,
            )
        return self.sync({**data, "amount_tax": 7.47, **values})

    def test_cent_that_the_lines_lack_is_on_the_first(self):
        lines = self.sell_two().lines
        self.assertEqual(lines.mapped("category_tax_rounding"), [0.01, 0])

    def test_company_that_rounds_by_line_lacks_none(self):
        self.env.company.tax_calculation_rounding_method = "round_per_line"
        self.assertFalse(any(self.sell_two().lines.mapped("category_tax_rounding")))

    def test_cash_rounding_is_no_rounding_of_taxes(self):
        company = self.env.company
        profit = company.default_cash_difference_income_account_id
        loss = company.default_cash_difference_expense_account_id
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "Cents",
                "rounding": 0.05,
                "profit_account_id": profit.id,
                "loss_account_id": loss.id,
            }
        )
        self.shop.write({"cash_rounding": True, "rounding_method": rounding.id})
        self.assertFalse(any(self.sell_two().lines.mapped("category_tax_rounding")))
