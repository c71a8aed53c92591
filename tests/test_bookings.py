"""Event types for some categories, and how far ahead whom they can be booked."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user

from .common import CategoryCase, create_category, create_customer

NOW = "2026-03-02 12:00:00"


class BookingCase(CategoryCase):
    """A type for VIP, a type for everybody in a week, and somebody at the desk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(NOW))
        cls.vip = create_category(cls.env, "VIP")
        types = cls.env["calendar.event.type"]
        cls.tasting = types.create(
            {"name": "Tasting", "customer_category_ids": [Command.set(cls.vip.ids)]}
        )
        cls.haircut = types.create({"name": "Haircut", "booking_days_ahead": 7})
        cls.desk = new_test_user(cls.env, "desk", "base.group_user")

    def values(self, event_type, customer=None, days=2, **values):
        start = datetime.now() + timedelta(days=days)
        return {
            "name": event_type.name,
            "start": start,
            "stop": start + timedelta(hours=1),
            "categ_ids": [Command.set(event_type.ids)],
            "partner_ids": [Command.set((customer or self.customer).ids)],
            **values,
        }

    def book(self, event_type, customer=None, days=2, **values):
        """Book as somebody at the desk, who has no special right."""
        events = self.env["calendar.event"].with_user(self.desk)
        return events.create(self.values(event_type, customer, days, **values))

    @contextmanager
    def assert_refused(self, text="Tasting"):
        """Check that something is refused in such words, and undo what it did."""
        with (
            self.assertRaisesRegex(ValidationError, text),
            self.env.cr.savepoint(),
        ):
            yield
        self.env.invalidate_all()


