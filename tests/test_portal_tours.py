"""What customers do on the portal, played by a browser."""

from .common import PASSWORD, create_category, create_rewards_group
from .test_rewards_page import RewardsPageCase


class TestPortalTours(RewardsPageCase):
    browser_size = "1366x768"

    def authenticate(self, user, password, **kwargs):
        """Log in with the password of the customer."""
        return super().authenticate(user, PASSWORD, **kwargs)

    def play(self, name, path="/my/home"):
        """Play a tour as Ann."""
        self.start_tour(path, name, login="ann")
        self.env.invalidate_all()

    def test_customer_reads_of_her_rewards(self):
        club = create_category(self.env, "Book Club")
        self.join(club)
        self.customer._remove_customer_categories(club, "manual")
        self.join(create_category(self.env, "VIP", invoice_by_default=True))
        create_rewards_group(self.env, "Silver")
        self.buy()
        self.play("customer_category_my_rewards")

    def test_customer_joins_and_leaves(self):
        create_category(self.env, "Book Club", signup_mode="choice")
        self.play("customer_category_choose", "/my/rewards")
        stay = self.customer.customer_category_membership_ids
        self.assertEqual((stay.source, stay.end_source), ("signup", "signup"))

    def test_customer_chooses_her_messages(self):
        vip = create_category(self.env, "VIP")
        self.join(vip)
        self.play("customer_category_messages", "/my/rewards")
        optouts = self.customer.customer_category_optout_ids
        self.assertEqual(optouts.mapped("channel"), ["sms"])


class TestPortalToursOnAPhone(TestPortalTours):
    browser_size = "390x844"
    touch_enabled = True
