"""Why a customer is, or is not, in an automatic category."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class TestExplanation(CategoryCase):
    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(self.env)

    def explain(self, category=None, **kwargs):
        return (category or self.silver)._explain(self.customer, **kwargs)

    def test_condition_tells_needed_and_had(self):
        self.buy()
        self.buy()
        condition = self.explain()["conditions"][0]
        self.assertEqual((condition["have"], condition["needed"]), (2, 3))
        self.assertFalse(condition["holds"])

    def test_each_order_tells_whether_it_counted_and_why_not(self):
        old = self.buy(days_ago=31)
        recent = self.buy()
        returned = self.buy()
        refund = self.refund(returned)
        orders = {o: why for o, _day, why in self.explain()["conditions"][0]["orders"]}
        self.assertEqual(
            orders,
            {
                old: "too_old",
                recent: "counted",
                returned: "returned",
                refund: "refund",
            },
        )

    def test_near_miss_names_the_day_by_which_the_visit_must_come(self):
        self.buy(days_ago=20)
        self.buy()
        by = date.today() + timedelta(days=10)
        condition = self.explain()["conditions"][0]
        self.assertEqual((condition["missing"], condition["by"]), (1, by))
        self.assertIn("1 more visit by", self.explain()["next_change"])

    def test_visit_on_the_day_named_is_in_time_and_a_day_later_is_not(self):
        self.buy(days_ago=20)
        self.buy()
        by = self.explain()["conditions"][0]["by"]
        for day, group in ((by, self.silver), (by + timedelta(days=1), None)):
            with self.env.cr.savepoint() as savepoint, freeze_time(f"{day} 12:00:00"):
                self.buy()
                held = self.customer.rewards_category_id
                self.assertEqual(held or None, group)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_member_sees_when_the_group_ends(self):
        for days_ago in (9, 5, 1):
            self.buy(days_ago=days_ago)
        fails_on = self.explain()["conditions"][0]["fails_on"]
        self.assertEqual(fails_on, date.today() + timedelta(days=22))
        self.assertIn("Leaves “Silver” on", self.explain()["next_change"])
        for day, group in (
            (fails_on - timedelta(days=1), self.silver),
            (fails_on, None),
        ):
            with freeze_time(f"{day} 12:00:00"):
                self.env["customer.category"]._recompute(self.customer)
            self.assertEqual(self.customer.rewards_category_id or None, group)

    def test_customer_with_a_better_group_sees_that(self):
        create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=50
        )
        self.buy()
        self.assertIn("holds “Gold”, which is better", self.explain()["next_change"])

    def test_customer_with_a_lesser_group_sees_what_is_missing(self):
        gold = create_rewards_group(
            self.env, "Gold", min_visits=4, visit_days=9, price_percent=50
        )
        for _visit in range(3):
            self.buy()
        self.assertIn("1 more visit by", self.explain(gold)["next_change"])

    def test_missing_spend_is_an_amount(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=100)
        self.buy(amount=90)
        self.assertIn("10.00", self.explain(gold)["next_change"])

    def test_contact_is_explained_by_its_company(self):
        acme = create_customer(self.env, "Acme", is_company=True)
        self.customer.parent_id = acme
        self.assertEqual(self.explain()["partner"], acme)

    def test_orders_of_another_company_are_not_told(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = create_rewards_group(self.env, "Theirs", company_id=other.id)
        self.buy()
        condition = self.explain(theirs)["conditions"][0]
        self.assertEqual((condition["have"], condition["orders"]), (0, []))

    def test_past_day_is_explained_as_it_was(self):
        self.buy(days_ago=40)
        then = datetime.now() - timedelta(days=20)
        self.assertEqual(self.explain(at=then)["conditions"][0]["have"], 1)

    def test_segment_that_has_a_filter_alone_is_explained(self):
        city = create_category(
            self.env,
            "Oslo",
            assignment="smart",
            partner_domain="[('city', '=', 'Oslo')]",
        )
        self.assertFalse(self.explain(city)["qualifies"])
        self.customer.city = "Oslo"
        self.assertTrue(self.explain(city)["qualifies"])

    def test_explaining_changes_nothing(self):
        self.buy(days_ago=3)
        vip = create_category(self.env)
        self.assertFalse(self.explain(vip)["is_member"])
        self.explain()
        self.assertFalse(self.customer.customer_category_membership_ids)
