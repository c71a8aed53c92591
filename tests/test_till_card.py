"""What a till tells the cashier of a customer's rewards."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_price_rule,
    create_pricelist,
    create_rewards_group,
)


class TestTillCard(CategoryCase):
    def setUp(self):
        super().setUp()
        self.cashier = new_test_user(
            self.env, "till", "base.group_user,point_of_sale.group_pos_user"
        )
        self.silver = create_rewards_group(
            self.env, "Silver", min_visits=2, visit_days=30, price_percent=95
        )

    def progress(self):
        customer = self.customer.with_user(self.cashier)
        rows = customer.get_customer_category_progress(self.shop.id)
        return [row["text"] for row in rows]

    def card(self):
        customer = self.customer.with_user(self.cashier)
        return customer.get_customer_category_card(self.shop.id)

    def news(self, order):
        answer = order.with_user(self.cashier).get_customer_category_news()
        return answer.get(str(order.id))

    def test_near_miss_is_told_and_then_how_long_the_group_stays(self):
        create_price_rule(create_pricelist(self.env), self.silver, percent_price=5)
        self.buy()
        (text,) = self.progress()
        self.assertIn("1 more visit by", text)
        self.assertIn("“Silver” (5% off where it has prices)", text)
        self.buy()
        (text,) = self.progress()
        self.assertIn("Leaves “Silver” on", text)

    def test_only_the_next_step_of_the_ladder_is_told(self):
        create_rewards_group(
            self.env, "Gold", min_visits=4, visit_days=30, price_percent=90
        )
        self.buy()
        (text,) = self.progress()
        self.assertIn("Silver", text)
        self.buy()
        _stay, text = self.progress()
        self.assertIn("2 more visits", text)
        self.assertIn("Gold", text)

    def test_hidden_groups_are_not_told(self):
        self.buy()
        self.silver.show_at_till = False
        self.assertEqual(self.progress(), [])
        self.silver.write({"show_at_till": True, "confidential": True})
        self.assertEqual(self.progress(), [])
        self.assertEqual(self.card(), {"categories": [], "history": []})

    def test_what_was_spent_elsewhere_cannot_be_worked_out(self):
        club = create_rewards_group(self.env, "Club", min_lifetime_spend=100)
        here = self.buy(amount=10)
        card = self.env["customer.category.card"]
        trace = club._explain(self.customer)
        self.assertIn("90.00 more to spend", card._next_change(trace))
        trace["elsewhere"] = True
        self.assertFalse(card._next_change(trace))
        self.assertFalse(card._card_of(trace)["conditions"][0]["have"])
        self.assertTrue(here)

    def test_card_says_why_and_what_was_before(self):
        vip = create_category(self.env)
        self.customer._add_customer_categories(vip, "manual")
        self.customer._remove_customer_categories(vip, "manual")
        self.buy()
        self.buy()
        card = self.card()
        (silver,) = card["categories"]
        self.assertTrue(silver["is_member"])
        self.assertIn("Member since", silver["stay"])
        self.assertEqual(silver["conditions"][0]["have"], "2")
        self.assertEqual([stay["name"] for stay in card["history"]], ["VIP"])

    def test_reason_of_a_pin_stays_in_the_back_office(self):
        self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": self.silver.id,
                "mode": "in",
                "reason": "Cousin of the owner",
            }
        )
        card = self.card()
        self.assertNotIn("Cousin", str(card))
        self.assertEqual(
            card["categories"][0]["next_change"], "Decided by hand, not by the rules."
        )

    def test_sale_that_earns_a_group_says_so_and_the_next_until_when(self):
        self.assertFalse(self.news(self.buy()))
        self.assertEqual(self.news(self.buy()), "You just reached Silver.")
        self.assertRegex(self.news(self.buy()), r"^Silver until \d+ \w+ \d+\.$")

    def test_until_is_the_day_before_the_group_is_left(self):
        self.buy(), self.buy()
        trace = self.silver._explain(self.customer)
        last_day = self.silver._last_day_of_stay(trace)
        self.assertEqual((self.silver._leaving_day(trace) - last_day).days, 1)

    def test_nothing_is_said_of_a_hidden_group(self):
        self.silver.show_at_till = False
        self.buy()
        self.assertFalse(self.news(self.buy()))

    def test_who_may_not_use_the_till_is_told_nothing(self):
        outsider = new_test_user(self.env, "outsider", "base.group_user")
        customer = self.customer.with_user(outsider)
        with self.assertRaises(AccessError):
            customer.get_customer_category_card(self.shop.id)
