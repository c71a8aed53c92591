"""Bookings in a series, those made all the same, and calendars of others."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.calendar.models.calendar_event import CalendarEvent

from .common import create_customer
from .roles_table import ADMINISTRATOR
from .test_bookings import BookingCase

WEEKLY = {
    "recurrency": True,
    "rrule_type": "weekly",
    "wed": True,
    "end_type": "count",
    "count": 3,
    "interval": 1,
    "event_tz": "UTC",
}


class TestSeries(BookingCase):
    def test_series_that_runs_too_far_ahead(self):
        with self.assert_refused("until 03/09/2026"):
            self.book(self.haircut, **WEEKLY)

    def test_event_made_a_series(self):
        event = self.book(self.haircut)
        with self.assert_refused("until 03/09/2026"):
            event.write(dict(WEEKLY))

    def test_series_made_longer(self):
        event = self.book(self.haircut, **{**WEEKLY, "count": 1})
        with self.assert_refused("until 03/09/2026"):
            event.write({"recurrence_update": "all_events", "count": 9})

    def test_guest_added_to_a_whole_series(self):
        self.customer._add_customer_categories(self.vip, "manual")
        event = self.book(self.tasting, **WEEKLY)
        bob = create_customer(self.env, "Bob")
        values = {"partner_ids": [Command.link(bob.id)]}
        for update in ("all_events", "future_events", "self_only"):
            with self.subTest(update), self.assert_refused("Bob is no member"):
                event.write({"recurrence_update": update, **values})

    def test_member_has_a_series(self):
        self.customer._add_customer_categories(self.vip, "manual")
        event = self.book(self.tasting, **WEEKLY)
        self.assertEqual(len(event.recurrence_id.calendar_event_ids), 3)

    def test_website_that_edits_a_series_is_no_way_around(self):
        bob = create_customer(self.env, "Bob")
        self.vip.booking_days_ahead = 60
        self.customer._add_customer_categories(self.vip, "manual")
        event = self.book(self.haircut, **WEEKLY)
        for update in ("all_events", "future_events"):
            with self.subTest(update), self.assert_refused("too far ahead for Bob"):
                event.sudo().write(
                    {
                        "recurrence_update": update,
                        "partner_ids": [Command.link(bob.id)],
                    }
                )


class BookedAnywayCase(BookingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = f"base.group_user,{ADMINISTRATOR}"
        cls.chief = new_test_user(cls.env, "chief", groups)
        cls.reason = {"customer_category_reason": "A friend of the house"}

    def book_anyway(self, event_type, **values):
        events = self.env["calendar.event"].with_user(self.chief)
        return events.create(self.values(event_type, **self.reason, **values))


class TestBookedAnyway(BookedAnywayCase):
    def test_reason_is_kept_with_who_was_let_in(self):
        event = self.book_anyway(self.tasting)
        text = str(event.message_ids.mapped("body"))
        self.assertIn("A friend of the house", text)
        self.assertIn("Ann is no member", text)

    def test_without_a_reason_nobody_books(self):
        with self.assert_refused("by giving a reason"):
            self.env["calendar.event"].with_user(self.chief).create(
                self.values(self.tasting)
            )

    def test_others_cannot_give_a_reason(self):
        with self.assertRaises(AccessError):
            self.book(self.tasting, **self.reason)
        events = self.env["calendar.event"].with_user(self.desk)
        with self.assertRaises(AccessError):
            events.with_context(**self.reason).create(self.values(self.tasting))

    def test_reason_of_one_guest_lets_others_bring_nobody(self):
        event = self.book_anyway(self.tasting, user_id=self.desk.id)
        bob = create_customer(self.env, "Bob")
        with self.assert_refused("Bob is no member"):
            event.with_user(self.desk).partner_ids += bob
        event.with_user(self.chief).partner_ids += bob
        self.assertIn(bob, event.partner_ids)

    def test_copy_needs_a_reason_of_its_own(self):
        event = self.book_anyway(self.tasting)
        with self.assert_refused():
            event.with_user(self.desk).copy()
        with self.assert_refused():
            event.copy()

    def test_every_event_of_a_series_has_the_reason(self):
        event = self.book_anyway(self.tasting, **WEEKLY)
        series = event.recurrence_id.calendar_event_ids
        self.assertEqual(
            series.mapped("customer_category_reason"), [*self.reason.values()] * 3
        )


class TestOutlook(BookedAnywayCase):
    """Another organiser: Odoo copies the event in the name of the new one."""

    def setUp(self):
        super().setUp()
        self.event = self.book_anyway(self.tasting)
        copies = self.copies = []

        # As Odoo's module for Outlook does it, whether or not it is installed.
        def recreate(event, values, sender_user):
            events = event.env["calendar.event"].with_user(sender_user)
            copies.append(events.create({**event.copy_data()[0], **values}))

        name = "_recreate_event_different_organizer"
        self.startPatcher(patch.object(CalendarEvent, name, recreate, create=True))

    def move(self, **values):
        values = {"user_id": self.desk.id, **values}
        event = self.event.with_user(self.desk)
        event._recreate_event_different_organizer(values, self.desk)
        (copy,) = self.copies
        return copy

    def test_copy_keeps_the_reason(self):
        copy = self.move()
        self.assertIn(self.customer, copy.partner_ids)
        self.assertEqual(copy.sudo().customer_category_reason, "A friend of the house")

    def test_copy_brings_nobody_else(self):
        bob = create_customer(self.env, "Bob")
        with self.assert_refused("Bob is no member"):
            self.move(partner_ids=[Command.set((self.customer + bob).ids)])

    def test_context_from_outside_is_no_way_around(self):
        events = self.env["calendar.event"].with_user(self.desk)
        for forged in (True, ["A reason", []], {"reason": "A reason"}):
            with self.assert_refused():
                events.with_context(customer_category_moved=forged).create(
                    self.values(self.tasting)
                )


class TestOtherCalendars(BookingCase):
    def test_synchronisation_takes_what_is_so_already(self):
        events = self.env["calendar.event"].with_user(self.desk).sudo()
        events = events.with_context(dont_notify=True)
        event = events.create(self.values(self.tasting, **WEEKLY))
        start = event.start + timedelta(days=1)
        event.write({"start": start, "stop": start + timedelta(hours=1)})
        self.assertIn("Ann is no member", event.customer_category_warning)

    def test_synchronisation_changes_a_series(self):
        self.customer._add_customer_categories(self.vip, "manual")
        event = self.book(self.tasting, **WEEKLY)
        series = event.recurrence_id.sudo().with_context(dont_notify=True)
        bob = create_customer(self.env, "Bob")
        series._write_events({"partner_ids": [Command.link(bob.id)]})
        for event in series.calendar_event_ids:
            self.assertIn(bob, event.partner_ids)

    def test_pretending_to_synchronise_is_no_way_around(self):
        events = self.env["calendar.event"].with_user(self.desk)
        with self.assertRaises(ValidationError):
            events.with_context(dont_notify=True).create(self.values(self.tasting))

    def test_answer_by_mail_is_taken_from_who_left(self):
        self.customer._add_customer_categories(self.vip, "manual")
        event = self.book(self.tasting)
        self.customer._remove_customer_categories(self.vip, "manual")
        event.attendee_ids.do_decline()
        event.attendee_ids.do_accept()
        self.assertEqual(event.attendee_ids.state, "accepted")


class TestBookingQueries(BookingCase):
    def test_guests_cost_no_query_each(self):
        few, many = self.guests(2), self.guests(40)
        self.refusals(few)
        self.assertEqual(self.refusals(few), self.refusals(many))

    def guests(self, count):
        return self.env["res.partner"].create(
            [{"name": f"Guest {i}"} for i in range(count)]
        )

    def refusals(self, guests):
        """Return how many queries it takes to say who of so many is refused."""
        guests._add_customer_categories(self.vip, "manual")
        event = self.book(self.tasting, guests)
        guests._remove_customer_categories(self.vip, "manual")
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertEqual(len(event._booking_refusals()), len(guests))
        return self.env.cr.sql_log_count - before
