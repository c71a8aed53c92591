"""Since when, by whom, until when, and which pin decides."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo.tests import new_test_user

from .common import CategoryCase, create_category, create_rewards_group


class TestStay(CategoryCase):
    def setUp(self):
        super().setUp()
        self.students = create_category(self.env, "Students")

    def explain(self, category=None, **values):
        return (category or self.students)._explain(self.customer, **values)

    def test_member_by_hand_sees_since_when_by_whom_and_the_last_day(self):
        eva = new_test_user(
            self.env, "eva", "base.group_user,base.group_partner_manager", name="Eva"
        )
        with freeze_time("2026-03-02 12:00:00"):
            self.customer.with_user(eva)._add_customer_categories(
                self.students, "manual", date_expire=date(2030, 5, 6)
            )
        stay = self.explain()["stay"]
        for part in ("since 2 Mar 2026", "By hand, Eva", "6 May 2030"):
            self.assertIn(part, stay)
        self.assertIn("after 6 May 2030", self.explain()["next_change"])

    def test_former_member_sees_from_when_until_when(self):
        with freeze_time("2026-03-02 12:00:00"):
            self.customer._add_customer_categories(self.students, "manual")
        with freeze_time("2026-03-09 12:00:00"):
            self.customer._remove_customer_categories(self.students, "manual")
        trace = self.explain()
        self.assertFalse(trace["is_member"])
        self.assertIn("from 2 Mar 2026 to 9 Mar 2026", trace["stay"])

    def test_who_never_was_a_member_has_no_stay(self):
        self.assertFalse(self.explain()["stay"])

    def test_past_day_tells_who_was_a_member_then(self):
        with freeze_time("2026-03-02 12:00:00"):
            self.customer._add_customer_categories(self.students, "manual")
        with freeze_time("2026-03-09 12:00:00"):
            self.customer._remove_customer_categories(self.students, "manual")
        for day, was_member in ((1, False), (2, True), (8, True), (9, False)):
            trace = self.explain(at=date(2026, 3, day))
            self.assertEqual(trace["is_member"], was_member, day)


class TestPin(CategoryCase):
    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(self.env)

    def pin(self, mode, category=None, **values):
        return self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": (category or self.silver).id,
                "mode": mode,
                "reason": "Owner's friend",
                **values,
            }
        )

    def explain(self, category=None):
        return (category or self.silver)._explain(self.customer)

    def test_pin_in_is_said_to_decide(self):
        until = date.today() + timedelta(days=9)
        self.pin("in", date_until=until)
        trace = self.explain()
        self.assertTrue(trace["is_member"])
        self.assertIn("is kept in “Silver” until", trace["pin_text"])
        self.assertIn("Owner's friend", trace["pin_text"])
        self.assertFalse(trace["next_change"])

    def test_pin_out_is_said_to_decide(self):
        self.pin("out")
        self.assertIn("is kept out of “Silver” for good", self.explain()["pin_text"])

    def test_keeping_out_wins_over_keeping_in(self):
        self.pin("out")
        self.pin("in")
        self.assertEqual(self.explain()["pin"], "out")
        self.assertFalse(self.explain()["is_member"])

    def test_pin_to_another_rewards_group_is_said_to_decide(self):
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=50
        )
        self.pin("in")
        self.buy()
        text = self.explain(gold)["pin_text"]
        self.assertIn("is kept in “Silver” for good, so in no other", text)

    def test_pin_of_another_day_is_not_mentioned(self):
        self.pin("in", date_start=date.today() + timedelta(days=1))
        self.assertFalse(self.explain()["pin_text"])

    def test_dialog_opens_a_new_pin_or_the_one_that_holds(self):
        dialog = self.env["customer.category.why"].create(
            {"partner_id": self.customer.id, "category_id": self.silver.id}
        )
        self.assertTrue(dialog.can_pin)
        action = dialog.action_pin_out()
        self.assertFalse(action["res_id"])
        self.assertEqual(action["context"]["default_mode"], "out")
        pin = self.pin("in")
        dialog.invalidate_recordset()
        self.assertEqual(dialog.action_change_pin()["res_id"], pin.id)

    def test_category_by_hand_cannot_be_pinned(self):
        dialog = self.env["customer.category.why"].create(
            {
                "partner_id": self.customer.id,
                "category_id": create_category(self.env).id,
            }
        )
        self.assertFalse(dialog.can_pin or dialog.pin_id)
