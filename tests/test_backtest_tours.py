"""The owner tries a rule before saving it, in a browser."""

from odoo.tests import tagged
from odoo.tests.common import HttpCase

from .common import CategoryCase, create_rewards_group


@tagged("post_install", "-at_install")
class TestBacktestTours(HttpCase, CategoryCase):
    def test_owner_tries_a_rule_and_saves_nothing(self):
        silver = create_rewards_group(self.env, min_visits=9, visit_days=30)
        for days_ago in (20, 15):
            self.buy(days_ago=days_ago)
        self.start_tour(
            f"/odoo/customer-categories/{silver.id}",
            "customer_category_replay",
            login="admin",
            timeout=120,
        )
        self.env.invalidate_all()
        self.assertEqual(silver.min_visits, 9)
        self.assertFalse(silver.member_count)
