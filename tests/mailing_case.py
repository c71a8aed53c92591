"""What tests of messages to categories have in common."""

from contextlib import nullcontext
from datetime import timedelta

from odoo import fields
from odoo.tests import Form, HttpCase

from .common import CategoryCase, create_category, create_customer


class MailingCase(CategoryCase):
    """A category with one member, and somebody who must get nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env)
        cls.customer.write({"email": "ann@example.com", "phone": "+32470000001"})
        cls.customer._add_customer_categories(cls.vip, "manual")
        cls.outsider = create_customer(
            cls.env, "Otto", email="otto@example.com", phone="+32470000002"
        )

    def compose(self, categories=None, channel="email", **values):
        """Create the mailing that a category's button opens."""
        categories = self.vip if categories is None else categories
        action = getattr(categories, f"action_send_{channel}")()
        mailings = self.env["mailing.mailing"].with_context(**action["context"])
        return mailings.create(values)

    def open_form(self, action):
        """Open the form of a new mailing as a button's action does."""
        self.assertEqual(action["res_model"], "mailing.mailing")
        mailings = self.env["mailing.mailing"].with_context(**action["context"])
        return Form(mailings, action["views"][0][0])

    def join(self, name, category=None, **values):
        """Create a customer who is a member."""
        values.setdefault("email", f"{name.lower()}@example.com")
        customer = create_customer(self.env, name, **values)
        customer._add_customer_categories(category or self.vip, "manual")
        return customer

    def expire(self, customer, category):
        """Let a membership end by its last day."""
        yesterday = fields.Date.today() - timedelta(days=1)
        customer._add_customer_categories(
            category, "import", date_expire=yesterday, renews=True
        )
        category._end_expired()

    def recipients(self, mailing):
        """Return whom a mailing would go to now."""
        self.env.invalidate_all()
        return self.env[mailing.mailing_model_real].browse(mailing._get_recipients())

    def run_crons(self, *names):
        """Let scheduled actions do their work."""
        is_web = isinstance(self, HttpCase)
        with nullcontext() if is_web else self.enter_registry_test_mode():
            for name in names:
                self.env.ref(name).method_direct_trigger()
        self.env.invalidate_all()
