"""R4: points ever earned, not reduced by spending, reduced by refunds."""

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_product,
    create_rewards_group,
    order_data,
)


class TestLifetimePoints(CategoryCase):
    def setUp(self):
        super().setUp()
        self.gold = create_rewards_group(self.env, "Gold", min_lifetime_points=100)
        self.program = self.create_program()
        self.card = self.create_card(self.customer)

    def create_program(self, **values):
        return self.env["loyalty.program"].create(
            {"name": "Points", "program_type": "loyalty", **values}
        )

    def create_card(self, customer, program=None):
        return self.env["loyalty.card"].create(
            {"program_id": (program or self.program).id, "partner_id": customer.id}
        )

    def record_points(self, order, points, card=None):
        """Record an order's points as the till does, net of what it redeemed."""
        card = card or self.card
        order.confirm_coupon_programs(
            {
                str(card.id): {
                    "points": points,
                    "program_id": card.program_id.id,
                    "coupon_id": card.id,
                    "partner_id": order.partner_id.id,
                }
            }
        )

    def test_points_recorded_after_the_sale_count_at_once(self):
        self.record_points(self.buy(), 99)
        self.assertFalse(self.customer.rewards_category_id)
        self.record_points(self.buy(), 1)
        self.assertEqual(self.customer.rewards_category_id, self.gold)

    def test_spending_points_does_not_reduce_them(self):
        self.record_points(self.buy(), 100)
        self.record_points(self.buy(), -80)
        self.env["customer.category"]._recompute(self.customer)
        self.assertEqual(self.customer.rewards_category_id, self.gold)

    def test_points_redeemed_in_the_order_that_earns_are_added_again(self):
        data = order_data(
            self.shop,
            self.customer,
            [(self._product, 1, 50), (create_product(self.env, "Gift"), 1, 0)],
        )
        data["lines"][1][2].update(
            is_reward_line=True, coupon_id=self.card.id, points_cost=30
        )
        # Earned 100 and redeemed 30: the till sends the net figure.
        self.record_points(self.sync(data), 70)
        self.assertEqual(self.customer.rewards_category_id, self.gold)

    def test_refund_takes_points_back_in_proportion(self):
        order = self.buy(amount=100)
        self.record_points(order, 110)
        self.refund(order, quantity=0.05)
        self.assertEqual(self.customer.rewards_category_id, self.gold)
        self.refund(order, quantity=0.05)
        self.assertFalse(self.customer.rewards_category_id)

    def test_refund_takes_points_back_from_the_owner_of_the_card(self):
        order = self.buy(create_customer(self.env, "Ben"), amount=100)
        self.record_points(order, 100)
        self.assertEqual(self.customer.rewards_category_id, self.gold)
        self.refund(order)
        self.assertFalse(self.customer.rewards_category_id)

    def test_points_given_by_hand_count(self):
        self.env["loyalty.card.update.balance"].create(
            {"card_id": self.card.id, "new_balance": 100, "description": "Sorry"}
        ).action_update_card_point()
        self.assertEqual(self.customer.rewards_category_id, self.gold)

    def test_points_of_other_programs_do_not_count(self):
        gifts = self.create_program(name="Promotion", program_type="promotion")
        card = self.create_card(self.customer, gifts)
        self.record_points(self.buy(), 500, card)
        self.assertFalse(self.customer.rewards_category_id)

    def test_archived_card_still_counts(self):
        self.record_points(self.buy(), 100)
        self.card.active = False
        self.env["customer.category"]._recompute(self.customer)
        self.assertEqual(self.customer.rewards_category_id, self.gold)

    def test_contact_earns_for_the_company(self):
        acme = create_customer(self.env, "Acme", is_company=True)
        bob = create_customer(self.env, "Bob", parent_id=acme.id)
        self.record_points(self.buy(bob), 100, self.create_card(bob))
        self.assertEqual(acme.rewards_category_id, self.gold)

    def test_points_and_visits_must_both_hold(self):
        self.gold.write({"min_visits": 2, "visit_days": 9})
        self.record_points(self.buy(), 100)
        self.assertFalse(self.customer.rewards_category_id)
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, self.gold)

    def test_category_by_hand_asks_for_no_points(self):
        self.gold.active = False
        create_category(self.env)
        self.record_points(self.buy(), 500)
        self.assertFalse(self.customer.rewards_category_id)

    def test_card_given_to_another_customer_takes_its_points_along(self):
        self.record_points(self.buy(), 100)
        bob = create_customer(self.env, "Bob")
        self.card.partner_id = bob
        self.assertFalse(self.customer.rewards_category_id)
        self.assertEqual(bob.rewards_category_id, self.gold)

    def test_points_taken_off_the_record_count_no_more(self):
        self.record_points(self.buy(), 100)
        self.card.history_ids.unlink()
        self.assertFalse(self.customer.rewards_category_id)
