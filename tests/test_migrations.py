"""Upgrades from earlier versions: what the scripts in migrations/ do to old data."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from .common import CategoryCase, create_category, create_customer

FOLDER = Path(__file__).parents[1] / "migrations"
FIRST = "19.0.1.0.0"


class TestMigrations(CategoryCase):
    def migrate(self, path, version=FIRST):
        """Run a script of a version on the data as they are now."""
        spec = spec_from_file_location("script", FOLDER / path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, version)
        self.env.invalidate_all()

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

    def test_each_script_leaves_a_fresh_installation_alone(self):
        vip = create_category(self.env)
        operation = self.customer._add_customer_categories(vip, "bulk", name="In")
        self.env.cr.execute("DELETE FROM customer_category_operation_category_rel")
        for path in FOLDER.glob("*/*.py"):
            self.migrate(path.relative_to(FOLDER), version=None)
        self.assertFalse(operation.category_ids)
