"""What a cashier sees of categories, played on a computer and on a phone."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import (
    create_category,
    create_customer,
    create_product,
    create_rewards_group,
    order_data,
)
from .till_tour import OnPhone, TillTourCase


@tagged("post_install", "-at_install")
class TestTillTour(TillTourCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(
            self.env, color=3, till_note="Ask for the form", till_note_confirm=True
        )
        self.vera = create_customer(self.env, "Vera")
        create_customer(self.env, "Tom")
        self.mug = create_product(self.env, price=100)
        self.shop = self.create_priced_shop(self.create_prices((90, self.vip)))

    def buy(self, days_ago):
        """Let Vera have bought a mug some days ago."""
        moment = datetime.now() - timedelta(days=days_ago)
        with freeze_time(moment):
            date_order = fields.Datetime.to_string(moment)
            sale = order_data(
                self.shop, self.vera, [(self.mug, 1, 90)], date_order=date_order
            )
            self.env["pos.order"].sync_from_ui([sale])

    def test_cashier_knows_a_vip_on_the_eve_of_silver(self):
        self.vera._add_customer_categories(self.vip, "manual")
        silver = create_rewards_group(self.env, min_visits=2, visit_days=30)
        self.buy(days_ago=1)
        self.play("till_categories", self.shop)
        self.assertEqual(self.vera.rewards_category_id, silver)

    def test_cashier_is_told_until_when_a_member_at_risk_stays(self):
        create_rewards_group(self.env, min_visits=1, visit_days=9, grace_days=5)
        self.buy(days_ago=12)
        self.env["customer.category"]._cron_recompute()
        stay = self.vera.customer_category_membership_ids
        self.assertTrue(stay.date_risk)
        self.play("at_risk", self.shop)
        self.assertFalse(stay.date_risk)


@tagged("post_install", "-at_install")
class TestTillTourOnPhone(OnPhone, TestTillTour):
    pass
