"""Which orders counted for a condition, with how much, and which did not and why."""

from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_price_rule,
    create_pricelist,
    create_rewards_group,
)


class OrdersCase(CategoryCase):
    def condition(self, category):
        return category._explain(self.customer)["conditions"][0]

    def verdicts(self, category):
        """Return ``{order: (verdict, amount)}`` of the first condition."""
        return {
            event["order"]: (event["verdict"], event["amount"])
            for event in self.condition(category)["events"]
        }

    def segment(self, metric, value, **window):
        line = {"metric": metric, "value": value, **window}
        return create_category(
            self.env,
            "Segment",
            assignment="smart",
            criterion_ids=[Command.create(line)],
        )


class TestSpend(OrdersCase):
    def test_orders_show_their_amount_and_refunds_are_deducted(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=1000)
        first, second = self.buy(amount=30), self.buy(amount=12)
        refund = self.refund(first)
        self.assertEqual(
            self.verdicts(gold),
            {
                first: ("counted", 30),
                second: ("counted", 12),
                refund: ("deducted", -30),
            },
        )

    def test_amounts_add_up_to_the_figure_of_the_evaluator(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=1000)
        for amount in (30, 12, 7.5):
            self.refund(self.buy(amount=amount))
            self.buy(amount=amount)
        condition = self.condition(gold)
        total = sum(event["amount"] for event in condition["events"])
        self.assertAlmostEqual(total, condition["have"])

    def test_amounts_are_in_the_categorys_currency(self):
        currency = self.env.ref("base.CHF")
        currency.active = True
        currency.rate_ids = [Command.create({"rate": 2, "name": "2020-01-01"})]
        gold = create_rewards_group(
            self.env, "Gold", min_lifetime_spend=1000, currency_id=currency.id
        )
        self.buy(amount=30)
        condition = self.condition(gold)
        self.assertAlmostEqual(condition["events"][0]["amount"], condition["have"])
        self.assertNotAlmostEqual(condition["have"], 30)

    def test_order_outside_the_window_is_too_old(self):
        segment = self.segment("spend", 50, days_to=30)
        order = self.buy(amount=30, days_ago=31)
        self.assertEqual(self.verdicts(segment), {order: ("too_old", 30)})

    def test_order_that_is_not_paid_does_not_count(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=1000)
        order = self.buy(amount=30, state="draft", amount_paid=0)
        self.assertEqual(self.verdicts(gold), {order: ("not_paid", 30)})

    def test_average_basket_lists_amounts(self):
        order = self.buy(amount=30)
        segment = self.segment("average_basket", 50)
        self.assertEqual(self.verdicts(segment), {order: ("counted", 30)})


class TestPoints(OrdersCase):
    def setUp(self):
        super().setUp()
        self.gold = create_rewards_group(self.env, "Gold", min_lifetime_points=100)
        program = self.env["loyalty.program"].create(
            {"name": "Points", "program_type": "loyalty"}
        )
        self.card = self.env["loyalty.card"].create(
            {"program_id": program.id, "partner_id": self.customer.id}
        )

    def earn(self, points, amount=10):
        order = self.buy(amount=amount)
        row = {
            "points": points,
            "program_id": self.card.program_id.id,
            "coupon_id": self.card.id,
            "partner_id": self.customer.id,
        }
        order.confirm_coupon_programs({str(self.card.id): row})
        return order

    def test_orders_show_their_points(self):
        order = self.earn(40)
        self.assertEqual(self.verdicts(self.gold), {order: ("counted", 40)})

    def test_returned_orders_show_the_points_that_are_left(self):
        whole, part = self.earn(40), self.earn(20)
        self.refund(whole)
        self.refund(part, quantity=0.5)
        self.assertEqual(
            self.verdicts(self.gold),
            {whole: ("returned", 0), part: ("returned_part", 10)},
        )

    def test_points_given_by_hand_have_no_order(self):
        self.env["loyalty.card.update.balance"].create(
            {"card_id": self.card.id, "new_balance": 30, "description": "Gift"}
        ).action_update_card_point()
        verdicts = self.verdicts(self.gold)
        self.assertEqual(verdicts, {self.env["pos.order"]: ("counted", 30)})

    def test_points_add_up_to_the_figure_of_the_evaluator(self):
        self.refund(self.earn(40), quantity=0.25)
        self.earn(7)
        condition = self.condition(self.gold)
        total = sum(event["amount"] for event in condition["events"])
        self.assertAlmostEqual(total, condition["have"])

    def test_missing_points_are_told_with_the_benefit(self):
        self.gold.price_percent = 90
        self.earn(40)
        text = self.gold._explain(self.customer)["next_change"]
        self.assertEqual(text, "60 more points for “Gold”.")
        create_price_rule(create_pricelist(self.env), self.gold, percent_price=10)
        text = self.gold._explain(self.customer)["next_change"]
        self.assertEqual(
            text, "60 more points for “Gold” (10% off where it has prices)."
        )


