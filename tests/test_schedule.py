"""R8, R9 and R12: what the scheduled run does as time passes."""

from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from ..models import customer_category_schedule
from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class TestSchedule(CategoryCase):
    def run_in(self, days):
        """Run the schedule some days from now."""
        cron = self.env.ref("customer_category.ir_cron_recompute")
        moment = datetime.now() + timedelta(days=days)
        with freeze_time(moment), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()


class TestLeaving(TestSchedule):
    def test_member_leaves_when_the_visit_is_too_old(self):
        group = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        self.run_in(9)
        self.assertEqual(self.customer.rewards_category_id, group)
        self.run_in(10)
        self.assertFalse(self.customer.rewards_category_id)
        row = self.customer.customer_category_membership_ids
        self.assertEqual(row.end_source, "schedule")

    def test_dormant_customer_is_not_let_in(self):
        self.buy(days_ago=5)
        self.env.cr.execute(
            "UPDATE pos_order SET write_date = NOW() - INTERVAL '5 days'"
        )
        create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.run_in(0)
        self.assertFalse(self.customer.rewards_category_id)

    def test_dormant_member_is_not_moved_to_a_group_made_since(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy(days_ago=5)
        self.env.cr.execute(
            "UPDATE pos_order SET write_date = NOW() - INTERVAL '5 days'"
        )
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=20, price_percent=80
        )
        self.run_in(0)
        self.assertEqual(self.customer.rewards_category_id, silver)
        # Who loses a group goes to the best that is still earned (R10).
        self.run_in(5)
        self.assertEqual(self.customer.rewards_category_id, gold)

    def test_pin_of_long_ago_lets_no_dormant_customer_in(self):
        group = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": group.id,
                "mode": "out",
                "date_start": "2020-01-01",
                "date_until": "2020-01-05",
                "reason": "Because",
            }
        )
        group.active = False
        self.buy(days_ago=5)
        self.env.cr.execute(
            "UPDATE pos_order SET write_date = NOW() - INTERVAL '5 days'"
        )
        group.active = True
        self.run_in(0)
        self.assertFalse(self.customer.rewards_category_id)

    def test_customer_whose_history_changed_is_let_in(self):
        self.buy()
        group = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.run_in(0)
        self.assertEqual(self.customer.rewards_category_id, group)


class TestWhen(TestSchedule):
    def test_next_run_is_asked_for_when_the_day_begins_somewhere(self):
        self.env.company.partner_id.tz = "Asia/Tokyo"
        self.env["res.company"].create({"name": "Far"}).partner_id.tz = "Asia/Dubai"
        with freeze_time("2026-06-15 12:00:00"):
            cron = self.env.ref("customer_category.ir_cron_recompute")
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        calls = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        # Midnight in Tokyo comes first.
        self.assertIn(datetime(2026, 6, 15, 15), calls.mapped("call_at"))


class TestInterrupted(TestSchedule):
    def test_interrupted_run_goes_on_where_it_stopped(self):
        create_rewards_group(self.env, min_visits=1, visit_days=9)
        bob = create_customer(self.env, "Bob")
        self.buy()
        self.buy(bob)
        categories = self.env["customer.category"]
        held = []
        with (
            freeze_time(datetime.now() + timedelta(days=10)),
            patch.object(customer_category_schedule, "BATCH", 1),
            # As if the time that Odoo gives a run was over after each batch.
            patch.object(type(categories), "_commit_schedule", lambda *_args: 0),
            patch.object(type(categories), "_schedule_next_day") as done,
        ):
            while not done.called:
                categories._cron_recompute()
                self.env.invalidate_all()
                both = self.customer + bob
                held.append(sum(bool(c.rewards_category_id) for c in both))
        # One customer a run, each once.
        self.assertEqual(len(held), categories._count_customers_after(0))
        self.assertEqual(sorted(held, reverse=True), held)
        self.assertEqual(set(held), {2, 1, 0})


