"""Who was a member on a date."""

from datetime import date

from freezegun import freeze_time

from .common import CategoryCase, create_category, create_customer


class TestMemberOn(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.bob = create_customer(self.env, "Bob")
        self.env.company.partner_id.tz = "Europe/Paris"

    def at(self, moment, customers, method="_add_customer_categories"):
        with freeze_time(moment):
            getattr(customers, method)(self.vip, "manual")

    def leave(self, moment, customers):
        self.at(moment, customers, "_remove_customer_categories")

    def members(self, day, operator="="):
        rows = self.env["customer.category.membership"].search(
            [("category_id", "=", self.vip.id), ("member_on", operator, day)]
        )
        return rows.partner_id

    def test_day_of_joining_and_day_of_leaving_count(self):
        self.at("2026-03-02 12:00:00", self.customer)
        self.leave("2026-03-05 12:00:00", self.customer)
        for day, found in ((1, 0), (2, 1), (4, 1), (5, 1), (6, 0)):
            self.assertEqual(len(self.members(date(2026, 3, day))), found, day)

    def test_days_are_those_of_the_company(self):
        self.at("2026-03-01 23:30:00", self.customer)
        self.leave("2026-03-05 23:30:00", self.customer)
        for day, found in ((1, 0), (2, 1), (5, 1), (6, 1), (7, 0)):
            self.assertEqual(len(self.members(date(2026, 3, day))), found, day)

    def test_category_of_a_company_follows_its_own_days(self):
        tokyo = self.env["res.company"].create({"name": "Tokyo"})
        tokyo.partner_id.tz = "Asia/Tokyo"
        self.vip.company_id = tokyo
        self.at("2026-03-01 16:00:00", self.customer)
        self.assertFalse(self.members(date(2026, 3, 1)))
        self.assertEqual(self.members(date(2026, 3, 2)), self.customer)

    def test_who_is_a_member_still_was_one_ever_since(self):
        self.at("2026-03-02 12:00:00", self.customer)
        self.assertEqual(self.members("2026-09-01"), self.customer)
        self.assertFalse(self.members("2026-03-01"))

    def test_span_of_days(self):
        self.at("2026-03-02 12:00:00", self.customer + self.bob)
        self.leave("2026-03-05 12:00:00", self.bob)
        self.assertEqual(self.members("2026-03-06", ">="), self.customer)
        self.assertFalse(self.members("2026-03-01", "<="))

    def test_dialog_counts_customers_and_opens_them(self):
        self.at("2026-03-02 12:00:00", self.customer + self.bob)
        self.leave("2026-03-02 13:00:00", self.bob)
        self.at("2026-03-02 14:00:00", self.bob)
        dialog = self.env["customer.category.member.date"].create(
            {"category_id": self.vip.id, "day": "2026-03-02"}
        )
        self.assertEqual(dialog.member_count, 2)
        action = dialog.action_show()
        self.assertEqual(action["domain"], [("category_id", "=", self.vip.id)])
        shown = {"search_default_member_on": "2026-03-02"}
        self.assertEqual(action["context"], shown)
