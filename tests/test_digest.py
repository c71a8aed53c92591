"""The digest e-mail: what categories brought since the last one."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import (
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_rewards_group,
)
from .test_frozen_categories import FrozenCase

MEMBERS = "kpi_customer_category_member_value"
REWARDS = "kpi_customer_category_reward_value"
SAVED = "kpi_customer_category_discount_value"


class TestDigest(FrozenCase):
    def figure(self, fname, user=None, **values):
        """Return a figure of the last seven days, as the e-mail computes it."""
        digest = self.env["digest.digest"].create({"name": "Owner", **values})
        now = datetime.now()
        days = {"start_datetime": now - timedelta(days=7), "end_datetime": now}
        self.env.flush_all()
        digest = digest.with_context(**days).with_company(self.env.company)
        return digest.with_user(user or self.env.user)[fname]

    def test_new_members_are_counted_once_and_only_of_these_days(self):
        self.join(self.vip)
        self.join(create_category(self.env, "Trade"))
        self.join(self.vip, create_customer(self.env, "Bob"), days_ago=9)
        self.assertEqual(self.figure(MEMBERS), 1)

    def test_members_of_another_company_are_not_counted(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.join(create_category(self.env, "Theirs", company_id=other.id))
        self.assertEqual(self.figure(MEMBERS), 0)
        self.assertEqual(self.figure(MEMBERS, company_id=other.id), 1)

    def test_who_falls_to_a_lesser_group_reached_nothing(self):
        gold = create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=5, price_percent=80
        )
        create_rewards_group(
            self.env, "Silver", min_visits=1, visit_days=300, price_percent=90
        )
        self.buy(days_ago=9)
        order = self.buy(days_ago=2)
        self.buy(days_ago=1)
        self.assertEqual(self.customer.rewards_category_id, gold)
        self.move_all_back(hours=1)
        self.assertEqual(self.figure(REWARDS), 1)
        self.move_all_back(days=30)
        self.refund(order)
        self.assertEqual(self.customer.rewards_category_id.name, "Silver")
        self.move_all_back(hours=1)
        self.assertEqual(self.figure(REWARDS), 0)

    def move_all_back(self, **time):
        """Let everything in the ledger have happened earlier."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_category_membership SET date_start = date_start - %s,"
            " date_end = date_end - %s",
            [timedelta(**time)] * 2,
        )
        self.env.invalidate_all()

    def test_what_members_saved(self):
        self.join(self.vip)
        pricelist = create_pricelist(self.env)
        create_price_rule(pricelist, self.vip, fixed_price=6)
        order = self.buy(amount=6, pricelist_id=pricelist.id, days_ago=0.5)
        order.lines.write({"customer_category_id": self.vip.id, "category_discount": 4})
        order.lines._freeze_discounts()
        before = self.figure(SAVED)
        self.assertEqual(before, sum(order.lines.mapped("category_discount_untaxed")))
        self.assertGreater(before, 0)

    def test_who_may_not_see_the_reports_gets_the_e_mail_without(self):
        cashier = new_test_user(self.env, "till", "point_of_sale.group_pos_user")
        for fname in (MEMBERS, REWARDS, SAVED):
            with self.assertRaises(AccessError):
                self.figure(fname, cashier)
        digest = self.env.ref("digest.digest_digest_default")
        kpis = digest._compute_kpis(self.env.company, cashier)
        names = {kpi["kpi_name"] for kpi in kpis}
        self.assertFalse([name for name in names if "customer_category" in name])
        self.assertIn("kpi_pos_total", names)

    def test_owner_s_e_mail_has_all_three(self):
        digest = self.env.ref("digest.digest_digest_default")
        digest.kpi_customer_category_member = True
        kpis = digest._compute_kpis(self.env.company, self.env.ref("base.user_admin"))
        ours = [k for k in kpis if "customer_category" in k["kpi_name"]]
        self.assertEqual(len(ours), 3)
        for kpi in ours:
            self.assertTrue(self.env.ref(kpi["kpi_action"].split("?")[0]))
