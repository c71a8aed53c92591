"""The dashboard says what the reports say, and opens exactly what it counted."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ..engines.period import create_period
from ..report.dashboard_domains import AMOUNTS, EVENTS
from .common import CategoryCase, create_category, create_customer, create_rewards_group
from .roles_table import ADMINISTRATOR
from .sold_world import SoldWorld
from .test_frozen_categories import FrozenCase

PERIOD = "30"


class DashboardCase(FrozenCase):
    def setUp(self):
        super().setUp()
        self.dashboard = self.env["customer.category.dashboard"]

    def look(self, period=PERIOD):
        self.env.flush_all()
        return self.dashboard.retrieve_dashboard(period)

    def row(self, category, period=PERIOD):
        """Return the figures of a category."""
        rows = self.look(period)["categories"]
        return next(row for row in rows if row["id"] == category.id)


class TestDashboard(DashboardCase):
    def test_sales_of_members_are_told_apart_and_counted_once(self):
        club = create_category(self.env, "Club")
        before = self.look()
        self.join(self.vip)
        self.join(club)
        self.buy(amount=30)
        self.buy(create_customer(self.env, "Bob"), amount=5)
        after = self.look()
        for key, amount, orders in (("members", 30, 1), ("others", 5, 1)):
            with self.subTest(key):
                gained = after[key]["revenue"] - before[key]["revenue"]
                self.assertAlmostEqual(gained, amount)
                self.assertEqual(after[key]["orders"] - before[key]["orders"], orders)
        for category in (self.vip, club):
            row = self.row(category)
            self.assertEqual(
                [row["revenue"], row["orders"], row["basket"]], [30, 1, 30]
            )

    def test_orders_of_each_member_leave_others_out(self):
        club = create_category(self.env, "Club")
        bob = create_customer(self.env, "Bob")
        self.buy()
        self.buy(create_customer(self.env, "Eve"))
        for category, customer in ((self.vip, self.customer), (club, self.customer)):
            self.join(category, customer)
        self.join(club, bob)
        for customer in (self.customer, self.customer, self.customer, bob):
            self.buy(customer)
        members = self.look()["members"]
        self.assertEqual([members["orders"], members["visits"]], [4, 2])

    def test_members_are_those_of_the_last_day_and_of_the_day_before_the_first(self):
        self.join(self.vip, days_ago=40)
        self.join(self.vip, create_customer(self.env, "Bob"), days_ago=3)
        row = self.row(self.vip)
        self.assertEqual([row["members_before"], row["members"]], [1, 2])
        self.assertEqual([row["joined"], row["departed"]], [1, 0])
        self.assertEqual(row["members_by_step"][-5:], [1, 2, 2, 2, 2])

    def test_last_month_ends_before_today(self):
        self.join(self.vip)
        self.assertEqual(self.row(self.vip, "last_month")["members"], 0)
        self.assertEqual(self.row(self.vip, "month")["members"], 1)

    def test_revenue_is_compared_with_as_many_days_before(self):
        self.join(self.vip, days_ago=70)
        for days_ago, amount in ((1, 30), (29, 10), (30, 7), (59, 2), (60, 1000)):
            self.buy(days_ago=days_ago, amount=amount)
        row = self.row(self.vip)
        self.assertEqual([row["revenue"], row["revenue_before"]], [40, 9])
        self.assertEqual(sum(row["revenue_by_step"]), 40)

    def test_moves_between_groups_are_named(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=50
        )
        self.env["customer.category"]._recompute(self.customer)
        moves = [
            move for move in self.look()["moves"] if move["to"] == [gold.id, "Gold"]
        ]
        self.assertEqual(
            moves,
            [{"from": [silver.id, "Silver"], "to": [gold.id, "Gold"], "count": 1}],
        )
        self.assertEqual(self.row(gold)["moved_in"], 1)
        self.assertEqual(self.row(silver)["moved_out"], 1)

    def test_who_spends_much_more_or_less_is_named_first(self):
        bob = create_customer(self.env, "Bob")
        for customer in (self.customer, bob):
            self.join(self.vip, customer, days_ago=70)
        self.buy(days_ago=40, amount=1_000_000)
        self.buy(bob, days_ago=1, amount=500_000)
        movers = self.look()["movers"]
        found = [(m["id"], m["revenue_before"], m["revenue"]) for m in movers[:2]]
        self.assertEqual(
            found, [(self.customer.id, 1_000_000, 0), (bob.id, 0, 500_000)]
        )

    def test_takes_as_many_statements_for_many(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.dashboard.retrieve_dashboard(PERIOD)
            return self.env.cr.sql_log_count - before

        self.join(self.vip)
        self.buy()
        count()
        few = count()
        for number in range(9):
            customer = create_customer(self.env, f"Customer {number}")
            self.join(create_category(self.env, f"Category {number}"), customer)
            self.buy(customer)
        self.assertEqual(count(), few)

    def test_days_are_those_of_the_company(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        self.env.registry.clear_cache()
        self.join(self.vip)
        self.assertEqual(self.row(self.vip)["members_by_step"][-1], 1)


class TestDrillDown(DashboardCase):
    """Behind each figure is what it is made of."""

    def setUp(self):
        super().setUp()
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.join(self.vip, days_ago=40)
        bob = create_customer(self.env, "Bob")
        self.join(self.vip, bob, days_ago=3)
        self.buy(amount=30, days_ago=2)
        self.refund(self.buy(bob, amount=20))
        self.buy(bob, amount=10)
        bob._remove_customer_categories(self.vip, "manual")
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=50
        )
        self.env["customer.category"]._recompute(self.customer)
        self.categories = self.vip | silver | gold

    def opened(self, method, *args):
        """Return the rows that an action opens."""
        action = getattr(self.dashboard, method)(*args)
        return self.env[action["res_model"]].search(action["domain"])

    def test_counts_are_numbers_of_rows(self):
        for category in self.categories:
            row = self.row(category)
            for figure in ("members", "at_risk", *EVENTS):
                with self.subTest(category.name, figure=figure):
                    found = self.opened(
                        "action_view_figure", figure, PERIOD, category.id
                    )
                    self.assertEqual(row[figure], len(found))

    def test_amounts_are_sums_of_rows(self):
        for category in self.categories:
            row = self.row(category)
            for figure, aggregate in AMOUNTS.items():
                with self.subTest(category.name, figure=figure):
                    action = self.dashboard.action_view_figure(
                        figure, PERIOD, category.id
                    )
                    [(found,)] = self.env[action["res_model"]]._read_group(
                        action["domain"], aggregates=[aggregate]
                    )
                    self.assertAlmostEqual(row[figure], float(found or 0))

    def test_all_members_and_sales_to_others(self):
        found = self.look()
        customers = self.opened("action_view_figure", "members", PERIOD).partner_id
        self.assertEqual(found["members"]["members"], len(customers))
        for key, category_id in (("members", None), ("others", False)):
            rows = self.opened("action_view_figure", "revenue", PERIOD, category_id)
            self.assertAlmostEqual(found[key]["revenue"], sum(rows.mapped("revenue")))

    def test_step_of_a_graph(self):
        row = self.row(self.vip)
        for step, (members, revenue) in enumerate(
            zip(row["members_by_step"], row["revenue_by_step"], strict=True)
        ):
            with self.subTest(step=step):
                of = (PERIOD, self.vip.id, step)
                found = self.opened("action_view_figure", "members", *of)
                self.assertEqual(len(found), members)
                found = self.opened("action_view_figure", "revenue", *of)
                self.assertAlmostEqual(sum(found.mapped("revenue")), revenue)

    def test_moves_and_movers(self):
        found = self.look()
        for move in found["moves"]:
            of = (PERIOD, move["to"][0], move["from"][0])
            self.assertEqual(len(self.opened("action_view_move", *of)), move["count"])
        for mover in found["movers"]:
            rows = self.opened("action_view_mover", PERIOD, mover["id"])
            self.assertAlmostEqual(
                sum(rows.mapped("revenue")), mover["revenue"] + mover["revenue_before"]
            )


class TestDashboardRights(DashboardCase):
    def test_who_may_not_read_the_reports_is_refused(self):
        clerk = new_test_user(self.env, "clerk", "point_of_sale.group_pos_user")
        with self.assertRaises(AccessError):
            self.dashboard.with_user(clerk).retrieve_dashboard(PERIOD)

    def test_sales_and_members_of_other_companies_are_left_out(self):
        self.join(self.vip)
        self.buy(amount=30)
        own = create_category(self.env, "Own", company_id=self.env.company.id)
        self.env.flush_all()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        owner = new_test_user(
            self.env,
            "owner",
            f"base.group_user,{ADMINISTRATOR}",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        found = self.dashboard.with_user(owner).retrieve_dashboard(PERIOD)
        self.assertEqual(found["all"]["revenue"], 0)
        self.assertNotIn(own.id, [row["id"] for row in found["categories"]])


class TestDashboardCompanies(DashboardCase):
    def test_amounts_of_all_chosen_companies_are_in_the_currency_of_the_first(self):
        home = self.env.company
        wanted = self.look()["all"]["revenue"]
        world = SoldWorld(self.env, 1)
        world.run(sales=3)
        for sale in world.sales:
            if sale.day <= date.today():
                company = world.companies[sale.shop.company]
                wanted += float(sum(sale.revenues)) * self.env[
                    "res.currency"
                ]._get_conversion_rate(
                    company.currency_id, home.currency_id, home, date.today()
                )
        self.env.flush_all()
        companies = [company.id for company in world.companies.values()]
        dashboard = self.dashboard.with_context(allowed_company_ids=companies)
        found = dashboard.retrieve_dashboard(PERIOD)
        self.assertEqual(found["currency_id"], home.currency_id.id)
        self.assertAlmostEqual(found["all"]["revenue"], wanted, 4)


class TestPeriod(CategoryCase):
    def test_what_a_period_is_and_what_it_is_compared_with(self):
        today = date(2024, 3, 31)
        for name, *days in (
            ("30", (2024, 3, 2), today, (2024, 2, 1), (2024, 3, 1)),
            ("month", (2024, 3, 1), today, (2024, 2, 1), (2024, 2, 29)),
            ("last_month", (2024, 2, 1), (2024, 2, 29), (2024, 1, 1), (2024, 1, 31)),
            ("year", (2024, 1, 1), today, (2023, 1, 1), (2023, 3, 31)),
        ):
            with self.subTest(name):
                period = create_period(name, today)
                found = [period.first, period.last]
                found += [period.first_before, period.last_before]
                wanted = [day if day is today else date(*day) for day in days]
                self.assertEqual(found, wanted)

    def test_steps_are_days_then_weeks_then_months(self):
        today = date(2024, 3, 31)
        for name, count in (("30", 30), ("90", 13), ("365", 12)):
            with self.subTest(name):
                self.assertEqual(len(create_period(name, today).steps), count)
