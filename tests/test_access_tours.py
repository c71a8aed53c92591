"""App access as its owner sees it, from switching on to closing, in a browser."""

from odoo.tests import HttpCase, tagged

from .common import create_customer
from .test_invitations import InvitationCase


@tagged("post_install", "-at_install")
class TestAccessTours(HttpCase, InvitationCase):
    browser_size = "1366x768"

    def play(self, name):
        """Play a tour that starts on the category's form, in the owner's browser."""
        path = f"/odoo/customer-categories/{self.vip.id}"
        self.start_tour(path, name, login="admin", timeout=120)
        self.env.invalidate_all()

    def test_members_are_let_in_and_the_owner_reads_what_happened(self):
        self.vip.portal_access = False
        self.join(self.customer + create_customer(self.env, "Bob"))
        self.play("customer_category_access_on")
        self.assertTrue(self.vip.portal_access)
        self.invite()
        self.assertTrue(self.users()._is_portal())
        self.play("customer_category_access_result")

    def test_owner_is_asked_before_anybody_is_locked_out(self):
        eve = create_customer(self.env, "Eve", email="eve@example.com")
        self.join(self.customer + eve)
        self.invite()
        self.leave(self.customer + eve)
        self.invite()
        self.play("customer_category_access_left")
        self.assertFalse(self.users().active)
        self.assertTrue(self.users(eve).active)
        self.assertFalse(self.vip.activity_ids)


class TestAccessToursOnAPhone(TestAccessTours):
    browser_size = "390x844"
    touch_enabled = True
