"""What a sale asks first is quick, and leaves nothing out.

That it answers as the whole question would is in ``test_completion_property.py``.
"""

from freezegun import freeze_time

from .common import CategoryCase, create_customer, create_rewards_group


def record_points(customer, order, points):
    """Record points of an order, be it the customer's own or not."""
    program = customer.env["loyalty.program"].create(
        {"name": "Points", "program_type": "loyalty"}
    )
    card = customer.env["loyalty.card"].create(
        {"program_id": program.id, "partner_id": customer.id}
    )
    customer.env["loyalty.history"].create(
        {
            "card_id": card.id,
            "order_model": "pos.order",
            "order_id": order.id,
            "description": "Points",
            "issued": points,
            "used": 0,
        }
    )


class TestNothingLeftOut(CategoryCase):
    def test_undone_entry_ends_though_the_clock_was_set_back(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=9, grace_days=30
        )
        with freeze_time("2026-03-01 12:00") as clock:
            order = self.buy(moment=clock())
            clock.move_to("2026-03-12 12:00")
            self.env["customer.category"]._recompute()
            membership = self.customer.customer_category_membership_ids
            self.assertEqual(membership.category_id, silver)
            self.assertEqual(str(membership.date_risk), "2026-03-13")
            # Where it is the day before: the first failing day has yet to come.
            self.env.company.partner_id.tz = "Pacific/Honolulu"
            self.refund(order)
        self.assertFalse(self.customer.rewards_category_id)

    def test_points_gone_with_the_order_of_another_customer_stay_gone(self):
        create_rewards_group(self.env, min_lifetime_points=5)
        order = self.buy(create_customer(self.env, "Bob"))
        record_points(self.customer, order, 5)
        self.env["customer.category"]._recompute(self.customer)
        self.assertTrue(self.customer.rewards_category_id)
        self.refund(order)
        self.assertFalse(self.customer.rewards_category_id)
        self.buy()
        self.assertFalse(self.customer.rewards_category_id)


class TestQuick(CategoryCase):
    def setUp(self):
        super().setUp()
        create_rewards_group(self.env, min_lifetime_spend=10**6)
        create_rewards_group(self.env, "Rich", min_lifetime_points=10**6)

    def count_queries(self):
        """Return how many statements it takes to ask about the customer again."""
        order = self.buy()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.env["customer.category"]._recompute_after_order(order, self.customer)
        return self.env.cr.sql_log_count - before

    def test_member_in_grace_takes_no_further_question(self):
        silver = create_rewards_group(
            self.env, "Member", min_visits=1, visit_days=9, grace_days=30
        )
        usual = self.count_queries()
        silver.min_visits = 99
        self.count_queries()
        self.assertTrue(self.customer.customer_category_membership_ids.date_risk)
        self.assertEqual(self.count_queries(), usual)

    def test_points_alone_are_not_looked_at_as_refunds(self):
        order = self.buy()
        record_points(self.customer, order, 5)
        self.assertFalse(self.is_with_refunds())
        self.refund(order)
        self.assertTrue(self.is_with_refunds())

    def is_with_refunds(self):
        """Return whether the question about the customer looks at refunds."""
        categories = self.env["customer.category"]
        rules = categories._rules(categories._company_days())
        ids = categories._told_apart_by_refunds(rules, self.customer.ids)
        return type(ids) is list
