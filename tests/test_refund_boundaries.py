"""The edges of the membership rules where something comes back or time is given."""

from datetime import date, timedelta

from .common import create_rewards_group, order_data
from .test_rules_boundaries import NOON, TODAY, Edges


class TestRefundEdges(Edges):
    def take_back(self, order, quantity=1, moment=NOON, **values):
        return self.refund(order, quantity, date_order=str(moment), **values)

    def test_refund_after_the_window_still_undoes_the_visit_before(self):
        group = self.visits_group(1, 7)
        order = self.visit()
        later = NOON + timedelta(days=30)
        self.take_back(order, moment=later)
        self.assertEqual(self.group_at(TODAY + timedelta(days=7)), group)
        self.visits_group(1, 60, name="Bronze", price_percent=99)
        self.assertFalse(self.group_at(later.date()))

    def test_refund_of_tomorrow_does_not_count_today(self):
        group = self.visits_group(1, 7)
        self.take_back(self.visit(), moment=NOON + timedelta(days=1))
        self.assertEqual(self.group_at(TODAY), group)
        self.assertFalse(self.group_at(TODAY + timedelta(days=1)))

    def test_several_refunds_undo_the_visit_with_the_last_piece(self):
        group = self.visits_group(1, 7)
        order = self.visit()
        self.take_back(order, 0.5, moment=NOON + timedelta(hours=1))
        self.assertEqual(self.group_at(TODAY), group)
        self.take_back(order, 0.5, moment=NOON + timedelta(hours=2))
        self.assertFalse(self.group_at(TODAY))

    def test_refund_that_is_not_paid_yet_undoes_nothing(self):
        group = self.visits_group(1, 7)
        self.take_back(self.visit(), state="draft", payment_ids=[])
        self.assertEqual(self.group_at(TODAY), group)

    def test_anonymous_refund_undoes_the_visit_but_not_the_spend(self):
        visits = self.visits_group(1, 7, price_percent=80)
        spend = create_rewards_group(self.env, "Gold", min_lifetime_spend=10)
        order = self.visit()
        self.assertEqual(self.group_at(TODAY), visits)
        self.take_back(order, partner_id=False)
        self.assertEqual(self.group_at(TODAY), spend)

    def test_discount_that_does_not_come_back_keeps_no_visit(self):
        self.visits_group(1, 7)
        shop = self.shop
        lines = [(self._product, 1, 100), (self._product, 1, -10)]
        data = order_data(shop, self.customer, lines, date_order=str(NOON))
        data["lines"][1][2]["is_reward_line"] = True
        self.take_back(self.sync(data))
        self.assertFalse(self.group_at(TODAY))

    def test_gift_card_bought_then_spent_is_two_visits_and_spent_once(self):
        visits = self.visits_group(2, 7)
        gold = create_rewards_group(
            self.env, "Gold", min_lifetime_spend=50.01, price_percent=80
        )
        self.visit(amount=50)
        lines = [(self._product, 1, 50), (self._product, 1, -50)]
        self.sync(order_data(self.shop, self.customer, lines, date_order=str(NOON)))
        self.assertEqual(self.group_at(TODAY), visits)
        gold.min_lifetime_spend = 50
        self.assertEqual(self.group_at(TODAY), gold)


class TestGraceEdges(Edges):
    def take_back(self, order, days, quantity=1):
        moment = NOON + timedelta(days=days)
        self.refund(order, quantity, date_order=str(moment))

    def risk(self):
        rows = self.customer.customer_category_membership_ids
        return rows.filtered(lambda row: not row.date_end).date_risk

    def test_member_leaves_so_many_days_after_the_first_failing_one(self):
        group = self.visits_group(1, 7, grace_days=2)
        self.visit()
        for days, held in ((0, group), (8, group), (9, group), (10, False)):
            self.assertEqual(
                self.group_at(TODAY + timedelta(days=days)).id, held and held.id
            )

    def test_new_visit_on_the_last_day_of_grace_clears_the_risk(self):
        group = self.visits_group(1, 7, grace_days=2)
        self.visit()
        self.visit(NOON + timedelta(days=9))
        self.group_at(TODAY)
        self.group_at(TODAY + timedelta(days=8))
        self.assertEqual(self.risk(), TODAY + timedelta(days=8))
        self.assertEqual(self.group_at(TODAY + timedelta(days=9)), group)
        self.assertFalse(self.risk())

    def test_better_group_is_taken_at_once_in_grace(self):
        self.visits_group(2, 7, name="Silver", grace_days=30)
        gold = self.visits_group(1, 1, name="Gold", price_percent=80)
        self.visit(NOON - timedelta(days=6))
        self.visit(NOON - timedelta(days=5))
        for days in (-4, 2, 3):
            self.group_at(TODAY + timedelta(days=days))
        self.visit(NOON + timedelta(days=4))
        self.assertEqual(self.group_at(TODAY + timedelta(days=4)), gold)

    def test_refund_in_part_that_undoes_nothing_takes_no_grace_away(self):
        self.shop.company_id.partner_id.tz = "UTC"
        group = self.visits_group(1, 7, grace_days=9)
        order = self.buy()
        self.assertEqual(self.customer.rewards_category_id, group)
        self.refund(order, 0.5)
        at = date.today() + timedelta(days=8)
        self.assertEqual(self.group_at(at), group)
