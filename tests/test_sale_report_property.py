"""The sale report says what plain Python says, and what Odoo's accounts say."""

from collections import defaultdict

from .common import CategoryCase
from .sale_oracle import figures
from .sold_world import SoldWorld


class SaleReportProperty(CategoryCase):
    def read_figures(self, world, group):
        """Return group -> figures of the report."""
        names = list(figures([]))
        report = self.env["customer.category.sale.report"].with_context(
            allowed_company_ids=[company.id for company in world.companies.values()]
        )
        domain = [("config_id", "in", [c.id for c in world.configs.values()])]
        total, rows = report._read_grouping_sets(domain, [[], [group]], names)
        found = {key: dict(zip(names, row, strict=True)) for key, *row in rows}
        return {None: dict(zip(names, total[0], strict=True)), **found}

    def assert_figures(self, found, wanted):
        self.assertEqual(found.keys(), wanted.keys())
        for key, sales in wanted.items():
            for name, value in figures(sales).items():
                with self.subTest(key=key, figure=name):
                    if value is None:
                        self.assertFalse(found[key][name])
                    else:
                        self.assertAlmostEqual(found[key][name], float(value), 6)

    def check_by_category(self, world):
        wanted = defaultdict(list)
        for sale in world.sales:
            for name in sale.categories or [False]:
                key = world.categories.get(name, self.env["customer.category"])
                wanted[key].append(sale)
        wanted[None] = world.sales
        self.assert_figures(self.read_figures(world, "customer_category_ids"), wanted)

    def check_by_shop(self, world):
        wanted = defaultdict(list)
        for sale in world.sales:
            wanted[world.configs[sale.shop]].append(sale)
        wanted[None] = world.sales
        self.assert_figures(self.read_figures(world, "config_id"), wanted)

    def check_accounts(self, world):
        """Compare each session's revenue with what its entries have on income."""
        found = self.read_figures(world, "session_id")
        for shop, session in world.close().items():
            income = self.income_of(session)
            with self.subTest(shop=shop.name):
                self.assertTrue(income)
                self.assertAlmostEqual(found[session]["revenue:sum"], income, 6)

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
                self.check_by_category(world)
                self.check_by_shop(world)
                self.check_accounts(world)
                self.env.flush_all()
                self.env.cr.execute("ROLLBACK TO SAVEPOINT world")
                self.env.invalidate_all(flush=False)
                self.env.registry.clear_cache()
