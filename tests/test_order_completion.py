"""A completed order moves its customer's group, and is stored whatever happens."""

from unittest.mock import patch

from odoo.tools import mute_logger

from ..models.customer_category_aside import LIMITS
from .common import (
    CategoryCase,
    create_customer,
    create_rewards_group,
    order_data,
)

RECOMPUTE = (
    "odoo.addons.customer_category.models.customer_category_evaluation"
    ".CustomerCategoryEvaluation._recompute_after_order"
)
LOGGER = "odoo.addons.customer_category.models.customer_category_aside"


class TestOrderCompletion(CategoryCase):
    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(self.env, min_visits=1, visit_days=9)

    def test_membership_names_the_order_that_earned_it(self):
        order = self.buy()
        membership = self.customer.customer_category_membership_ids
        self.assertEqual(membership.source, "order")
        self.assertEqual(membership.order_id, order)

    def test_membership_names_the_order_that_lost_it(self):
        refund = self.refund(self.buy())
        membership = self.customer.customer_category_membership_ids
        self.assertEqual(membership.end_source, "order")
        self.assertEqual(membership.end_order_id, refund)

    def test_till_gets_the_new_group_with_its_answer(self):
        data = order_data(self.shop, self.customer, [(self._product, 1, 5)])
        answer = self.env["pos.order"].sync_from_ui([data])
        self.assertEqual(
            answer["res.partner"][0]["customer_category_ids"], self.silver.ids
        )

    def test_customer_whose_groups_stay_is_not_sent_back(self):
        self.buy()
        data = order_data(self.shop, self.customer, [(self._product, 1, 5)])
        self.env.cr.cache.clear()
        self.assertNotIn("res.partner", self.env["pos.order"].sync_from_ui([data]))

    def test_order_sent_twice_counts_once(self):
        data = order_data(self.shop, self.customer, [(self._product, 1, 5)])
        self.sync({**data})
        self.sync({**data})
        self.assertEqual(len(self.customer.customer_category_membership_ids), 1)

    def test_member_in_grace_is_kept_by_a_sale_that_is_too_little(self):
        self.buy()
        self.silver.write({"min_visits": 5, "grace_days": 30})
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, self.silver)
        self.assertTrue(self.customer.customer_category_membership_ids.date_risk)

    def test_visit_of_which_a_part_came_back_still_counts(self):
        two = order_data(self.shop, self.customer, [(self._product, 2, 5)])
        self.refund(self.sync(two))
        self.assertEqual(self.customer.rewards_category_id, self.silver)

    def test_back_office_payment_counts(self):
        data = order_data(
            self.shop, self.customer, [(self._product, 1, 5)], state="draft"
        )
        order = self.sync({**data, "payment_ids": [], "amount_paid": 0})
        self.assertFalse(self.customer.rewards_category_id)
        payment = (
            self.env["pos.make.payment"]
            .with_context(active_id=order.id, active_ids=order.ids)
            .create({"payment_method_id": self.shop.payment_method_ids.id})
        )
        payment.check()
        self.assertEqual(self.customer.rewards_category_id, self.silver)

    def test_back_office_refund_counts(self):
        order = self.buy()
        refund = self.env["pos.order"].browse(order.refund()["res_id"])
        payment = (
            self.env["pos.make.payment"]
            .with_context(active_id=refund.id, active_ids=refund.ids)
            .create({"payment_method_id": self.shop.payment_method_ids.id})
        )
        payment.check()
        self.assertFalse(self.customer.rewards_category_id)

    def test_anonymous_refund_takes_the_visit_from_who_bought(self):
        self.refund(self.buy(), partner_id=False)
        self.assertFalse(self.customer.rewards_category_id)

    def test_paid_order_given_to_another_customer_moves_the_visit(self):
        order = self.buy()
        bob = create_customer(self.env, "Bob")
        order.partner_id = bob
        self.assertFalse(self.customer.rewards_category_id)
        self.assertEqual(bob.rewards_category_id, self.silver)


class TestFailureCostsNoSale(CategoryCase):
    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(self.env, min_visits=1, visit_days=9)

    def sell_while_broken(self, error):
        with (
            patch(RECOMPUTE, side_effect=error),
            self.assertLogs(LOGGER, "WARNING"),
        ):
            return self.buy()

    def test_order_is_stored_and_customer_waits(self):
        order = self.sell_while_broken(ValueError("broken"))
        self.assertEqual(order.state, "paid")
        pending = self.env["customer.category.pending"].search([])
        self.assertEqual(pending.partner_id, self.customer)

    def test_order_is_stored_when_the_database_itself_complains(self):
        def break_transaction(*_args):
            self.env.cr.execute("SELECT 1 / 0")

        with mute_logger("odoo.sql_db"):
            order = self.sell_while_broken(break_transaction)
        self.assertEqual(order.state, "paid")

    def test_order_does_not_wait_for_a_question_that_takes_too_long(self):
        def dawdle(*_args):
            self.env.cr.execute("SELECT pg_sleep(60)")

        with mute_logger("odoo.sql_db"):
            order = self.sell_while_broken(dawdle)
        self.assertEqual(order.state, "paid")
        self.env.cr.execute("SHOW statement_timeout")
        self.assertEqual(self.env.cr.fetchone(), ("0",))

    def test_rest_of_the_sale_has_the_settings_it_had_before(self):
        self.buy()
        for name in LIMITS:
            self.env.cr.execute(
                "SELECT setting, reset_val FROM pg_settings WHERE name = %s", [name]
            )
            setting, default = self.env.cr.fetchone()
            self.assertEqual(setting, default, name)

    def test_scheduled_run_catches_up(self):
        self.sell_while_broken(ValueError("broken"))
        self.env["customer.category"]._cron_recompute()
        self.assertEqual(self.customer.rewards_category_id, self.silver)
        self.assertFalse(self.env["customer.category.pending"].search([]))


class TestCost(CategoryCase):
    def count_queries(self):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        categories = self.env["customer.category"]
        categories._recompute_after_order(self.order, self.customer)
        return self.env.cr.sql_log_count - before

    def test_number_of_queries_does_not_grow_with_the_history(self):
        create_rewards_group(self.env, min_lifetime_spend=10**6)
        self.order = self.buy()
        self.count_queries()
        first = self.count_queries()
        for _visit in range(5):
            self.order = self.buy()
        self.assertEqual(self.count_queries(), first)
