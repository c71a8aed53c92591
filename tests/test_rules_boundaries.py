"""The edges of the membership rules: one day more, one cent less."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import ValidationError

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
    create_shop,
)

NOON = datetime(2026, 6, 15, 12)
TODAY = NOON.date()


class Edges(CategoryCase):
    def visit(self, moment=NOON, customer=None, **values):
        return self.buy(customer, moment=moment, **values)

    def visits_group(self, visits, days, **values):
        return create_rewards_group(
            self.env, min_visits=visits, visit_days=days, **values
        )

    def group_at(self, at, customer=None):
        """Apply the rules as of a day or UTC moment; return the customer's group."""
        self.env["customer.category"]._recompute(at=at)
        return (customer or self.customer).rewards_category_id

    def set_zone(self, zone):
        self.env.company.partner_id.tz = zone


class TestWindowEdges(Edges):
    def test_visit_counts_to_the_last_day_and_not_one_more(self):
        group = self.visits_group(1, 7)
        self.visit()
        self.assertEqual(self.group_at(TODAY + timedelta(days=7)), group)
        self.assertFalse(self.group_at(TODAY + timedelta(days=8)))

    def test_visit_of_tomorrow_does_not_count_today(self):
        group = self.visits_group(1, 7)
        self.visit()
        self.assertFalse(self.group_at(TODAY - timedelta(days=1)))
        self.assertEqual(self.group_at(TODAY), group)

    def test_sale_before_local_midnight_belongs_to_the_day_that_ends(self):
        self.set_zone("America/New_York")
        group = self.visits_group(1, 1)
        # 23:59:59 on the 14th there, the 15th in UTC.
        self.visit(datetime(2026, 6, 15, 3, 59, 59))
        self.assertEqual(self.group_at(date(2026, 6, 15)), group)
        self.assertFalse(self.group_at(date(2026, 6, 16)))

    def test_sale_at_local_midnight_belongs_to_the_day_that_begins(self):
        self.set_zone("America/New_York")
        group = self.visits_group(1, 1)
        self.visit(datetime(2026, 6, 15, 4))
        self.assertEqual(self.group_at(date(2026, 6, 16)), group)
        self.assertFalse(self.group_at(date(2026, 6, 17)))

    def test_group_ends_at_the_shop_s_midnight_and_not_at_that_of_utc(self):
        self.set_zone("Pacific/Auckland")
        group = self.visits_group(1, 1)
        self.visit(datetime(2026, 6, 15, 0))
        self.assertEqual(self.group_at(datetime(2026, 6, 16, 11, 59, 59)), group)
        self.assertFalse(self.group_at(datetime(2026, 6, 16, 12)))

    def test_day_of_23_hours_is_one_day(self):
        self.set_zone("Europe/Paris")
        group = self.visits_group(1, 1)
        self.visit(datetime(2026, 3, 27, 23))
        self.assertEqual(self.group_at(datetime(2026, 3, 29, 21, 59, 59)), group)
        self.assertFalse(self.group_at(datetime(2026, 3, 29, 22)))

    def test_day_of_25_hours_is_one_day(self):
        self.set_zone("Europe/Paris")
        group = self.visits_group(1, 1)
        self.visit(datetime(2026, 10, 24, 21, 59, 59))
        self.assertEqual(self.group_at(datetime(2026, 10, 25, 22, 59, 59)), group)
        self.assertFalse(self.group_at(datetime(2026, 10, 25, 23)))

    def test_day_without_midnight_begins_at_one(self):
        self.set_zone("Africa/Cairo")
        group = self.visits_group(1, 1)
        # Clocks jump from 23:59:59 of the 23rd to 1:00 of the 24th.
        self.visit(datetime(2026, 4, 23, 22))
        self.assertEqual(self.group_at(date(2026, 4, 25)), group)
        self.assertFalse(self.group_at(date(2026, 4, 26)))

    def test_day_whose_last_hour_comes_twice_is_one_day(self):
        self.set_zone("Africa/Cairo")
        group = self.visits_group(2, 1)
        # Clocks go back from 24:00 to 23:00 of the 29th.
        self.visit(datetime(2026, 10, 29, 20, 59, 59))
        self.visit(datetime(2026, 10, 29, 21, 59, 59))
        self.assertEqual(self.group_at(date(2026, 10, 30)), group)
        self.assertFalse(self.group_at(date(2026, 10, 31)))

    def test_two_tills_in_the_same_second_are_two_visits(self):
        group = self.visits_group(2, 7)
        other = create_shop(self.env, "Kiosk")
        self.visit()
        self.visit(shop=other)
        self.assertEqual(self.group_at(TODAY), group)

    def test_order_sent_the_day_after_counts_for_its_own_day(self):
        group = self.visits_group(2, 1)
        self.visit(NOON - timedelta(days=1))
        self.assertFalse(self.group_at(TODAY))
        self.visit(NOON - timedelta(hours=13))
        self.assertEqual(self.group_at(TODAY), group)
        self.assertFalse(self.group_at(TODAY + timedelta(days=1)))

    def test_order_paid_offline_yesterday_by_who_lost_the_group_at_midnight(self):
        group = self.visits_group(1, 1)
        self.visit(NOON - timedelta(days=2))
        self.assertEqual(self.group_at(NOON - timedelta(days=2)), group)
        self.assertFalse(self.group_at(NOON - timedelta(hours=11)))
        with freeze_time(NOON):
            order = self.visit(NOON - timedelta(hours=16))
        # The price was that of a member, and the visit brings the group back.
        self.assertEqual(order.customer_category_ids, group)
        self.assertEqual(self.customer.rewards_category_id, group)


