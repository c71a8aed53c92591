"""Bookings as somebody at the desk makes them, played by a browser."""

from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from .common import CategoryCase, create_category, create_customer
from .roles_table import ADMINISTRATOR


@tagged("post_install", "-at_install")
class TestBookingTours(HttpCase, CategoryCase):
    browser_size = "1366x768"

    def setUp(self):
        super().setUp()
        vip = create_category(self.env, "VIP")
        self.env["calendar.event.type"].create(
            {"name": "Tasting", "customer_category_ids": [Command.set(vip.ids)]}
        )
        self.vera = create_customer(self.env, "Vera")
        self.vera._add_customer_categories(vip, "manual")

    def play(self, name, groups):
        """Play a tour that starts on a new meeting, and return what was booked."""
        user = new_test_user(self.env, "desk", groups, password="desk at the door")
        action = self.env["ir.actions.act_window"].create(
            {"name": "Book", "res_model": "calendar.event", "view_mode": "form"}
        )
        self.start_tour(f"/odoo/action-{action.id}/new", name, login=user.login)
        self.env.invalidate_all()
        return self.env["calendar.event"].search([("name", "=", "Tasting for Ann")])

    def authenticate(self, user, password, **kwargs):
        """Log in with the password of the user that a test made."""
        return super().authenticate(user, "desk at the door", **kwargs)

    def test_refused_for_one_guest_and_allowed_for_another(self):
        event = self.play("customer_category_booking", "base.group_user")
        self.assertIn(self.vera, event.partner_ids)
        self.assertNotIn(self.customer, event.partner_ids)

    def test_administrator_books_anyway(self):
        groups = f"base.group_user,{ADMINISTRATOR}"
        event = self.play("customer_category_booking_anyway", groups)
        self.assertIn(self.customer, event.partner_ids)
        self.assertEqual(event.customer_category_reason, "A friend of the house")


class TestBookingToursOnAPhone(TestBookingTours):
    browser_size = "390x844"
    touch_enabled = True
