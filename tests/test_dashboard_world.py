"""The dashboard of more than one company, of odd pasts and of odd requests."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from ..report.dashboard_domains import EVENTS
from .common import (
    create_category,
    create_customer,
    create_rewards_group,
    merge_customers,
)
from .roles_table import ADMINISTRATOR
from .test_dashboard import PERIOD, DashboardCase


class TestDashboardDays(DashboardCase):
    def test_sale_after_local_midnight_is_of_the_new_day(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        self.env.registry.clear_cache()
        self.addCleanup(self.env.registry.clear_cache)
        self.join(self.vip, days_ago=9)
        begin = self.dashboard._today().starts()
        for minutes, amount in ((-1, 7), (1, 30)):
            self.buy(amount=amount, moment=begin + timedelta(minutes=minutes))
        self.assertEqual(self.row(self.vip)["revenue_by_step"][-2:], [7, 30])

    def test_member_after_local_midnight_is_of_the_new_day(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        self.env.registry.clear_cache()
        self.addCleanup(self.env.registry.clear_cache)
        begin = self.dashboard._today().starts()
        for minutes in (-1, 1):
            self.join(self.vip, create_customer(self.env, f"After {minutes}"))
            self.env.cr.execute(
                "UPDATE customer_category_membership SET date_start = %s"
                " WHERE id = (SELECT MAX(id) FROM customer_category_membership)",
                [begin + timedelta(minutes=minutes)],
            )
        self.assertEqual(self.row(self.vip)["members_by_step"][-3:], [0, 1, 2])


class TestDashboardCompanies(DashboardCase):
    def test_customer_of_another_company_is_named(self):
        self.join(self.vip)
        self.buy(amount=10**6)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.customer.company_id = other
        owner = new_test_user(
            self.env,
            "owner",
            f"base.group_user,{ADMINISTRATOR}",
            company_id=self.env.company.id,
            company_ids=[Command.set(self.env.company.ids)],
        )
        self.env.flush_all()
        self.env.invalidate_all()
        found = self.dashboard.with_user(owner).retrieve_dashboard(PERIOD)
        self.assertEqual(found["movers"][0]["name"], "Ann")


class TestDashboardCategories(DashboardCase):
    """All members are those of the past as well, whatever became of categories."""

    def opened(self, figure, category_id=None):
        action = self.dashboard.action_view_figure(figure, PERIOD, category_id)
        return self.env[action["res_model"]].search(action["domain"])

    def leave_traces(self):
        """Let two customers join, move, be at risk and leave."""
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=50
        )
        self.env["customer.category"]._recompute(self.customer)
        bob = create_customer(self.env, "Bob")
        self.join(self.vip, bob, days_ago=9)
        bob._remove_customer_categories(self.vip, "manual")
        self.join(self.vip, days_ago=9)
        return silver, gold

    def test_what_opens_behind_all_members_has_deleted_categories(self):
        silver, _gold = self.leave_traces()
        club = create_category(self.env, "Club")
        self.join(club, days_ago=40)
        club.unlink()
        silver.unlink()
        found = self.look()["members"]
        for figure in EVENTS:
            with self.subTest(figure):
                self.assertTrue(found[figure])
                self.assertEqual(found[figure], len(self.opened(figure)))
        self.assertEqual(found["members"], len(self.opened("members").partner_id))

    def test_moves_of_deleted_groups_do_not_take_the_place_of_others(self):
        silver, gold = self.leave_traces()
        moves = self.look()["moves"]
        self.assertIn(
            {"from": [silver.id, "Silver"], "to": [gold.id, "Gold"], "count": 1}, moves
        )
        # More moves, from a group that is no more, than are named.
        gone = create_rewards_group(self.env, "Gone", min_lifetime_spend=9**9)
        for number in range(9):
            group = create_rewards_group(
                self.env, f"Group {number}", min_lifetime_spend=9**9
            )
            for index in range(2):
                partner = create_customer(self.env, f"{number} {index}")
                for category, days in ((gone, (9, 5)), (group, (5, None))):
                    self.add_stay(partner, category, *days)
        gone.unlink()
        self.assertEqual(self.look()["moves"], moves)

    def add_stay(self, partner, category, days_ago, until):
        now = self.dashboard._today().starts()
        start, end = (
            None if days is None else now - timedelta(days=days)
            for days in (days_ago, until)
        )
        self.env.cr.execute(
            "INSERT INTO customer_category_membership (partner_id, category_id,"
            " assignment, source, date_start, date_end)"
            " VALUES (%s, %s, 'rewards', 'rule', %s, %s)",
            [partner.id, category.id, start, end],
        )

    def test_customer_at_risk_twice_is_one_of_all(self):
        _silver, gold = self.leave_traces()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_category_membership SET date_risk = CURRENT_DATE"
            " WHERE partner_id = %s AND date_end IS NULL",
            [self.customer.id],
        )
        self.env.invalidate_all()
        for category in (self.vip, gold):
            self.assertEqual(self.row(category)["at_risk"], 1)
            self.assertEqual(len(self.opened("at_risk", category.id)), 1)
        self.assertEqual(self.look()["members"]["at_risk"], 1)
        rows = self.opened("at_risk")
        self.assertEqual([len(rows), len(rows.partner_id)], [2, 1])
        action = self.dashboard.action_view_figure("at_risk", PERIOD)
        self.assertEqual(action["context"]["group_by"], ["partner_id"])

    def test_archived_category_is_shown_last_while_it_has_figures(self):
        self.join(self.vip, days_ago=9)
        self.buy(amount=30)
        club = create_category(self.env, "Club", sequence=99)
        self.vip.active = False
        rows = self.look()["categories"]
        self.assertEqual(rows[-1]["id"], self.vip.id)
        self.assertEqual([rows[-1]["revenue"], rows[-1]["members"]], [30, 1])
        self.assertIn(club.id, [row["id"] for row in rows])
        found = self.opened("revenue", self.vip.id)
        self.assertEqual(sum(found.mapped("revenue")), 30)

    def test_what_happened_to_all_members_is_the_sum_of_categories(self):
        self.leave_traces()
        found = self.look()
        for figure in EVENTS:
            of_each = sum(row[figure] for row in found["categories"])
            self.assertEqual(found["members"][figure], of_each)


class TestMergedMembers(DashboardCase):
    """Graph, figure and what opens agree, whatever contacts were merged."""

    def setUp(self):
        super().setUp()
        self.bob = create_customer(self.env, "Bob")

    def assert_sizes(self, wanted):
        row = self.row(self.vip)
        self.assertEqual(row["members_by_step"][-len(wanted) :], wanted)
        self.assertEqual(row["members"], wanted[-1])

    def test_merge_is_no_leaving(self):
        self.join(self.vip, days_ago=40)
        self.join(self.vip, self.bob, days_ago=35)
        merge_customers(self.customer, self.bob)
        self.assert_sizes([1] * 30)
        self.assertEqual(self.row(self.vip)["departed"], 0)
        action = self.dashboard.action_view_figure("members", PERIOD, self.vip.id)
        self.assertEqual(
            self.env[action["res_model"]].search_count(action["domain"]), 1
        )

    def test_stays_that_overlap_count_once(self):
        self.join(self.vip, self.bob, days_ago=40)
        self.join(self.vip, days_ago=5)
        self.bob._remove_customer_categories(self.vip, "manual")
        merge_customers(self.customer, self.bob)
        self.assert_sizes([1] * 30)


class TestUnknownPeriod(DashboardCase):
    def test_unknown_period_is_refused_by_name(self):
        for name in ("", "week", "0", "-7", "²", "99999", "١", None):
            with self.subTest(name), self.assertRaisesRegex(UserError, str(name)):
                self.look(name)

    def test_unknown_step_is_refused(self):
        for step in (-1, 30, "1", [0]):
            with (
                self.subTest(step=step),
                self.assertRaisesRegex(UserError, "no period"),
            ):
                self.dashboard.action_view_figure("members", PERIOD, self.vip.id, step)