class TestGroupEdges(Edges):
    def test_group_that_asks_for_nothing_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "at least one criterion"):
            create_category(self.env, "Gold", assignment="rewards")

    def test_spend_reaches_the_threshold_to_the_cent(self):
        gold = create_rewards_group(self.env, "Gold", min_lifetime_spend=100)
        for amount in (33.33, 33.33, 33.33):
            self.visit(amount=amount)
        self.assertFalse(self.group_at(TODAY))
        self.visit(amount=0.01)
        self.assertEqual(self.group_at(TODAY), gold)

    def test_lowest_id_wins_where_all_else_is_equal(self):
        first = self.visits_group(1, 7, name="B")
        self.visits_group(1, 7, name="A")
        self.visit()
        self.assertEqual(self.group_at(TODAY), first)

    def test_sequence_wins_over_the_group_already_held(self):
        held = self.visits_group(1, 7, name="A", sequence=2)
        better = self.visits_group(2, 7, name="B", sequence=1)
        self.visit()
        self.assertEqual(self.group_at(TODAY), held)
        self.visit()
        self.assertEqual(self.group_at(TODAY), better)

    def test_rewards_group_stands_beside_two_standard_categories(self):
        silver = self.visits_group(1, 7)
        standard = create_category(self.env, "VIP") + create_category(self.env, "Staff")
        self.customer._add_customer_categories(standard, "manual")
        self.visit()
        self.assertEqual(self.group_at(TODAY), silver)
        self.assertEqual(self.customer.customer_category_ids, standard + silver)
        self.assertFalse(self.group_at(TODAY + timedelta(days=8)))
        self.assertEqual(self.customer.customer_category_ids, standard)

    def test_group_of_one_company_counts_no_orders_of_another(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.visits_group(1, 7, company_id=other.id)
        shared = self.visits_group(1, 7, name="Shared")
        self.visit()
        self.assertEqual(self.group_at(TODAY), shared)
        self.assertEqual(self.customer.with_company(other).rewards_category_id, shared)

    def test_visits_of_two_contacts_add_up_for_their_company(self):
        group = self.visits_group(2, 7)
        acme = create_customer(self.env, "Acme", is_company=True)
        for name in ("Bob", "Eve"):
            contact = create_customer(self.env, name, parent_id=acme.id)
            self.visit(customer=contact)
        self.assertEqual(self.group_at(TODAY, acme), group)
        self.assertEqual(acme.child_ids.rewards_category_id, group)

    def test_archived_contact_still_bought_for_its_company(self):
        group = self.visits_group(1, 7)
        acme = create_customer(self.env, "Acme", is_company=True)
        bob = create_customer(self.env, "Bob", parent_id=acme.id)
        self.visit(customer=bob)
        bob.active = False
        self.assertEqual(self.group_at(TODAY, acme), group)

    def test_archived_customer_keeps_the_group_it_had(self):
        group = self.visits_group(1, 7)
        self.visit()
        self.assertEqual(self.group_at(TODAY), group)
        self.customer.active = False
        self.assertEqual(self.group_at(TODAY + timedelta(days=90)), group)

    def test_shared_group_follows_the_day_of_the_oldest_company(self):
        self.set_zone("America/New_York")
        other = self.env["res.company"].create({"name": "A", "sequence": -1})
        other.partner_id.tz = "Pacific/Auckland"
        group = self.visits_group(9, 9)
        self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": group.id,
                "date_start": TODAY,
                "date_until": TODAY,
                "reason": "Sorry",
            }
        )
        # Four in the morning in New York and still the 15th, the 16th in Auckland.
        self.assertEqual(self.group_at(datetime(2026, 6, 16, 3, 59, 59)), group)
        self.assertFalse(self.group_at(datetime(2026, 6, 16, 4)))