class TestBookingsForMembers(BookingCase):
    def test_message_names_type_customer_and_way_out(self):
        with self.assert_refused("“Tasting” on .* only for VIP, and Ann is no member"):
            self.book(self.tasting)
        with self.assert_refused("another event type, day or guest"):
            self.book(self.tasting)

    def test_member_books(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.book(self.tasting))

    def test_contact_of_a_company_books_by_the_company(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        contact = create_customer(self.env, "Bob", parent_id=firm.id)
        with self.assert_refused():
            self.book(self.tasting, contact)
        firm._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.book(self.tasting, contact))

    def test_member_of_any_of_the_categories_books(self):
        gold = create_category(self.env, "Gold")
        self.tasting.customer_category_ids += gold
        self.customer._add_customer_categories(gold, "manual")
        self.assertTrue(self.book(self.tasting))

    def test_archived_category_lets_nobody_in(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.vip.active = False
        with self.assert_refused():
            self.book(self.tasting)

    def test_every_type_of_an_event_counts(self):
        event = self.book(self.haircut)
        with self.assert_refused():
            event.categ_ids += self.tasting

    def test_guest_added_later(self):
        self.customer._add_customer_categories(self.vip, "manual")
        event = self.book(self.tasting)
        bob = create_customer(self.env, "Bob")
        with self.assert_refused("Bob is no member"):
            event.partner_ids += bob

    def test_guest_added_by_a_row_of_attendance(self):
        event = self.member_event()
        rows = self.env["calendar.attendee"].with_user(self.desk)
        bob = create_customer(self.env, "Bob")
        with self.assert_refused("Bob is no member"):
            rows.create({"event_id": event.id, "partner_id": bob.id})

    def test_row_of_attendance_given_to_somebody_else(self):
        event = self.member_event()
        bob = create_customer(self.env, "Bob")
        with self.assert_refused("Bob is no member"):
            event.attendee_ids.partner_id = bob

    def test_row_of_attendance_taken_to_another_event(self):
        event = self.member_event()
        other = self.book(self.haircut, create_customer(self.env, "Bob"))
        with self.assert_refused("Bob is no member"):
            other.attendee_ids.event_id = event

    def test_guest_added_by_the_contact(self):
        event = self.member_event()
        clerk = new_test_user(
            self.env, "clerk", "base.group_user,base.group_partner_manager"
        )
        partners = self.env["res.partner"].with_user(clerk)
        bob = partners.create({"name": "Bob"})
        with self.assert_refused("Bob is no member"):
            bob.meeting_ids = event
        with self.assert_refused("Eve is no member"):
            partners.create({"name": "Eve", "meeting_ids": [Command.link(event.id)]})

    def member_event(self):
        self.customer._add_customer_categories(self.vip, "manual")
        return self.book(self.tasting)

    def test_copy(self):
        event = self.member_event()
        self.customer._remove_customer_categories(self.vip, "manual")
        with self.assert_refused():
            event.copy()

    def test_import(self):
        header = ["name", "start", "stop", "partner_ids/.id", "categ_ids/.id"]
        row = ["Tasting", "2026-03-04 10:00:00", "2026-03-04 11:00:00"]
        row += [str(self.customer.id), str(self.tasting.id)]
        events = self.env["calendar.event"].with_user(self.desk)
        result = events.load(header, [row])
        self.assertIn("Ann is no member", result["messages"][0]["message"])

    def test_taken_out_of_the_archive(self):
        event = self.book(self.tasting, active=False)
        with self.assert_refused():
            event.active = True

    def test_past_events_are_nobodys_booking(self):
        event = self.book(self.tasting, days=-9)
        with self.assert_refused():
            start = datetime.now() + timedelta(days=1)
            event.write({"start": start, "stop": start + timedelta(hours=1)})

    def test_colleagues_are_no_customers(self):
        self.assertTrue(self.book(self.tasting, self.desk.partner_id))

    def test_website_that_books_by_itself_is_no_way_around(self):
        public = self.env.ref("base.public_user")
        events = self.env["calendar.event"].with_user(public).sudo()
        with self.assert_refused():
            events.create(self.values(self.tasting, user_id=self.desk.id))

    def test_who_left_keeps_what_was_booked_but_books_nothing_new(self):
        event = self.member_event()
        self.customer._remove_customer_categories(self.vip, "manual")
        event.write({"name": "Tasting at noon", "location": "Cellar"})
        gold = create_customer(self.env, "Gold")
        gold._add_customer_categories(self.vip, "manual")
        event.partner_ids += gold
        with self.assert_refused("Ann is no member"):
            event.write({"start": event.start + timedelta(days=1)})

    def test_deleting_the_category_would_let_everybody_book_and_is_refused(self):
        with self.assertRaisesRegex(UserError, "“VIP” decides who gets “Tasting”"):
            self.vip.unlink()

    def test_members_read_what_they_may_book(self):
        self.vip.booking_days_ahead = 30
        self.assertIn("appointments of the type Tasting", self.vip.benefit_summary)
        self.assertIn("up to 30 days ahead", self.vip.benefit_summary)

    def test_confidential_category_is_not_named(self):
        self.vip.confidential = True
        with self.assert_refused("only for some customer categories"):
            self.book(self.tasting)

    def test_form_warns_before_it_is_saved(self):
        with Form(self.env["calendar.event"].with_user(self.desk)) as form:
            form.name = "Tasting"
            form.partner_ids.clear()
            form.partner_ids.add(self.customer)
            form.categ_ids.add(self.tasting)
            self.assertIn("Ann is no member", form.customer_category_warning)
            form.categ_ids.clear()
            self.assertFalse(form.customer_category_warning)


class TestBookingWindow(BookingCase):
    def test_up_to_the_last_day_and_no_further(self):
        self.assertTrue(self.book(self.haircut, days=7))
        with self.assert_refused(
            "too far ahead for Ann, who can book until 03/09/2026"
        ):
            self.book(self.haircut, days=8)

    def test_members_book_further_ahead(self):
        self.vip.booking_days_ahead = 30
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.book(self.haircut, days=30))
        with self.assert_refused("until 04/01/2026"):
            self.book(self.haircut, days=31)

    def test_fewer_days_of_a_category_take_nothing_away(self):
        self.vip.booking_days_ahead = 3
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.book(self.haircut, days=7))

    def test_moved_beyond_the_window(self):
        event = self.book(self.haircut)
        start = event.start + timedelta(days=20)
        with self.assert_refused("Haircut"):
            event.write({"start": start, "stop": start + timedelta(hours=1)})

    def test_moved_beyond_the_window_as_a_whole_day(self):
        event = self.book(self.haircut)
        day = date(2026, 3, 25)
        with self.assert_refused("Haircut"):
            event.write({"allday": True, "start_date": day, "stop_date": day})

    def test_days_are_those_of_the_company(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        # It is the third there already; 12:00 UTC on the ninth is the tenth.
        self.assertTrue(self.book(self.haircut, days=7))
        with self.assert_refused("until 03/10/2026"):
            self.book(self.haircut, days=8)

    def test_no_days_are_no_limit(self):
        self.haircut.booking_days_ahead = 0
        self.assertTrue(self.book(self.haircut, days=900))

    def test_days_out_of_reach_are_refused(self):
        for days in (-1, 99_999):
            with self.assertRaisesRegex(ValidationError, "between 0 and"):
                self.haircut.booking_days_ahead = days
            with self.assertRaises(ValidationError):
                self.vip.booking_days_ahead = days
