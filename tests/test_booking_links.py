"""Meetings that customers join by a link, without anybody of the shop."""

from odoo.tests import HttpCase, tagged

from .common import PASSWORD, create_account
from .test_bookings import BookingCase


@tagged("post_install", "-at_install")
class TestBookingLinks(HttpCase, BookingCase):
    def setUp(self):
        super().setUp()
        vera = self.env["res.partner"].create({"name": "Vera"})
        vera._add_customer_categories(self.vip, "manual")
        self.event = self.book(self.tasting, vera)
        self.event.sudo()._set_discuss_videocall_location()
        create_account(self.customer)

    def join(self):
        """Open the link of the meeting as Ann."""
        self.authenticate("ann", PASSWORD)
        token = self.event.sudo().access_token
        response = self.url_open(f"/calendar/meeting/join?token={token}")
        self.env.invalidate_all()
        return response

    def test_link_of_a_meeting_lets_no_outsider_in(self):
        response = self.join()
        self.assertGreaterEqual(response.status_code, 400)
        self.assertIn("only for some customer categories", response.text)
        self.assertIn("Ask us what you can book, please.", response.text)
        self.assertNotIn("administrator", response.text)
        self.assertNotIn(self.customer, self.event.partner_ids)

    def test_member_joins_by_the_link(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertEqual(self.join().status_code, 200)
        self.assertIn(self.customer, self.event.partner_ids)
