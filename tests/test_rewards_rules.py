"""Rules R1 to R7: when a rewards group is earned, kept and lost."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from .common import CategoryCase, create_customer, create_rewards_group


class TestVisits(CategoryCase):
    def test_third_visit_makes_silver(self):
        silver = create_rewards_group(self.env)
        self.buy(days_ago=2)
        self.buy(days_ago=1)
        self.assertFalse(self.customer.rewards_category_id)
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, silver)
        self.assertEqual(self.customer.customer_category_ids, silver)

    def test_visit_still_counts_on_the_last_day_of_the_window(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=30)
        self.buy(days_ago=30)
        self.assertEqual(self.customer.rewards_category_id, silver)

    def test_visit_does_not_count_the_day_after_the_window(self):
        create_rewards_group(self.env, min_visits=1, visit_days=30)
        self.buy(days_ago=31)
        self.assertFalse(self.customer.rewards_category_id)

    def test_refund_is_no_visit(self):
        create_rewards_group(self.env, min_visits=2, visit_days=30)
        order = self.buy(amount=10)
        self.refund(order, quantity=1)
        self.assertFalse(self.customer.rewards_category_id)

    def test_order_refunded_in_full_is_no_visit_any_more(self):
        silver = create_rewards_group(self.env, min_visits=2, visit_days=30)
        self.buy()
        order = self.buy()
        self.assertEqual(self.customer.rewards_category_id, silver)
        self.refund(order)
        self.assertFalse(self.customer.rewards_category_id)

    def test_order_refunded_in_part_is_still_a_visit(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=30)
        order = self.buy()
        self.refund(order, quantity=0.5)
        self.assertEqual(self.customer.rewards_category_id, silver)

    def test_window_runs_by_the_local_date_of_the_company(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        silver = create_rewards_group(self.env, min_visits=1, visit_days=1)
        # 11:30 UTC is half past midnight in Auckland, the next day already.
        with freeze_time("2026-07-02 11:00:00"):
            self.buy(moment=datetime(2026, 6, 30, 12, 30))
            self.assertEqual(self.customer.rewards_category_id, silver)
        with freeze_time("2026-07-02 12:30:00"):
            self.env["customer.category"]._recompute(self.customer)
            self.assertFalse(self.customer.rewards_category_id)


class TestSpend(CategoryCase):
    def test_spend_over_all_time_counts(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=100)
        self.buy(amount=60, days_ago=4000)
        self.buy(amount=39.99)
        self.assertFalse(self.customer.rewards_category_id)
        self.buy(amount=0.01)
        self.assertEqual(self.customer.rewards_category_id, gold)

    def test_refund_reduces_the_spend(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=100)
        order = self.buy(amount=100)
        self.assertEqual(self.customer.rewards_category_id, gold)
        self.refund(order, quantity=0.1)
        self.assertFalse(self.customer.rewards_category_id)

    def test_cents_that_floats_lose_are_not_lost(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=0.3)
        self.buy(amount=0.1)
        self.buy(amount=0.2)
        self.assertEqual(self.customer.rewards_category_id, gold)


class TestCriteria(CategoryCase):
    def test_all_criteria_above_zero_must_hold(self):
        gold = create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=30, min_lifetime_spend=50
        )
        self.buy(amount=60)
        self.assertFalse(self.customer.rewards_category_id)
        self.buy(amount=1)
        self.assertEqual(self.customer.rewards_category_id, gold)

    def test_lowest_percentage_wins(self):
        create_rewards_group(self.env, "Silver", min_visits=1, visit_days=9)
        gold = create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=30, price_percent=90
        )
        create_rewards_group(
            self.env, "Bronze", min_visits=1, visit_days=30, price_percent=98
        )
        self.buy()
        self.buy()
        self.assertEqual(self.customer.customer_category_ids, gold)

    def test_first_in_sequence_wins_among_equal_percentages(self):
        create_rewards_group(self.env, "B", min_visits=1, visit_days=9, sequence=2)
        first = create_rewards_group(
            self.env, "A", min_visits=1, visit_days=9, sequence=1
        )
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, first)

    def test_group_already_held_wins_among_equals(self):
        create_rewards_group(self.env, "A", min_visits=2, visit_days=9)
        held = create_rewards_group(self.env, "B", min_visits=1, visit_days=9)
        self.buy()
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, held)

    def test_leaving_goes_to_the_best_group_still_earned(self):
        silver = create_rewards_group(self.env, "Silver", min_visits=1, visit_days=99)
        create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=10, price_percent=90
        )
        self.buy(days_ago=5)
        self.buy()
        with freeze_time(datetime.now() + timedelta(days=8)):
            self.env["customer.category"]._recompute()
        self.assertEqual(self.customer.rewards_category_id, silver)


class TestWhoCounts(CategoryCase):
    def test_contacts_buy_for_their_company(self):
        silver = create_rewards_group(self.env, min_visits=2, visit_days=9)
        company = create_customer(self.env, "Acme", is_company=True)
        bob = create_customer(self.env, "Bob", parent_id=company.id)
        eve = create_customer(self.env, "Eve", parent_id=company.id)
        self.buy(bob)
        self.buy(eve)
        for partner in company + bob + eve:
            self.assertEqual(partner.rewards_category_id, silver)

    def test_anonymous_sale_changes_nothing(self):
        create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy(self.env["res.partner"])
        self.assertFalse(self.env["customer.category.membership"].search_count([]))

    def test_archived_customer_is_left_alone(self):
        create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.customer.active = False
        self.buy()
        self.assertFalse(self.customer.rewards_category_id)

    def test_archived_group_takes_nobody_in_and_lets_nobody_go(self):
        group = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        group.active = False
        other = create_customer(self.env, "Bob")
        self.buy(other)
        with freeze_time(datetime.now() + timedelta(days=90)):
            self.env["customer.category"]._recompute()
        members = group.sudo().membership_ids.filtered(lambda m: not m.date_end)
        self.assertEqual(members.partner_id, self.customer)
