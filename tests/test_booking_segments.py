"""What is booked decides who is in a segment, until it is cancelled."""

from datetime import timedelta

from odoo.fields import Command

from .common import create_category
from .test_bookings import BookingCase


class TestBookingSegments(BookingCase):
    def setUp(self):
        super().setUp()
        self.booked = create_category(
            self.env,
            "Booked",
            assignment="smart",
            criterion_ids=[
                Command.create({"metric": "bookings", "operator": ">=", "value": 1})
            ],
        )
        self.customer._add_customer_categories(self.vip, "manual")

    def is_in(self):
        """Apply the rules as every night, and tell whether Ann is in the segment."""
        self.env["customer.category"]._recompute()
        return self.booked in self.customer.customer_category_ids

    def test_booking_lets_in(self):
        self.assertFalse(self.is_in())
        self.book(self.tasting)
        self.assertTrue(self.is_in())

    def test_booking_that_was_refused_lets_nobody_in(self):
        self.customer._remove_customer_categories(self.vip, "manual")
        with self.assert_refused():
            self.book(self.tasting)
        self.assertFalse(self.is_in())

    def test_every_way_to_cancel_lets_out(self):
        ways = {
            "archived": lambda event: event.write({"active": False}),
            "deleted": lambda event: event.unlink(),
            "declined": lambda event: event.attendee_ids.do_decline(),
            "taken out": lambda event: event.write({"partner_ids": [Command.clear()]}),
            "moved to yesterday": self.move_to_yesterday,
        }
        for name, cancel in ways.items():
            with self.subTest(name):
                event = self.book(self.tasting)
                self.assertTrue(self.is_in())
                cancel(event)
                self.assertFalse(self.is_in())

    def move_to_yesterday(self, event):
        start = event.start - timedelta(days=9)
        event.write({"start": start, "stop": start + timedelta(hours=1)})
