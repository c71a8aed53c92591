"""Signing up with a choice, played by a browser."""

from .test_signup import SignupCase


class TestSignupTours(SignupCase):
    browser_size = "1366x768"

    def test_visitor_signs_up_by_a_link_and_chooses(self):
        self.vip.invoice_by_default = True
        self.vip.action_create_signup_link()
        path = f"/rewards/join/{self.vip._signup_token()}"
        self.start_tour(path, "customer_category_signup", login=None)
        self.env.invalidate_all()
        nora = self.env["res.users"].search([("login", "=", "nora@example.com")])
        self.assertEqual(
            nora.partner_id.customer_category_ids, self.vip + self.club + self.everybody
        )


class TestSignupToursOnAPhone(TestSignupTours):
    browser_size = "390x844"
    touch_enabled = True