class TestGrace(TestSchedule):
    def setUp(self):
        super().setUp()
        self.group = create_rewards_group(
            self.env, min_visits=1, visit_days=9, grace_days=3
        )
        self.order = self.buy()

    def test_member_is_at_risk_first_and_leaves_after_the_grace(self):
        self.run_in(10)
        row = self.customer.customer_category_membership_ids
        self.assertEqual(row.date_risk, (datetime.now() + timedelta(days=10)).date())
        self.run_in(12)
        self.assertEqual(self.customer.rewards_category_id, self.group)
        self.run_in(13)
        self.assertFalse(self.customer.rewards_category_id)

    def test_grace_begins_on_the_first_failing_day_though_no_run_saw_it(self):
        self.run_in(9)
        self.run_in(12)
        row = self.customer.customer_category_membership_ids
        self.assertEqual(row.date_risk, (datetime.now() + timedelta(days=10)).date())
        self.run_in(13)
        self.assertFalse(self.customer.rewards_category_id)

    def test_visit_after_a_failing_day_nobody_saw_clears_the_risk(self):
        self.run_in(9)
        with freeze_time(datetime.now() + timedelta(days=11)):
            self.buy()
        self.run_in(12)
        self.assertFalse(self.customer.customer_category_membership_ids.date_risk)

    def test_qualifying_again_clears_the_risk(self):
        self.run_in(10)
        with freeze_time(datetime.now() + timedelta(days=11)):
            self.buy()
        row = self.customer.customer_category_membership_ids
        self.assertFalse(row.date_risk)
        self.assertFalse(row.date_end)

    def test_refund_of_what_earned_the_entry_ends_it_at_once(self):
        self.refund(self.order)
        self.assertFalse(self.customer.rewards_category_id)


class TestExpiry(TestSchedule):
    def test_membership_ends_after_its_last_day(self):
        students = create_category(self.env, "Students")
        last_day = (datetime.now() + timedelta(days=5)).date()
        self.customer._add_customer_categories(students, "manual", date_expire=last_day)
        self.run_in(5)
        self.assertEqual(self.customer.customer_category_ids, students)
        self.run_in(6)
        self.assertFalse(self.customer.customer_category_ids)

    def test_membership_without_last_day_stays(self):
        vip = create_category(self.env)
        self.customer._add_customer_categories(vip, "manual")
        self.run_in(4000)
        self.assertEqual(self.customer.customer_category_ids, vip)


class TestPins(TestSchedule):
    def pin(self, category, mode, **values):
        return self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": category.id,
                "mode": mode,
                "reason": "Because",
                **values,
            }
        )

    def test_pinned_in_is_a_member_whatever_the_rules_say(self):
        group = create_rewards_group(self.env)
        self.pin(group, "in")
        self.assertEqual(self.customer.rewards_category_id, group)
        self.run_in(100)
        self.assertEqual(self.customer.rewards_category_id, group)

    def test_pinned_group_wins_over_a_better_one(self):
        silver = create_rewards_group(self.env, min_visits=9, visit_days=9)
        create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=50
        )
        self.buy()
        self.pin(silver, "in")
        self.assertEqual(self.customer.rewards_category_id, silver)

    def test_pinned_out_is_never_a_member(self):
        group = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        self.pin(group, "out")
        self.assertFalse(self.customer.rewards_category_id)

    def test_pin_ends_with_its_last_day(self):
        group = create_rewards_group(self.env)
        self.pin(group, "in", date_until=datetime.now().date())
        self.run_in(1)
        self.assertFalse(self.customer.rewards_category_id)

    def test_pin_lets_in_on_its_first_day(self):
        group = create_rewards_group(self.env)
        self.pin(group, "in", date_start=datetime.now().date() + timedelta(days=3))
        self.run_in(2)
        self.assertFalse(self.customer.rewards_category_id)
        self.run_in(3)
        self.assertEqual(self.customer.rewards_category_id, group)

    def test_who_was_pinned_out_comes_in_when_the_pin_is_over(self):
        group = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        self.pin(group, "out", date_until=datetime.now().date() + timedelta(days=3))
        self.run_in(3)
        self.assertFalse(self.customer.rewards_category_id)
        self.run_in(4)
        self.assertEqual(self.customer.rewards_category_id, group)

    def test_pin_of_a_customer_of_another_company_is_refused(self):
        self.customer.company_id = self.env["res.company"].create({"name": "Other"})
        group = create_rewards_group(self.env, company_id=self.env.company.id)
        with self.assertRaisesRegex(UserError, "cannot be in “Silver”"):
            self.pin(group, "in")

    def test_pin_to_a_group_of_another_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "Other"})
        pin = self.pin(create_rewards_group(self.env, company_id=other.id), "in")
        group = "customer_category.customer_category_group_administrator"
        user = new_test_user(self.env, "admin2", f"base.group_user,{group}")
        self.assertFalse(pin.with_user(user).search([("id", "=", pin.id)]))

    def test_pin_of_a_contact_pins_its_company(self):
        acme = create_customer(self.env, "Acme", is_company=True)
        bob = create_customer(self.env, "Bob", parent_id=acme.id)
        self.customer = bob
        pin = self.pin(create_rewards_group(self.env), "in")
        self.assertEqual(pin.partner_id, acme)
