"""R9: a refund that undoes what earned the entry ends it at once, grace or not."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from .common import create_rewards_group
from .test_rules_boundaries import NOON, Edges


class TestUndoneEntries(Edges):
    def setUp(self):
        super().setUp()
        self.shop.company_id.partner_id.tz = "UTC"

    def after(self, days=0, hours=0):
        return NOON + timedelta(days=days, hours=hours)

    def take_back(self, order, quantity=1, **after):
        moment = self.after(**after)
        return self.refund(order, quantity, date_order=str(moment))

    def test_entry_by_assign_now_ends_when_its_visit_comes_back(self):
        with freeze_time(NOON):
            order = self.visit()
            self.visits_group(1, 7, grace_days=9)
            self.assertTrue(self.group_at(self.after(hours=1)))
            self.take_back(order, days=1)
            self.assertFalse(self.group_at(self.after(days=1, hours=1)))

    def test_refund_on_the_day_of_the_entry_ends_it(self):
        self.visits_group(1, 7, grace_days=9)
        with freeze_time(NOON):
            order = self.visit()
        self.assertTrue(self.customer.rewards_category_id)
        with freeze_time(self.after(hours=2)):
            self.take_back(order, hours=2)
        self.assertFalse(self.customer.rewards_category_id)

    def test_refund_in_part_that_undoes_the_spend_ends_it(self):
        create_rewards_group(self.env, min_lifetime_spend=100, grace_days=9)
        with freeze_time(NOON):
            order = self.visit(amount=100)
        self.assertTrue(self.customer.rewards_category_id)
        with freeze_time(self.after(days=3)):
            self.take_back(order, 0.01, days=3)
        self.assertFalse(self.customer.rewards_category_id)

    def test_refund_of_a_purchase_after_the_entry_leaves_the_grace(self):
        group = self.visits_group(1, 2, grace_days=9)
        with freeze_time(NOON):
            self.visit()
        with freeze_time(self.after(days=2)):
            later = self.visit(self.after(days=2))
        with freeze_time(self.after(days=3)):
            self.take_back(later, days=3)
        self.assertEqual(self.customer.rewards_category_id, group)
        self.assertTrue(self.customer.customer_category_membership_ids.date_risk)

    def test_refund_leaves_the_grace_of_who_was_pinned_in(self):
        group = self.visits_group(2, 7, grace_days=9)
        with freeze_time(NOON):
            order = self.visit()
            pin = self.env["customer.category.pin"].create(
                {
                    "partner_id": self.customer.id,
                    "category_id": group.id,
                    "reason": "A friend of the house",
                }
            )
        with freeze_time(self.after(days=1)):
            self.take_back(order, days=1)
            pin.unlink()
        self.assertEqual(self.customer.rewards_category_id, group)

    def test_refund_made_offline_before_the_entry_ends_it_all_the_same(self):
        self.visits_group(1, 7, grace_days=9)
        now = datetime.now().replace(microsecond=0)
        order = self.visit(now - timedelta(hours=3))
        self.assertTrue(self.customer.rewards_category_id)
        # A transaction has one time of creation: let the entry be an hour older.
        self.env.cr.execute(
            "UPDATE customer_category_membership"
            " SET date_start = date_start - INTERVAL '1 hour'"
        )
        self.refund(order, date_order=str(now - timedelta(hours=2)))
        self.assertFalse(self.customer.rewards_category_id)
