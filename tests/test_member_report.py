"""The member report: who came, went and moved, and who is in two categories."""

from datetime import datetime, timedelta

from odoo.tools import SQL

from .common import (
    create_category,
    create_customer,
    create_rewards_group,
    merge_customers,
)
from .test_frozen_categories import FrozenCase


class MemberReportCase(FrozenCase):
    def setUp(self):
        super().setUp()
        self.report = self.env["customer.category.member.report"]

    def figures(self, category, *aggregates, domain=()):
        """Return the figures of one category."""
        self.env.flush_all()
        domain = [("category_id", "=", category.id), *domain]
        return list(self.report._read_group(domain, aggregates=aggregates)[0])

    def events(self, category):
        self.env.flush_all()
        rows = self.report.search([("category_id", "=", category.id)], order="date, id")
        return rows.mapped("event")

    def move_dates(self, **moments):
        """Let the last stay have begun and ended some days ago."""
        self.env.flush_all()
        for fname, days_ago in moments.items():
            self.env.cr.execute(
                SQL(
                    "UPDATE customer_category_membership SET %s = %s"
                    " WHERE id = (SELECT MAX(id) FROM customer_category_membership)",
                    SQL.identifier(fname),
                    datetime.now() - timedelta(days=days_ago),
                )
            )
        self.env.invalidate_all()


