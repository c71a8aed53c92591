"""Shops that sell and take back at random, for real: tills, sessions and accounts."""

from datetime import datetime, timedelta
from fractions import Fraction
from random import Random

from odoo import fields
from odoo.fields import Command

from .common import create_category, create_customer, create_product, order_data
from .sale_oracle import Line, Sale, Shop, Tax, tax_of
from .sold_shops import SoldShops

TAXES = [
    Tax(Fraction(percent), is_included)
    for percent in (0, 10, 20, 21)
    for is_included in (True, False)
]
CATEGORIES = ["VIP", "Club", "Staff"]
# Which part of the sales to customers are invoiced at once.
INVOICED = 0.4
GOODS = ["Food", "Drinks", "Books"]


class SoldWorld(SoldShops):
    """Companies whose tills sell, as records and as plain data side by side."""

    def __init__(self, env, seed):
        self.env = env
        self.random = Random(seed)
        self.few_taxes = [
            self.random.choice(TAXES[2::2]),
            self.random.choice(TAXES[2:]),
        ]
        self.sales, self.orders, self.lines = [], {}, {}
        self.companies = {"home": env.company, "abroad": self._create_company()}
        self.configs = {}
        for name, company, globally, rate in (
            ("by line", "home", False, 1),
            ("foreign", "home", False, Fraction(5, 4)),
            ("globally", "abroad", True, 1),
        ):
            shop = Shop(name, company, globally, Fraction(rate))
            self.configs[shop] = self._create_config(shop)
        for company, method in (("home", "line"), ("abroad", "globally")):
            record = self.companies[company]
            record.tax_calculation_rounding_method = (
                "round_globally" if method == "globally" else "round_per_line"
            )
        self.taxes, self.products = {}, {}
        self.goods = {
            name: env["product.category"].create({"name": f"World {name}"})
            for name in GOODS
        }
        self.categories = {
            name: create_category(env, f"World {name}") for name in CATEGORIES
        }
        self._create_customers()

    def run(self, sales=6):
        """Sell, let customers join and leave, sell again; take some back."""
        # What lies in the future is not invoiced.
        for minutes in (-3 * 24 * 60, 1):
            self.moment = datetime.now() + timedelta(minutes=minutes)
            for shop in self.configs:
                for _sale in range(sales):
                    self._sell(shop)
            self._change_members()
        for sale in [sale for sale in self.sales if not sale.is_refund]:
            if self.random.random() < 0.4:
                self._take_back(sale)

    def close(self):
        """Close all sessions and return them by shop.

        Amounts of another currency are rounded one by one, so Odoo asks where to put
        the cents by which they differ from what was paid.
        """
        sessions = {}
        for shop, config in self.configs.items():
            sessions[shop] = session = config.current_session_id
            balance = self._differs_by(session) if shop.rate != 1 else 0
            account = config.company_id.default_cash_difference_income_account_id
            session.action_pos_session_closing_control(
                balancing_account=balance and account, amount_to_balance=balance
            )
        return sessions

    def _differs_by(self, session):
        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT closing")
        unchecked = {"check_move_validity": False, "skip_invoice_sync": True}
        session.with_context(**unchecked)._create_account_move()
        balance = sum(session.move_id.line_ids.mapped("balance"))
        self.env.flush_all()
        self.env.cr.execute("ROLLBACK TO SAVEPOINT closing")
        self.env.invalidate_all(flush=False)
        return balance

    def _create_customers(self):
        """Make units of customers: with and without contacts, in some categories."""
        self.units, self.held = [], []
        for number in range(6):
            unit = create_customer(
                self.env, f"Customer {number}", is_company=number % 2 == 0
            )
            if number % 2 == 0:
                unit |= create_customer(self.env, "Contact", parent_id=unit.id)
            held = frozenset(name for name in CATEGORIES if self.random.random() < 0.5)
            for name in held:
                unit[0]._add_customer_categories(self.categories[name], "manual")
            self.units.append(unit)
            self.held.append(held)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_category_membership SET date_start = %s"
            " WHERE category_id = ANY(%s)",
            [
                datetime.now() - timedelta(days=9),
                [category.id for category in self.categories.values()],
            ],
        )
        self.env.invalidate_all()

    def _change_members(self):
        for number, unit in enumerate(self.units):
            name = self.random.choice(CATEGORIES)
            if name in self.held[number]:
                unit[0]._remove_customer_categories(self.categories[name], "manual")
            else:
                unit[0]._add_customer_categories(self.categories[name], "manual")
            self.held[number] ^= {name}

    def _product(self, shop, tax, goods):
        """Return the product of this kind in the shop's company, and its tax."""
        key = (shop.company, tax, goods)
        record = self._tax(shop, tax)
        if key not in self.products:
            company = self.companies[shop.company]
            product = create_product(
                self.env(context=record.env.context),
                f"{tax}",
                taxes_id=[Command.set(record.ids)],
                categ_id=self.goods[goods].id,
            )
            product.with_company(company).standard_price = (
                self.random.randint(0, 50) / 2
            )
            self.products[key] = product.with_company(company)
        return self.products[key], record

    def _tax(self, shop, tax):
        """Return the record of a tax in the shop's company."""
        key = (shop.company, tax)
        if key not in self.taxes:
            company = self.companies[shop.company]
            included = "tax_included" if tax.is_included else "tax_excluded"
            record = self.env["account.tax"].with_company(company)
            self.taxes[key] = record.create(
                {
                    "name": f"{tax}",
                    "amount": float(tax.percent),
                    "price_include_override": included,
                    "company_id": company.id,
                }
            )
        return self.taxes[key]

    def _draw_line(self, shop):
        """Draw a line; discounts leave whole cents, lest floats decide on ties."""
        # Few taxes share an order, so that rounding the whole makes a difference.
        tax = self.random.choice(self.few_taxes if shop.rounds_globally else TAXES)
        goods = self.random.choice(GOODS)
        product, _tax = self._product(shop, tax, goods)
        price = self.random.choice([0, 2153, self.random.randint(1, 9999)])
        discount = self.random.choice([0, 0, 0, 10, 50, 100])
        saved = self.random.choice([0, 0, self.random.randint(1, 999)])
        return Line(
            tax,
            Fraction(self.random.choice([1, 1, 2, 3])),
            Fraction(price // 20 * 20 if discount else price, 100),
            Fraction(saved, 100),
            Fraction(discount),
            Fraction(product.standard_price) * shop.rate,
            goods,
        )

    def _sell(self, shop):
        number = self.random.choice([None, *range(len(self.units))])
        held = frozenset() if number is None else self.held[number]
        sale = Sale(shop, number, held, self.moment.date())
        sale.lines = [self._draw_line(shop) for _ in range(self.random.randint(1, 4))]
        contact = number is not None and self.random.choice(self.units[number])
        self._sync(sale, contact)

    def _take_back(self, sale):
        """Take back all of a sale in the back office, or some of it at the till."""
        order = self.orders[sale]
        refund = Sale(
            sale.shop, sale.unit, sale.categories, self.moment.date(), is_refund=True
        )
        if self.random.random() < 0.5:
            lines = sale.lines
            refund.lines = [self._refund_of(line, line.quantity) for line in lines]
            self._refund_in_back_office(refund, order)
        else:
            lines = self.random.sample(sale.lines, (len(sale.lines) + 1) // 2)
            refund.lines = [
                self._refund_of(line, self.random.choice([line.quantity, 1]))
                for line in lines
            ]
            self._sync(refund, order.partner_id)

    def _refund_of(self, line, quantity):
        return Line(
            line.tax,
            -Fraction(quantity),
            line.price,
            line.saved,
            line.discount,
            line.cost,
            line.goods,
            refunds=line,
        )

    def _refund_in_back_office(self, refund, order):
        # The back office dates it now, whenever the sale was.
        refund.day = datetime.now().date()
        record = self.env["pos.order"].browse(order.refund()["res_id"])
        record = record.with_company(order.company_id)
        if record.amount_total:
            payment = self.env["pos.make.payment"].with_company(record.company_id)
            payment = payment.with_context(active_id=record.id)
            methods = record.session_id.payment_method_ids
            payment.create({"payment_method_id": methods[:1].id}).check()
        else:
            record._process_saved_order(False)
        self._keep(refund, record)

    def _keep(self, sale, order):
        self.sales.append(sale)
        self.orders[sale] = order
        self.lines.update(zip(sale.lines, order.lines, strict=True))

    def _sync(self, sale, contact):
        """Send a sale as its till does: lines of a refund are positive."""
        config = self.configs[sale.shop]
        total = float(sale.untaxed + sale.taxes)
        data = order_data(
            config,
            contact or self.env["res.partner"],
            [self._till_line(sale.shop, line) for line in sale.lines],
            date_order=fields.Datetime.to_string(self.moment),
            amount_total=total,
            amount_paid=total,
            amount_tax=float(sale.taxes),
            is_refund=sale.is_refund,
            to_invoice=bool(contact) and self._is_invoiced(sale),
        )
        for (_create, _id, values), line in zip(data["lines"], sale.lines, strict=True):
            _product, tax = self._product(sale.shop, line.tax, line.goods)
            net, sign = sale.net(line, line.paid), -1 if sale.is_refund else 1
            values.update(
                discount=float(line.discount),
                category_discount=float(line.saved * line.quantity),
                tax_ids=[Command.set(tax.ids)],
                price_subtotal=float(net * sign),
                price_subtotal_incl=float((net + tax_of(line)) * sign),
            )
        if total:
            data["payment_ids"][0][2]["amount"] = total
        else:
            data["payment_ids"] = []
        orders = self.env["pos.order"].with_company(config.company_id)
        orders = orders.with_context(generate_pdf=False)
        orders.sync_from_ui([data])
        self._keep(sale, orders.search([("uuid", "=", data["uuid"])]))

    def _is_invoiced(self, sale):
        """Draw whether a sale is invoiced.

        Where taxes of the whole are rounded and some prices include them, Odoo's
        invoice can differ by a cent from Odoo's own order.
        """
        is_mixed = len({line.tax.is_included for line in sale.lines}) > 1
        is_even = not (sale.shop.rounds_globally and is_mixed)
        return is_even and self.random.random() < INVOICED

    def _till_line(self, shop, line):
        product, _tax = self._product(shop, line.tax, line.goods)
        refunded = self.lines.get(line.refunds)
        return product, float(line.quantity), float(line.price), refunded
