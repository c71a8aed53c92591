"""The ready-made segments, held against the sentences that describe them."""

from datetime import datetime, timedelta

from odoo.fields import Command

from .common import CategoryCase, create_customer


class TestRecipes(CategoryCase):
    def assert_member(self, recipe, *days_ago, is_member=True, amount=10, booked=False):
        """Try a customer who bought so many days ago against a recipe."""
        segment = self.env.ref(f"customer_category.customer_category_{recipe}")
        segment.active = True
        customer = create_customer(self.env, f"{recipe} {days_ago} {amount} {booked}")
        for days in days_ago:
            self.buy(customer, amount=amount, days_ago=days)
        if booked:
            self.book(customer)
        segment._recompute(customer)
        self.assertEqual(segment in customer.customer_category_ids, is_member, days_ago)

    def assert_none(self, recipe, *days_ago, **values):
        self.assert_member(recipe, *days_ago, is_member=False, **values)

    def book(self, customer):
        start = datetime.now() + timedelta(days=2)
        self.env["calendar.event"].create(
            {
                "name": "Haircut",
                "start": start,
                "stop": start + timedelta(hours=1),
                "partner_ids": [Command.set(customer.ids)],
            }
        )

    def test_all_five_are_inactive_until_used(self):
        recipes = self.env["ir.model.data"].search(
            [("module", "=", "customer_category"), ("model", "=", "customer.category")]
        )
        recipes = self.env["customer.category"].browse(recipes.mapped("res_id"))
        smart = recipes.filtered(lambda c: c.assignment == "smart")
        self.assertEqual((len(smart), smart.filtered("active")), (5, smart.browse()))

    def test_lapsing_regulars_came_three_times_in_a_year_but_not_for_two_months(self):
        self.assert_member("lapsing_regulars", 365, 200, 61)
        self.assert_none("lapsing_regulars", 366, 200, 61)
        self.assert_none("lapsing_regulars", 300, 200, 60)
        self.assert_none("lapsing_regulars", 300, 200, 100, booked=True)

    def test_first_visit_was_one_in_thirty_days(self):
        self.assert_member("first_visit", 30)
        self.assert_none("first_visit", 31)
        self.assert_none("first_visit", 30, 3)
        self.assert_none("first_visit", 200, 3)
        self.assert_none("first_visit", 3, booked=True)
        self.assert_none("first_visit")

    def test_win_back_came_once_but_not_for_six_months(self):
        self.assert_member("win_back", 400, 181)
        self.assert_none("win_back", 400, 180)
        self.assert_none("win_back")

    def test_best_customers_spent_a_thousand_in_a_year(self):
        self.assert_member("best_customers", 365, 3, amount=500)
        self.assert_none("best_customers", 365, 3, amount=499.99)
        self.assert_none("best_customers", 366, 3, amount=500)

    def test_overdue_are_two_weeks_later_than_they_usually_come(self):
        self.assert_member("overdue", 44, 34, 24)
        self.assert_none("overdue", 44, 34, 23)
        self.assert_none("overdue", 100, 90)
