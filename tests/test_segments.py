"""Smart segments: each metric, and the recipes people ask for."""

from datetime import datetime, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import CategoryCase, create_category, create_customer, create_product


class SegmentCase(CategoryCase):
    def segment(self, *criteria, **values):
        """Create a segment; a criterion is ``(metric, operator, value, values)``."""
        return create_category(
            self.env,
            values.pop("name", "Segment"),
            assignment="smart",
            criterion_ids=[
                Command.create(
                    {"metric": metric, "operator": operator, "value": value, **more}
                )
                for metric, operator, value, *rest in criteria
                for more in (rest or [{}])
            ],
            **values,
        )

    def assert_members(self, segment, *customers):
        self.env["customer.category"]._recompute()
        members = segment.membership_ids.filtered(lambda m: not m.date_end).partner_id
        tested = members & (self.customer | self.bob)
        self.assertEqual(tested, self.env["res.partner"].union(*customers))

    def setUp(self):
        super().setUp()
        self.bob = create_customer(self.env, "Bob")


class TestMetrics(SegmentCase):
    def test_visits_in_a_window_that_ended_earlier(self):
        segment = self.segment(("visits", "=", 1, {"days_from": 10, "days_to": 20}))
        self.buy(days_ago=20)
        self.buy(days_ago=9)
        self.buy(self.bob, days_ago=21)
        self.assert_members(segment, self.customer)

    def test_no_visits_includes_who_never_came(self):
        segment = self.segment(("visits", "=", 0, {"days_to": 30}))
        self.buy()
        self.assert_members(segment, self.bob)

    def test_spend_in_a_window(self):
        segment = self.segment(("spend", ">=", 50, {"days_to": 30}))
        self.buy(amount=50, days_ago=30)
        self.buy(self.bob, amount=500, days_ago=31)
        self.assert_members(segment, self.customer)

    def test_average_basket(self):
        segment = self.segment(("average_basket", ">", 20))
        self.buy(amount=30)
        self.buy(amount=20)
        self.buy(self.bob, amount=20)
        self.assert_members(segment, self.customer)

    def test_days_since_first_and_last_visit(self):
        segment = self.segment(
            ("days_since_first", ">=", 100), ("days_since_last", "<=", 5)
        )
        self.buy(days_ago=100)
        self.buy(days_ago=5)
        self.buy(self.bob, days_ago=100)
        self.assert_members(segment, self.customer)

    def test_overdue_against_the_own_rhythm(self):
        segment = self.segment(("days_overdue", ">=", 10))
        for days_ago in (40, 30, 20):
            self.buy(days_ago=days_ago)
        for days_ago in (40, 29, 18):
            self.buy(self.bob, days_ago=days_ago)
        self.assert_members(segment, self.customer)

    def test_quantity_of_a_product(self):
        product = self.product.product_tmpl_id
        segment = self.segment(("quantity", ">=", 2, {"product_tmpl_id": product.id}))
        self.buy()
        self.buy()
        self.refund(self.buy(self.bob))
        self.buy(self.bob)
        self.assert_members(segment, self.customer)

    def test_quantity_of_a_product_category_and_those_below(self):
        drinks = self.env["product.category"].create({"name": "Drinks"})
        tea = drinks.create({"name": "Tea", "parent_id": drinks.id})
        segment = self.segment(("quantity", ">=", 1, {"product_categ_id": drinks.id}))
        self.product.categ_id = tea
        self.buy()
        self._product = create_product(self.env, "Bread")
        self.buy(self.bob)
        self.assert_members(segment, self.customer)

    def test_upcoming_bookings_that_are_not_declined(self):
        segment = self.segment(("bookings", "=", 0))
        for customer in (self.customer, self.bob):
            self.env["calendar.event"].create(
                {
                    "name": "Haircut",
                    "start": datetime.now() + timedelta(days=2),
                    "stop": datetime.now() + timedelta(days=2, hours=1),
                    "partner_ids": [Command.set(customer.ids)],
                }
            )
        attendees = self.env["calendar.attendee"]
        attendees.search([("partner_id", "=", self.bob.id)]).do_decline()
        self.assert_members(segment, self.bob)

    def test_only_contacts_that_match_the_filter(self):
        segment = self.segment(
            ("visits", "=", 0), partner_domain="[('name', '=', 'Bob')]"
        )
        self.assert_members(segment, self.bob)

    def test_member_of_any_number_of_segments(self):
        first = self.segment(("visits", "=", 0), name="A")
        second = self.segment(("spend", "<=", 0), name="B")
        self.env["customer.category"]._recompute()
        self.assertEqual(self.bob.customer_category_ids, first + second)


class TestRefused(SegmentCase):
    def test_segment_without_condition(self):
        with self.assertRaisesRegex(ValidationError, "“Segment” needs at least one"):
            self.segment()

    def test_negative_number(self):
        with self.assertRaisesRegex(ValidationError, "negative number"):
            self.segment(("visits", ">=", -1))

    def test_window_the_wrong_way_round(self):
        with self.assertRaisesRegex(ValidationError, "must be the larger one"):
            self.segment(("visits", ">=", 1, {"days_from": 9, "days_to": 3}))

    def test_quantity_of_nothing(self):
        with self.assertRaisesRegex(ValidationError, "product or a product category"):
            self.segment(("quantity", ">=", 1))

    def test_circular_filter(self):
        with self.assertRaisesRegex(ValidationError, "cannot depend on categories"):
            self.segment(
                ("visits", "=", 0), partner_domain="[('customer_category_ids', '=', 1)]"
            )

    def test_filter_that_is_no_filter(self):
        texts = ("nonsense", "[('no_such_field', '=', 1)]", "[(1)]", "[]]")
        for i, text in enumerate(texts):
            with self.assertRaisesRegex(ValidationError, f"filter of “Segment {i}”"):
                self.segment(
                    ("visits", "=", 0), name=f"Segment {i}", partner_domain=text
                )

    def test_filter_on_a_field_that_the_user_may_not_read(self):
        manager = new_test_user(
            self.env, "manager", "base.group_user,point_of_sale.group_pos_manager"
        )
        self.env = self.env(user=manager)
        with self.assertRaisesRegex(ValidationError, "filter of “Segment”"):
            self.segment(
                ("visits", "=", 0), partner_domain="[('signup_type', '=', 'x')]"
            )

    def test_empty_filter_is_no_condition(self):
        with self.assertRaisesRegex(ValidationError, "“Segment” needs at least one"):
            self.segment(partner_domain="[]")

    def test_circular_filter_in_disguise(self):
        with self.assertRaisesRegex(ValidationError, "cannot depend on categories"):
            self.segment(partner_domain="[('customer_' 'category_ids', '!=', False)]")

    def test_filter_that_only_the_database_can_refuse(self):
        with self.assertRaisesRegex(ValidationError, "filter of “Segment”"):
            self.segment(partner_domain="[('id', '=', 'abc')]")

    def test_window_of_more_than_a_hundred_years(self):
        with self.assertRaisesRegex(ValidationError, "a hundred years"):
            self.segment(("visits", ">=", 1, {"days_to": 999_999}))

    def test_product_that_a_segment_asks_for_cannot_be_deleted(self):
        mug = create_product(self.env, "Mug").product_tmpl_id
        self.segment(("quantity", "<=", 3, {"product_tmpl_id": mug.id}))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            mug.unlink()
