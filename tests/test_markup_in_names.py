"""Names with markup are shown as they were typed, wherever customers read them."""

from .common import PASSWORD, create_category
from .test_rewards_page import RewardsPageCase


class TestMarkupInNames(RewardsPageCase):
    """A name with markup is shown as it was typed, and does nothing."""

    NAME = "<img src=x onerror=alert(1)> & {{ 7 * 7 }} <script>"
    SHOWN = "&lt;img src=x onerror=alert(1)&gt; &amp; {{ 7 * 7 }} &lt;script&gt;"

    def setUp(self):
        super().setUp()
        self.club = create_category(self.env, self.NAME, signup_mode="choice")
        self.club.action_create_signup_link()

    def check(self, html):
        self.assertIn(self.SHOWN, html)
        self.assertNotIn("<img src=x", html)

    def test_pages(self):
        link = f"/rewards/join/{self.club._signup_token()}"
        self.authenticate(None, None)
        self.check(self.url_open(link).text)
        token = f"customer_category_token={self.club._signup_token()}"
        self.check(self.url_open(f"/web/signup?{token}").text)
        self.authenticate("ann", PASSWORD)
        self.check(self.url_open("/my/rewards").text)
        self.join(self.club)
        self.check(self.url_open("/my/rewards").text)
        self.check(self.url_open(link).text)

    def test_invitation(self):
        self.account.unlink()
        self.customer.write({"email": "ann@example.com", "name": self.NAME})
        self.club.portal_access = True
        self.join(self.club)
        invitations = self.env["customer.category.invitation"]
        invitations._cron_invite()
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.customer.ids)], limit=1
        )
        self.assertIn("7 * 7", mail.body_html)
        self.check(mail.body_html)

    def test_question_to_the_owner(self):
        self.account.unlink()
        self.customer.write({"email": "ann@example.com", "name": self.NAME})
        self.club.portal_access = True
        self.join(self.club)
        self.env["customer.category.invitation"]._cron_invite()
        self.customer._remove_customer_categories(self.club, "manual")
        self.env["customer.category.invitation"]._cron_invite()
        self.assertNotIn("<img", self.club.activity_ids.note)
