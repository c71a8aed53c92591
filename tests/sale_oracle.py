"""Oracle of the sale report: the same figures from plain data, in plain Python."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

CENT = Fraction(1, 100)


@dataclass(frozen=True)
class Tax:
    """A tax in percent, in the price or on top of it."""

    percent: Fraction
    is_included: bool

    @property
    def rate(self):
        return self.percent / 100

    @property
    def factor(self):
        return 1 + self.rate


@dataclass(eq=False)
class Shop:
    """A till.

    :param Fraction rate: what one of the company's currency is in the till's
    """

    name: str
    company: str
    rounds_globally: bool
    rate: Fraction


@dataclass(eq=False)
class Line:
    """Some of a product at a price that was `saved` higher for everybody."""

    tax: Tax
    quantity: Fraction
    price: Fraction
    saved: Fraction
    discount: Fraction
    cost: Fraction
    goods: str
    refunds: object = None

    def untaxed(self, price, discount=0):
        """Return the amount without tax at a unit price, not rounded."""
        amount = self.quantity * price * (100 - discount) / 100
        return amount / self.tax.factor if self.tax.is_included else amount

    @property
    def paid(self):
        return self.untaxed(self.price, self.discount)

    @property
    def regular(self):
        return self.untaxed(self.price + self.saved)


@dataclass(eq=False)
class Sale:
    """One order, of the customer's unit and with its categories of then."""

    shop: Shop
    unit: object
    categories: frozenset
    day: object
    lines: list = field(default_factory=list)
    is_refund: bool = False

    @property
    def untaxed(self):
        """Return the amount without taxes that the accounts have."""
        if not self.shop.rounds_globally:
            return sum(self.net(line, line.paid) for line in self.lines)
        # What customers read on the shelf stays, if all prices there include the tax.
        is_shelf_price = all(line.tax.is_included for line in self.lines)
        return sum(
            rounded(amount * tax.factor) - rounded(amount * tax.rate)
            if is_shelf_price
            else rounded(amount)
            for tax, amount in self._by_tax().items()
        )

    @property
    def taxes(self):
        if not self.shop.rounds_globally:
            return sum(tax_of(line) for line in self.lines)
        return sum(
            rounded(amount * tax.percent / 100)
            for tax, amount in self._by_tax().items()
        )

    def net(self, line, amount):
        """Round an amount of a line without taxes.

        Where a line is rounded by itself, what includes the tax is, and the tax.
        """
        if self.shop.rounds_globally or not line.tax.is_included:
            return rounded(amount)
        gross = rounded(amount * line.tax.factor)
        return gross - rounded(gross * line.tax.rate / line.tax.factor)

    def _by_tax(self):
        amounts = defaultdict(Fraction)
        for line in self.lines:
            amounts[line.tax] += line.paid
        return amounts

    @property
    def revenues(self):
        """Return the amount of each line without taxes in the company's currency.

        What rounding the whole differs by is on the first line.
        """
        amounts = [self.net(line, line.paid) for line in self.lines]
        amounts[0] += self.untaxed - sum(amounts)
        return [own(amount, self) for amount in amounts]


def tax_of(line):
    """Return the tax of a line that is rounded by itself."""
    if line.tax.is_included:
        return rounded(
            rounded(line.paid * line.tax.factor) * line.tax.rate / line.tax.factor
        )
    return rounded(line.paid * line.tax.rate)


def rounded(amount):
    """Round half away from zero to cents."""
    sign = -1 if amount < 0 else 1
    return sign * ((abs(amount) / CENT + Fraction(1, 2)) // 1) * CENT


def figures(sales, everything, goods=None):
    """Return the figures of the report for some sales, as a dict.

    :param everything: all sales, among which what came back of these may be
    :param str goods: for the lines of one product category alone
    """
    rows = [
        (line, sale, revenue)
        for sale in sales
        for line, revenue in zip(sale.lines, sale.revenues, strict=True)
        if goods in (None, line.goods)
    ]
    shown = {sale for _line, sale, _revenue in rows}
    visits = [sale for sale in shown if is_visit(sale, everything)]
    of_customers = [sale for sale in visits if sale.unit is not None]
    customers = {sale.unit for sale in shown if sale.unit is not None}
    revenue = sum(revenue for _line, _sale, revenue in rows)
    return {
        "revenue:sum": revenue,
        "visit_count:count_distinct": len(visits),
        "customer_count:count_distinct": len(customers),
        "average_basket:avg": revenue / len(visits) if visits else None,
        "visits_per_customer:avg": Fraction(len(of_customers), len(customers))
        if customers
        else None,
        "category_discount:sum": sum(
            own(
                sale.net(line, line.regular) - sale.net(line, line.untaxed(line.price)),
                sale,
            )
            for line, sale, _revenue in rows
            if line.saved
        ),
        "discount_cost:sum": sum(
            own(sale.net(line, line.regular), sale)
            - own(sale.net(line, line.paid), sale)
            for line, sale, _revenue in rows
        ),
        "margin:sum": revenue
        - sum(own(line.quantity * line.cost, sale) for line, sale, _revenue in rows),
        "product_qty:sum": sum(line.quantity for line, _sale, _revenue in rows),
    }


def own(amount, sale):
    """Return an amount of a sale in its company's currency."""
    return amount if sale.shop.rate == 1 else rounded(amount / sale.shop.rate)


def is_visit(sale, everything):
    """Tell whether a sale is no refund and did not come back in full (R1)."""
    if sale.is_refund:
        return False
    back = defaultdict(Fraction)
    for line in (line for other in everything for line in other.lines):
        if line.refunds:
            back[line.refunds] -= line.quantity
    return any(back[line] < line.quantity for line in sale.lines)
