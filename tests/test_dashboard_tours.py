"""The owner reads the dashboard in a browser."""

from odoo.tests import tagged
from odoo.tests.common import HttpCase

from .common import create_category, create_customer
from .test_frozen_categories import FrozenCase


@tagged("post_install", "-at_install")
class TestDashboardTours(HttpCase, FrozenCase):
    def test_owner_reads_the_dashboard_and_looks_behind_its_figures(self):
        regulars = create_category(self.env, "Regulars")
        self.join(regulars, days_ago=50)
        self.join(regulars, create_customer(self.env, "Bob"), days_ago=2)
        self.buy(days_ago=1, amount=30)
        self.start_tour(
            "/odoo/contacts", "customer_category_dashboard", login="admin", timeout=120
        )
