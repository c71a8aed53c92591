"""Open tills that learn at once what changes elsewhere, in a real browser."""

from odoo.tests import tagged

from .common import (
    create_category,
    create_customer,
    create_product,
    create_rewards_group,
)
from .till_tour import OnPhone, TillTourCase


@tagged("post_install", "-at_install")
class TestFreshTill(TillTourCase):
    def setUp(self):
        """Open two tills that sell a mug at 100, to VIPs at 90 and to Silver at 80."""
        super().setUp()
        self.vip = create_category(self.env)
        silver = create_rewards_group(self.env, min_visits=1, visit_days=30)
        self.vera = create_customer(self.env, "Vera")
        create_product(self.env, price=100)
        pricelist = self.create_prices((100, None), (90, self.vip), (80, silver))
        self.front, self.back = (
            self.create_priced_shop(pricelist, name) for name in ("Front", "Back")
        )

    def play_at_both(self, tour):
        self.play(tour, self.front, f"?back={self.back.id}")

    def test_two_tills_learn_of_changes_while_they_are_open(self):
        self.play_at_both("two_tills")

    def test_reloaded_till_has_present_data_and_offline_says_how_old_it_is(self):
        self.play_at_both("reloaded_till")

    def test_customer_display_tells_savings_and_news(self):
        self.vera._add_customer_categories(self.vip, "manual")
        self.play_at_both("customer_display")


@tagged("post_install", "-at_install")
class TestFreshTillOnPhone(OnPhone, TestFreshTill):
    pass
