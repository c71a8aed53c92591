"""The sale report says what plain Python says, and what Odoo's accounts say."""

from collections import defaultdict
from datetime import datetime, time

from .common import CategoryCase
from .sale_oracle import figures
from .sold_world import SoldWorld


class SaleReportProperty(CategoryCase):
    def read_figures(self, world, group):
        """Return group -> figures of the report."""
        names = list(figures([], []))
        report = self.env["customer.category.sale.report"].with_context(
            allowed_company_ids=[company.id for company in world.companies.values()],
            tz="UTC",
        )
        domain = [("config_id", "in", [c.id for c in world.configs.values()])]
        total, rows = report._read_grouping_sets(domain, [[], [group]], names)
        found = {key: dict(zip(names, row, strict=True)) for key, *row in rows}
        return {None: dict(zip(names, total[0], strict=True)), **found}

    def assert_figures(self, found, wanted):
        """Compare with the oracle's figures, and with no more groups than it has."""
        self.assertEqual(found.keys(), wanted.keys())
        for key, figures_of_key in wanted.items():
            for name, value in figures_of_key.items():
                with self.subTest(key=key, figure=name):
                    if value is None:
                        self.assertFalse(found[key][name])
                    else:
                        self.assertAlmostEqual(found[key][name], float(value), 6)

    def check(self, world, group, keys_of):
        """Compare the report grouped by a field with the oracle.

        :param keys_of: function that returns the groups that a sale is in
        """
        wanted = defaultdict(list)
        for sale in world.sales:
            for key in keys_of(sale):
                wanted[key].append(sale)
        wanted[None] = world.sales
        self.assert_figures(
            self.read_figures(world, group),
            {key: figures(sales, world.sales) for key, sales in wanted.items()},
        )

    def check_by_each(self, world):
        nobody = self.env["customer.category"]
        for group, keys_of in (
            (
                "customer_category_ids",
                lambda sale: (
                    [world.categories[name] for name in sale.categories] or [nobody]
                ),
            ),
            ("config_id", lambda sale: [world.configs[sale.shop]]),
            ("company_id", lambda sale: [world.companies[sale.shop.company]]),
            ("date:day", lambda sale: [datetime.combine(sale.day, time())]),
            (
                "partner_id",
                lambda sale: [
                    self.env["res.partner"]
                    if sale.unit is None
                    else world.units[sale.unit][0]
                ],
            ),
        ):
            with self.subTest(group):
                self.check(world, group, keys_of)

    def check_by_product_category(self, world):
        wanted = {
            world.goods[name]: figures(world.sales, world.sales, name)
            for name in {line.goods for sale in world.sales for line in sale.lines}
        }
        wanted[None] = figures(world.sales, world.sales)
        self.assert_figures(self.read_figures(world, "product_categ_id"), wanted)

    def check_total_counts_once(self, world):
        """Customers in several categories make groups add up to more than all."""
        found = self.read_figures(world, "customer_category_ids")
        groups = sum(
            row["revenue:sum"] for key, row in found.items() if key is not None
        )
        twice = sum(
            sum(sale.revenues) * (len(sale.categories) - 1)
            for sale in world.sales
            if sale.categories
        )
        self.assertAlmostEqual(groups - found[None]["revenue:sum"], float(twice), 6)

    def check_accounts(self, world):
        """Compare each session's revenue with what its entries have on income."""
        found = self.read_figures(world, "session_id")
        for shop, session in world.close().items():
            income = self.income_of(session)
            with self.subTest(shop=shop.name):
                self.assertTrue(income)
                self.assertAlmostEqual(found[session]["revenue:sum"], income, 6)

    def invoices(self, world):
        """Return the invoices among the world's sales."""
        ids = [order.account_move.id for order in world.orders.values()]
        return self.env["account.move"].browse(filter(None, ids))

    def income_of(self, session):
        """Return what a session's entries have on income, without what balances it."""
        difference = session.company_id.default_cash_difference_income_account_id
        lines = (session.move_id | session.order_ids.account_move).line_ids
        lines = lines.filtered(lambda line: line.display_type == "product")
        lines = lines.filtered(lambda line: line.account_id != difference)
        return -sum(lines.mapped("balance"))


class TestSaleReportProperty(SaleReportProperty):
    def test_figures_are_those_of_the_oracle_and_of_the_accounts(self):
        for seed in range(3):
            with self.subTest(seed=seed):
                self.env.cr.execute("SAVEPOINT world")
                world = SoldWorld(self.env, seed)
                world.run()
                self.env.flush_all()
                self.check_by_each(world)
                self.check_by_product_category(world)
                self.check_total_counts_once(world)
                self.assertTrue(self.invoices(world))
                self.check_accounts(world)
                self.env.flush_all()
                self.env.cr.execute("ROLLBACK TO SAVEPOINT world")
                self.env.invalidate_all(flush=False)
                self.env.registry.clear_cache()