class TestMemberReport(MemberReportCase):
    def test_sum_of_changes_is_the_number_of_members(self):
        self.join(self.vip)
        self.join(self.vip, create_customer(self.env, "Bob"))
        self.customer._remove_customer_categories(self.vip, "manual")
        found = self.figures(self.vip, "change:sum", "joined:sum", "departed:sum")
        self.assertEqual(found, [1, 2, 1])
        self.assertEqual(self.vip.member_count, 1)

    def test_size_of_a_day_in_the_past(self):
        self.join(self.vip, days_ago=9)
        self.join(self.vip, create_customer(self.env, "Bob"), days_ago=2)
        then = datetime.now() - timedelta(days=5)
        found = self.figures(self.vip, "change:sum", domain=[("date", "<", then)])
        self.assertEqual(found, [1])

    def test_archived_customer_counts_no_more_than_in_the_number_of_members(self):
        self.join(self.vip)
        self.customer.active = False
        self.assertFalse(any(self.figures(self.vip, "change:sum")))
        self.assertEqual(self.vip.member_count, 0)

    def test_stay_is_from_joining_to_leaving(self):
        self.join(self.vip, days_ago=9)
        self.customer._remove_customer_categories(self.vip, "manual")
        self.move_dates(date_start=10, date_end=4)
        self.assertAlmostEqual(self.figures(self.vip, "stay_days:avg")[0], 6, 3)

    def test_stay_lasts_until_today_for_who_is_still_a_member(self):
        self.join(self.vip, days_ago=9)
        self.assertAlmostEqual(self.figures(self.vip, "stay_days:avg")[0], 9, 1)

    def test_months_are_full_ones(self):
        self.join(self.vip, days_ago=59)
        row = self.report.search([("category_id", "=", self.vip.id)])
        self.assertEqual(row.stay_months, 1)

    def test_change_of_rewards_group_is_a_move_and_neither_join_nor_leaving(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        gold = create_rewards_group(
            self.env, "Gold", min_visits=1, visit_days=9, price_percent=50
        )
        self.env["customer.category"]._recompute(self.customer)
        self.assertEqual(self.customer.customer_category_ids, gold)
        self.assertEqual(self.events(silver), ["join", "move_out"])
        self.assertEqual(self.events(gold), ["move_in"])
        moved = ("joined:sum", "departed:sum", "moved:sum", "change:sum")
        self.assertEqual(self.figures(gold, *moved), [0, 0, 1, 1])
        self.assertEqual(self.figures(silver, *moved), [1, 0, 0, 0])
        out = self.report.search([("event", "=", "move_out")])
        self.assertEqual(
            out.filtered(lambda row: row.category_id == silver).other_category_id, gold
        )

    def test_members_at_risk(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.buy()
        self.assertEqual(self.figures(silver, "at_risk:sum"), [0])
        self.move_dates(date_risk=1)
        self.assertEqual(self.figures(silver, "at_risk:sum"), [1])

    def test_members_who_never_paid_the_price_of_the_category(self):
        users = self.customer | create_customer(self.env, "Bob")
        for customer in users:
            self.join(self.vip, customer)
        order = self.buy()
        order.lines.customer_category_id = self.vip
        self.env.flush_all()
        unused = self.report.search(
            [
                ("category_id", "=", self.vip.id),
                ("is_current", "=", True),
                ("is_used", "=", False),
            ]
        )
        self.assertEqual(unused.partner_id, users[1])

    def test_price_paid_before_joining_is_no_use(self):
        order = self.buy(days_ago=5)
        order.lines.customer_category_id = self.vip
        self.join(self.vip, days_ago=2)
        self.env.flush_all()
        row = self.report.search([("category_id", "=", self.vip.id)])
        self.assertFalse(row.is_used)

    def test_row_opens_its_customer(self):
        self.join(self.vip)
        row = self.report.search([("category_id", "=", self.vip.id)])
        self.assertEqual(row.action_view_customer()["res_id"], self.customer.id)
        found = self.env["res.partner"].search(row.action_view_customers()["domain"])
        self.assertEqual(found, self.customer)


class TestTogether(MemberReportCase):
    """What several stays of one customer are, at a merge or within a second."""

    def test_merge_of_two_members_is_no_leaving(self):
        bob = create_customer(self.env, "Bob")
        self.join(self.vip, days_ago=9)
        self.join(self.vip, bob, days_ago=5)
        merge_customers(self.customer, bob)
        self.assertEqual(self.events(self.vip), ["join"])
        found = self.figures(self.vip, "change:sum", "joined:sum", "departed:sum")
        self.assertEqual(found, [1, 1, 0])

    def test_who_left_before_a_merge_did_leave(self):
        bob = create_customer(self.env, "Bob")
        self.join(self.vip, bob, days_ago=9)
        bob._remove_customer_categories(self.vip, "manual")
        self.move_dates(date_end=5)
        self.join(self.vip, days_ago=2)
        merge_customers(self.customer, bob)
        self.assertEqual(self.events(self.vip), ["join", "leave", "join"])

    def test_members_of_a_deleted_category_were_merged_all_the_same(self):
        bob = create_customer(self.env, "Bob")
        for customer, days_ago in ((self.customer, 9), (bob, 5)):
            self.join(self.vip, customer, days_ago)
        merge_customers(self.customer, bob)
        self.vip.unlink()
        self.env.flush_all()
        rows = self.report.search([("partner_id", "=", self.customer.id)])
        self.assertEqual(sorted(rows.mapped("event")), ["join", "leave"])

    def test_two_moves_of_one_second_are_two(self):
        groups = self.env["customer.category"]
        for name, percent in (("Bronze", 90), ("Silver", 80), ("Gold", 70)):
            groups |= create_rewards_group(
                self.env, name, min_lifetime_spend=99, price_percent=percent
            )
        bronze, silver, gold = groups
        start, moment, no_end = "2024-01-01", "2024-02-01", None
        for group, begin, end in (
            (bronze, start, moment),
            (silver, moment, moment),
            (gold, moment, no_end),
        ):
            self.env.cr.execute(
                "INSERT INTO customer_category_membership (partner_id, category_id,"
                " assignment, source, date_start, date_end)"
                " VALUES (%s, %s, 'rewards', 'rule', %s, %s)",
                [self.customer.id, group.id, begin, end],
            )
        rows = self.report.search([("category_id", "in", groups.ids)], order="id")
        self.assertEqual(
            [(row.category_id, row.event, row.other_category_id) for row in rows],
            [
                (bronze, "join", groups.browse()),
                (bronze, "move_out", silver),
                (silver, "move_in", bronze),
                (silver, "move_out", gold),
                (gold, "move_in", silver),
            ],
        )

    def test_each_row_has_an_id_of_its_own(self):
        bob = create_customer(self.env, "Bob")
        bronze = create_rewards_group(self.env, "Bronze", min_visits=1, visit_days=9)
        silver = create_rewards_group(
            self.env, "Silver", min_visits=2, visit_days=9, price_percent=80
        )
        create_rewards_group(
            self.env, "Gold", min_visits=4, visit_days=9, price_percent=70
        )
        for customer in (self.customer, self.customer, bob, bob):
            self.buy(customer)
        self.assertEqual(bob.rewards_category_id, silver)
        # The merged customer's purchases earn the best group at once.
        merge_customers(self.customer, bob)
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT COUNT(*) - COUNT(DISTINCT id)  FROM customer_category_member_report"
        )
        self.assertEqual(self.env.cr.fetchone(), (0,))
        self.assertEqual(self.figures(silver, "change:sum"), [0])
        self.assertFalse(any(self.figures(bronze, "change:sum")))


class TestOverlap(MemberReportCase):
    def test_customers_in_both_of_two_categories(self):
        club = create_category(self.env, "Club")
        bob = create_customer(self.env, "Bob")
        for customer, category in (
            (self.customer, self.vip),
            (self.customer, club),
            (bob, club),
        ):
            self.join(category, customer)
        self.env.flush_all()
        groups = self.env["customer.category.overlap.report"]._read_group(
            [("category_id", "in", (self.vip | club).ids)],
            ["category_id", "other_category_id"],
            ["customer_count:count_distinct"],
        )
        self.assertEqual(
            {(one, other): count for one, other, count in groups},
            {
                (self.vip, self.vip): 1,
                (self.vip, club): 1,
                (club, self.vip): 1,
                (club, club): 2,
            },
        )

    def test_who_left_is_in_no_pair(self):
        self.join(self.vip)
        self.customer._remove_customer_categories(self.vip, "manual")
        self.env.flush_all()
        overlaps = self.env["customer.category.overlap.report"]
        self.assertFalse(overlaps.search([("category_id", "=", self.vip.id)]))
