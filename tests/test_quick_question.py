"""What a sale asks first is quick, and leaves nothing out.

That it answers as the whole question would is in ``test_completion_property.py``.
"""

from freezegun import freeze_time

from .common import CategoryCase, create_rewards_group


class TestNothingLeftOut(CategoryCase):
    def test_undone_entry_ends_though_the_clock_was_set_back(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=9, grace_days=30
        )
        with freeze_time("2026-03-01 12:00") as clock:
            order = self.buy(moment=clock())
            clock.move_to("2026-03-12 12:00")
            self.env["customer.category"]._recompute()
            membership = self.customer.customer_category_membership_ids
            self.assertEqual(membership.category_id, silver)
            self.assertEqual(str(membership.date_risk), "2026-03-13")
            # Where it is the day before: the first failing day has yet to come.
            self.env.company.partner_id.tz = "Pacific/Honolulu"
            self.refund(order)
        self.assertFalse(self.customer.rewards_category_id)
