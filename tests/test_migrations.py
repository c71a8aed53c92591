"""Upgrades from earlier versions: what the scripts in migrations/ do to old data."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)
from .test_frozen_categories import FrozenCase

FOLDER = Path(__file__).parents[1] / "migrations"
FIRST = "19.0.1.0.0"


class MigrationCase(CategoryCase):
    def migrate(self, path, version=FIRST):
        """Run a script of a version on the data as they are now."""
        spec = spec_from_file_location("script", FOLDER / path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, version)
        self.env.invalidate_all()


class TestMigrations(MigrationCase):
    def test_bulk_changes_of_before_know_their_categories(self):
        vip, trade = create_category(self.env), create_category(self.env, "Trade")
        customers = self.customer | create_customer(self.env, "Bob")
        joined = customers._add_customer_categories(vip | trade, "bulk", name="In")
        left = customers._remove_customer_categories(trade, "bulk", name="Out")
        self.env.cr.execute("DELETE FROM customer_category_operation_category_rel")
        for _twice in range(2):
            self.migrate("19.0.1.1.0/post-categories-of-operations.py")
            self.assertEqual(joined.category_ids, vip | trade)
            self.assertEqual(left.category_ids, trade)

    def test_digest_tells_of_members_unless_somebody_said_no(self):
        digest = self.env.ref("digest.digest_digest_default")
        for before, after in ((None, True), (False, False), (True, True)):
            with self.subTest(before):
                self.env.flush_all()
                self.env.cr.execute(
                    "UPDATE digest_digest SET kpi_customer_category_reward = %s",
                    [before],
                )
                self.migrate("19.0.1.2.0/post-figures-of-digest.py")
                self.assertEqual(digest.kpi_customer_category_reward, after)

    def test_each_script_leaves_a_fresh_installation_alone(self):
        vip = create_category(self.env)
        operation = self.customer._add_customer_categories(vip, "bulk", name="In")
        self.env.cr.execute("DELETE FROM customer_category_operation_category_rel")
        for path in FOLDER.glob("*/*.py"):
            self.migrate(path.relative_to(FOLDER), version=None)
        self.assertFalse(operation.category_ids)


class TestPastSales(MigrationCase, FrozenCase):
    def test_sales_of_before_keep_what_the_ledger_knows(self):
        silver = create_rewards_group(self.env, min_visits=9, visit_days=30)
        self.join(self.vip)
        order, unknown = self.buy(), self.buy(days_ago=20)
        refund = self.refund(order)
        self.env.cr.execute(
            "UPDATE customer_category_membership SET category_id = %s,"
            " assignment = 'rewards' WHERE category_id = %s",
            [silver.id, self.vip.id],
        )
        for _twice in range(2):
            self.forget(order | refund)
            self.assertFalse(order.customer_category_ids)
            self.migrate("19.0.1.2.0/post-past-sales.py", "19.0.1.1.0")
            for known in (order, refund):
                self.assertEqual(known.customer_category_ids, silver)
                self.assertEqual(known.rewards_category_id, silver)
            self.assertFalse(unknown.customer_category_ids)

    def forget(self, orders):
        """Leave orders as the first version left them."""
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM customer_category_pos_order_rel WHERE order_id = ANY(%(ids)s);"
            "UPDATE pos_order SET rewards_category_id = NULL WHERE id = ANY(%(ids)s)",
            {"ids": orders.ids},
        )
        self.env.invalidate_all()

    def test_sales_that_keep_something_keep_it(self):
        trade = create_category(self.env, "Trade")
        self.join(self.vip)
        order = self.buy()
        self.assertEqual(order.customer_category_ids, self.vip)
        self.env.cr.execute(
            "UPDATE customer_category_pos_order_rel SET category_id = %s"
            " WHERE order_id = %s",
            [trade.id, order.id],
        )
        self.migrate("19.0.1.2.0/post-past-sales.py")
        self.assertEqual(order.customer_category_ids, trade)
