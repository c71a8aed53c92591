"""The hot paths take as many SQL statements for many customers as for one."""

from freezegun import freeze_time

from ..models.customer_category_schedule import BATCH
from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)
from .crowd import add_crowd


class TestQueryCounts(CategoryCase):
    def setUp(self):
        super().setUp()
        create_rewards_group(self.env, min_visits=1, visit_days=9, grace_days=5)
        create_rewards_group(self.env, "Gold", min_lifetime_spend=30)
        self.buy(self.customer)

    def add_customers(self, count):
        for number in range(count):
            customer = create_customer(self.env, f"Customer {number}")
            for _visit in range(1 + number % 4):
                self.buy(customer)

    def count_queries(self, act):
        """Return how many statements an act takes, with all caches cold."""
        # Also what waits for the end of the transaction, such as notes to the tills.
        self.env.cr.flush()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def assert_same_count(self, act, warm=True):
        if warm:
            # What Odoo keeps for good, such as access rights, is read once.
            act()
        first = self.count_queries(act)
        self.add_customers(12)
        self.assertEqual(self.count_queries(act), first)

    def test_recomputing_everybody(self):
        categories = self.env["customer.category"]
        self.assert_same_count(categories._recompute)

    def test_recomputing_everybody_when_all_leave(self):
        categories = self.env["customer.category"]

        def leave():
            with freeze_time("2050-01-01"):
                categories._recompute()

        self.assert_same_count(leave, warm=False)

    def test_recomputing_some(self):
        everybody = self.env["res.partner"]

        def recompute():
            customers = everybody.search([("name", "like", "Customer")])
            self.env["customer.category"]._recompute(customers | self.customer)

        self.assert_same_count(recompute)

    def test_scheduled_run(self):
        self.assert_same_count(self.env["customer.category"]._cron_recompute)

    def test_scheduled_run_of_a_hundred_thousand_customers(self):
        run = self.env["customer.category"]._cron_recompute
        run()
        few = self.count_queries(run)
        crowd = 100_000
        add_crowd(self.buy(self.customer), crowd)
        batches = 1 + crowd // BATCH
        self.assertLessEqual(self.count_queries(run), batches * few)
        silver = self.env["customer.category"].search([("min_visits", "=", 1)])
        self.assertEqual(silver.member_count, 1 + crowd)

    def test_preview(self):
        groups = self.env["customer.category"].search([("assignment", "=", "rewards")])
        self.assert_same_count(
            lambda: self.env["customer.category.preview"].create(
                {"category_ids": groups.ids}
            )
        )

    def test_adding_and_removing_many(self):
        vip = create_category(self.env)
        everybody = self.env["res.partner"]

        def add_and_remove():
            customers = everybody.search([("name", "like", "Customer")])
            customers |= self.customer
            customers._add_customer_categories(vip, "bulk", name="Added")
            customers._remove_customer_categories(vip, "bulk", name="Removed")

        self.assert_same_count(add_and_remove)