class TestWindow(OrdersCase):
    def test_windowed_conditions_tell_first_and_last_day(self):
        today = date.today()
        for metric in ("visits", "spend", "points", "average_basket"):
            segment = self.segment(metric, 5, days_from=3, days_to=30)
            condition = self.condition(segment)
            window = (condition["first_day"], condition["last_day"])
            expected = (today - timedelta(days=30), today - timedelta(days=3))
            self.assertEqual(window, expected, metric)
            segment.unlink()

    def test_open_windows_tell_none(self):
        condition = self.condition(self.segment("spend", 5))
        self.assertIsNone(condition["first_day"] or condition["last_day"])

    def test_visits_of_a_window_that_is_over_promise_nothing(self):
        segment = self.segment("visits", 2, days_from=3, days_to=30)
        self.buy(days_ago=5)
        self.assertFalse(segment._explain(self.customer)["next_change"])

    def test_fraction_of_a_visit_needs_a_whole_one(self):
        segment = self.segment("visits", 1.5, days_to=30)
        self.buy()
        self.assertEqual(self.condition(segment)["missing"], 1)

    def test_condition_that_always_holds_never_fails(self):
        self.assertIsNone(self.condition(self.segment("visits", 0))["fails_on"])


class TestDialog(OrdersCase):
    def html(self, user=None, **values):
        dialogs = (
            self.env(user=user)["customer.category.why"]
            if user
            else (self.env["customer.category.why"])
        )
        dialog = dialogs.create({"partner_id": self.customer.id, **values})
        return str(dialog.explanation)

    def test_amounts_days_and_verdicts_are_shown(self):
        create_rewards_group(self.env, "Gold", min_lifetime_spend=1000)
        order = self.buy(amount=30)
        self.refund(order)
        html = self.html()
        self.assertIn(order.name, html)
        self.assertIn("30.00", html)
        self.assertIn("a refund, deducted", html)

    def test_who_may_not_read_orders_sees_the_figures_only(self):
        create_rewards_group(self.env, "Gold", min_lifetime_spend=1000)
        order = self.buy(amount=30)
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        html = self.html(clerk)
        self.assertIn("30.00", html)
        self.assertNotIn(order.name, html)

    def test_category_by_hand_is_explained_to_its_members_of_past_and_present(self):
        for name in ("Mugs", "Cups", "Bowls"):
            create_category(self.env, name)
        mugs, cups, _bowls = self.env["customer.category"].search(
            [("name", "in", ("Mugs", "Cups", "Bowls"))], order="id"
        )
        self.customer._add_customer_categories(mugs + cups, "manual")
        self.customer._remove_customer_categories(cups, "manual")
        html = self.html()
        self.assertIn("Mugs", html)
        self.assertIn("Was a member from", html)
        self.assertNotIn("Bowls", html)
        self.assertNotIn("Mugs", self.html(category_id=cups.id))
