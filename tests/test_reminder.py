"""Memberships that end soon: who is told, of whom, and how often."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class ReminderCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.owner = new_test_user(
            self.env,
            "owner",
            "base.group_user,customer_category.customer_category_group_administrator",
        )
        self.students = create_category(
            self.env, "Students", user_id=self.owner.id, reminder_days=14
        )

    def add(self, customers, days, category=None):
        """Make customers members whose last day is some days away."""
        customers._add_customer_categories(
            category or self.students,
            "manual",
            date_expire=date.today() + timedelta(days=days),
        )

    def remind(self):
        self.env["customer.category"]._remind_expiring()
        return self.students.activity_ids


class TestReminder(ReminderCase):
    def test_who_ends_within_the_days_is_named_and_linked(self):
        self.add(self.customer, 14)
        self.add(create_customer(self.env, "Bob"), 15)
        reminder = self.remind()
        self.assertEqual(reminder.user_id, self.owner)
        self.assertEqual(reminder.date_deadline, date.today() + timedelta(days=14))
        self.assertIn(f'data-oe-id="{self.customer.id}"', reminder.note)
        self.assertNotIn("Bob", reminder.note)

    def test_each_membership_is_reminded_once(self):
        self.add(self.customer, 3)
        self.remind()
        self.assertEqual(len(self.remind()), 1)

    def test_renewed_membership_is_reminded_again(self):
        self.add(self.customer, 3)
        self.remind()
        self.customer._add_customer_categories(
            self.students,
            "manual",
            date_expire=date.today() + timedelta(days=9),
            renews=True,
        )
        self.assertEqual(len(self.remind()), 2)

    def test_nothing_is_made_without_expiring_members(self):
        self.customer._add_customer_categories(self.students, "manual")
        self.assertFalse(self.remind())

    def test_nobody_is_reminded_where_the_days_are_zero(self):
        self.students.reminder_days = 0
        self.add(self.customer, 3)
        self.assertFalse(self.remind())

    def test_long_lists_name_fifty_and_tell_how_many_more(self):
        crowd = self.env["res.partner"].create([{"name": f"C{i}"} for i in range(60)])
        self.add(crowd, 3)
        note = self.remind().note
        self.assertEqual(note.count("data-oe-model"), 50)
        self.assertIn("and 10 more", note)

    def test_number_of_statements_does_not_depend_on_customers(self):
        crowd = self.env["res.partner"].create([{"name": f"C{i}"} for i in range(40)])
        counts = []
        for customers, days in ((crowd[:2], 3), (crowd[2:4], 3), (crowd[4:], 3)):
            self.add(customers, days)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.remind()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_scheduled_run_reminds(self):
        self.add(self.customer, 20)
        cron = self.env.ref("customer_category.ir_cron_recompute")
        with (
            freeze_time(datetime.now() + timedelta(days=6)),
            self.enter_registry_test_mode(),
        ):
            cron.method_direct_trigger()
        self.assertEqual(len(self.students.activity_ids), 1)

    def test_negative_days_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "cannot be negative"):
            self.students.reminder_days = -1


class TestWhoIsReminded(ReminderCase):
    def test_archived_owner_is_replaced_by_an_administrator(self):
        self.owner.active = False
        self.add(self.customer, 3)
        user = self.remind().user_id
        self.assertTrue(user.active)
        self.assertTrue(
            user.has_group("customer_category.customer_category_group_administrator")
        )

    def test_owner_without_access_to_the_company_is_replaced(self):
        other = self.env["res.company"].create({"name": "Other"})
        boss = new_test_user(
            self.env,
            "boss",
            "base.group_user,customer_category.customer_category_group_administrator",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.students.company_id = other
        self.add(self.customer, 3)
        user = self.remind().user_id
        self.assertIn(other, user.company_ids)
        self.assertNotEqual(user, self.owner)
        self.assertTrue(boss)

    def test_nobody_left_is_logged_and_stops_nothing(self):
        administrators = self.env.ref(
            "customer_category.customer_category_group_administrator"
        ).all_user_ids
        (administrators | self.owner).filtered(lambda u: u != self.env.user).write(
            {"active": False}
        )
        self.add(self.customer, 3)
        with self.assertLogs(
            "odoo.addons.customer_category.models.customer_category_reminder"
        ) as logs:
            self.assertFalse(self.remind())
        self.assertIn("Nobody can be reminded", logs.output[0])

    def test_customer_whom_the_owner_may_not_see_is_counted_only(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.customer.company_id = other
        self.add(self.customer, 3)
        note = self.remind().note
        self.assertNotIn("Ann", note)
        self.assertIn("and 1 more", note)


class TestChatter(ReminderCase):
    def test_changed_criteria_are_tracked(self):
        silver = create_rewards_group(self.env)
        self.flush_tracking()
        silver.write({"min_visits": 5, "price_percent": 80, "name": "Silber"})
        self.flush_tracking()
        fields = silver.message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertEqual(set(fields), {"min_visits", "price_percent", "name"})

    def test_changed_conditions_are_logged_in_words(self):
        segment = create_category(
            self.env,
            "Regulars",
            assignment="smart",
            criterion_ids=[(0, 0, {"metric": "visits", "value": 3, "days_to": 60})],
        )
        line = segment.criterion_ids
        segment.write({"criterion_ids": [(1, line.id, {"value": 4})]})
        body = segment.message_ids[0].body
        self.assertIn("Visits at least 4 within 60 days", body)
        self.assertIn("before: Visits at least 3 within 60 days", body)

    def flush_tracking(self):
        """Write the tracking that Odoo keeps until the transaction ends."""
        self.env.flush_all()
        self.cr.precommit.run()
