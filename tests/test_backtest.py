"""Replaying the past shows what a rule would have done, by the one evaluator."""

import base64
import io
import json
from datetime import date, datetime, timedelta
from unittest.mock import patch

import openpyxl

from ..engines.backtest import sample_sql
from ..wizards import customer_category_backtest
from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class BacktestCase(CategoryCase):
    def replay(self, category, days=90):
        """Return the weeks of a replay, oldest first."""
        preview = category._create_preview()
        preview.with_context(customer_category_backtest_days=days).action_backtest()
        return preview.week_ids.sorted("date")

    def week_of(self, weeks, days_ago):
        """Return the row that a day so long ago falls on."""
        day = date.today() - timedelta(days=days_ago)
        return weeks.filtered(lambda week: week.date <= day)[-1]


class TestBacktest(BacktestCase):
    def setUp(self):
        super().setUp()
        for days_ago in (60, 50, 40):
            self.buy(days_ago=days_ago, amount=100)

    def test_weeks_reach_from_so_long_ago_to_now(self):
        weeks = self.replay(create_rewards_group(self.env))
        self.assertEqual(len(weeks), 13)
        self.assertEqual(weeks[0].date, date.today() - timedelta(days=90))
        self.assertEqual(
            len(self.replay(create_rewards_group(self.env, "Gold"), 365)), 53
        )

    def test_members_are_who_qualified_then(self):
        silver = create_rewards_group(self.env, min_visits=3, visit_days=30)
        weeks = self.replay(silver)
        # Three visits within 30 days there are from 40 to 30 days ago.
        self.assertEqual(
            [week.member_count for week in weeks],
            [int(30 <= (date.today() - week.date).days <= 40) for week in weeks],
        )
        self.assertEqual(sum(weeks.mapped("joined")), 1)
        self.assertEqual(sum(weeks.mapped("departed")), 1)
        self.assertEqual(sum(weeks.mapped("moved")), 0)

    def test_replay_that_lets_nobody_in_says_so(self):
        for visits, is_empty in ((3, False), (4, True)):
            group = create_rewards_group(
                self.env, f"After {visits}", min_visits=visits, visit_days=30
            )
            preview = self.replay(group).preview_id
            self.assertEqual(preview.backtest_is_empty, is_empty)

    def test_each_row_is_what_the_rules_give_as_of_its_day(self):
        silver = create_rewards_group(self.env, min_visits=2, visit_days=30)
        for number in range(4):
            customer = create_customer(self.env, f"Customer {number}")
            for days_ago in (80 - 9 * number, 70 - 5 * number, 20):
                self.buy(customer, days_ago=days_ago)
        for week in self.replay(silver):
            with self.subTest(week.date):
                self.env.cr.execute("SAVEPOINT week")
                silver._recompute(at=week.date)
                self.assertEqual(week.member_count, silver.member_count)
                self.env.invalidate_all()
                self.env.cr.execute("ROLLBACK TO SAVEPOINT week")
                self.env.invalidate_all(flush=False)

    def test_discount_is_the_percentage_of_what_members_bought(self):
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=30, price_percent=80
        )
        weeks = self.replay(silver)
        # The first visit is the one that earns it.
        self.assertAlmostEqual(sum(weeks.mapped("discount")), 40)
        self.assertAlmostEqual(weeks.preview_id.backtest_discount, 40)
        self.assertAlmostEqual(sum(weeks.mapped("margin")), 160)

    def test_discount_that_was_given_is_not_given_twice(self):
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=30, price_percent=80
        )
        order = self.env["pos.order"].search([("partner_id", "=", self.customer.id)])
        line = order.sorted("date_order")[-1].lines
        line.category_discount = 25
        line.category_regular_subtotal = 125
        weeks = self.replay(silver)
        self.assertAlmostEqual(sum(weeks.mapped("discount")), 20 + 25)
        self.assertAlmostEqual(sum(weeks.mapped("margin")), 80 + 100)

    def give(self, order, category, discount):
        """Let a category's price have made so much less of the first line."""
        line = order.lines
        line.customer_category_id = category
        line.category_discount = discount
        line._freeze_discounts()
        self.env.flush_all()

    def test_member_who_pays_less_elsewhere_goes_on_paying_less(self):
        vip = create_category(self.env)
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=300, price_percent=90
        )
        before = sum(self.replay(silver).mapped("discount"))
        order = self.buy(days_ago=10, amount=70)
        self.give(order, vip, 30)
        weeks = self.replay(silver)
        self.assertAlmostEqual(sum(weeks.mapped("discount")), before + 30)
        back = self.refund(order, date_order=datetime.now() - timedelta(days=9))
        self.give(back, vip, -30)
        weeks = self.replay(silver)
        self.assertAlmostEqual(sum(weeks.mapped("discount")), before)

    def test_what_the_tried_group_gave_itself_is_given_anew(self):
        silver = create_rewards_group(
            self.env, min_visits=1, visit_days=300, price_percent=90
        )
        before = sum(self.replay(silver).mapped("discount"))
        self.give(self.buy(days_ago=10, amount=70), silver, 30)
        weeks = self.replay(silver)
        self.assertAlmostEqual(sum(weeks.mapped("discount")), before + 10)

    def test_weeks_begin_with_the_days_of_each_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        other.partner_id.tz = "Pacific/Auckland"
        self.env.registry.clear_cache()
        self.addCleanup(self.env.registry.clear_cache)
        silver = create_rewards_group(self.env)
        preview = silver._create_preview()
        preview.write({"backtest_days": 14, "backtest_step_days": 7})
        steps, dates = preview._backtest_steps(silver.sudo())
        for company in (self.env.company, other):
            found = [step.begins for step in steps if step.company_id == company.id]
            days = [
                next(
                    day
                    for day in self.env["customer.category"]._company_days(at=date_)
                    if day.company_id == company.id
                )
                for date_ in dates
            ]
            self.assertEqual(found, [day.ends for day in days])

    def test_change_of_group_is_a_move(self):
        create_rewards_group(
            self.env, "Gold", min_visits=3, visit_days=30, price_percent=50
        )
        silver = create_rewards_group(
            self.env, "Bronze", min_visits=1, visit_days=90, price_percent=95
        )
        weeks = self.replay(silver)
        self.assertEqual(sum(weeks.mapped("joined")), 1)
        self.assertEqual(sum(weeks.mapped("moved")), 2)
        self.assertEqual(sum(weeks.mapped("departed")), 0)

    def test_each_figure_is_drawn(self):
        silver = create_rewards_group(
            self.env, min_visits=3, visit_days=30, price_percent=80
        )
        weeks = self.replay(silver)
        for graph, fnames in (
            ("backtest_graph", ["member_count"]),
            ("backtest_graph_changes", ["joined", "departed", "moved"]),
            ("backtest_graph_discount", ["discount"]),
            ("backtest_graph_margin", ["margin"]),
        ):
            drawn = json.loads(weeks.preview_id[graph])[0]["values"]
            with self.subTest(graph):
                self.assertEqual(
                    [value["value"] for value in drawn],
                    [sum(week[fname] for fname in fnames) for week in weeks],
                )

    def test_rows_of_a_rule_on_trial_are_downloaded_as_a_spreadsheet(self):
        silver = create_rewards_group(self.env)
        action = silver.action_replay({"min_visits": 1, "visit_days": 30})
        preview = self.env["customer.category.preview"].browse(action["res_id"])
        url = preview.action_download_backtest()["url"]
        self.assertIn(f"/{preview._name}/{preview.id}/backtest_xlsx/", url)
        file = io.BytesIO(base64.b64decode(preview.backtest_xlsx))
        titles, *rows = openpyxl.load_workbook(file).active.values
        self.assertEqual(titles[:2], ("From", "Members"))
        self.assertEqual(
            [(row[0].date(), *row[1:]) for row in rows],
            [
                (
                    week.date,
                    week.member_count,
                    week.joined,
                    week.departed,
                    week.moved,
                    week.discount,
                    week.margin,
                )
                for week in preview.week_ids
            ],
        )

    def test_nothing_changes_but_the_preview(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=90)
        self.replay(silver)
        self.assertFalse(silver.member_count)

    def test_many_orders_are_told_by_some_customers(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=90)
        customers = self.env["res.partner"]
        for number in range(20):
            customers |= create_customer(self.env, f"Customer {number}")
        for customer in customers:
            self.buy(customer, days_ago=1, moment=datetime.now() - timedelta(days=80))
        looks = customer_category_backtest.MOST_LOOKS
        customer_category_backtest.MOST_LOOKS = 100
        self.addCleanup(setattr, customer_category_backtest, "MOST_LOOKS", looks)
        weeks = self.replay(silver)
        # 23 orders, looked at 13 times.
        self.assertEqual(weeks.preview_id.backtest_sample, 3)
        self.assertTrue(weeks.preview_id.backtest_is_sample)
        asked = self.env.execute_query(sample_sql(3))
        told = len((customers | self.customer) & customers.browse(i for (i,) in asked))
        self.assertEqual(self.week_of(weeks, 45).member_count, 3 * told)

    def test_longer_replays_of_more_orders_ask_fewer_customers(self):
        preview = create_rewards_group(self.env)._create_preview()
        for orders, days, wanted in (
            (0, 365, (7, 1)),
            (75_000, 365, (7, 1)),
            (80_000, 365, (7, 2)),
            (300_000, 90, (7, 1)),
            (1_000_000, 90, (7, 4)),
            (1_000_000, 365, (28, 4)),
            (20_000_000, 90, (7, 65)),
        ):
            with (
                self.subTest(orders, days=days),
                patch.object(type(preview), "_count_orders", lambda _self, n=orders: n),
            ):
                preview.backtest_days = days
                preview._plan_backtest()
                found = (preview.backtest_step_days, preview.backtest_sample)
                self.assertEqual(found, wanted)
