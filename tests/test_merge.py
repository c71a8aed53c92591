"""R16: merging two contacts unites their histories and loses nothing."""

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
    merge_customers,
)


class TestMerge(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.bob = create_customer(self.env, "Bob")

    def test_member_of_the_same_category_stays_once(self):
        (self.customer + self.bob)._add_customer_categories(self.vip, "manual")
        merge_customers(self.customer, self.bob)
        open_rows = self.customer.customer_category_membership_ids.filtered(
            lambda m: not m.date_end
        )
        self.assertEqual(self.customer.customer_category_ids, self.vip)
        self.assertEqual(len(open_rows), 1)
        self.assertEqual(len(self.customer.customer_category_membership_ids), 2)

    def test_category_of_the_other_contact_is_kept(self):
        self.bob._add_customer_categories(self.vip, "manual")
        merge_customers(self.customer, self.bob)
        self.assertEqual(self.customer.customer_category_ids, self.vip)

    def test_better_rewards_group_is_kept(self):
        create_rewards_group(self.env, min_visits=1, visit_days=9)
        gold = create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=9, price_percent=90
        )
        self.buy(self.bob)
        self.buy(self.bob)
        self.buy()
        merge_customers(self.customer, self.bob)
        self.assertEqual(self.customer.rewards_category_id, gold)
        self.assertEqual(self.customer.customer_category_ids, gold)

    def test_visits_of_both_count_together(self):
        silver = create_rewards_group(self.env, min_visits=2, visit_days=9)
        self.buy(self.bob)
        self.buy()
        self.assertFalse(self.customer.rewards_category_id)
        merge_customers(self.customer, self.bob)
        self.assertEqual(self.customer.rewards_category_id, silver)
