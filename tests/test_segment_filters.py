"""Whom a smart segment looks at: its filter on contacts, and its company (R15)."""

from datetime import date, timedelta

from odoo.fields import Command
from odoo.tools import mute_logger

from .common import CategoryCase, create_category, create_rewards_group

RULES = "odoo.addons.customer_category.models.customer_category_rules"


class TestWhomItIsFor(CategoryCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Other"})

    def segment(self, partner_domain=False, conditions=(), **values):
        lines = [
            Command.create({"metric": metric, "operator": operator, "value": value})
            for metric, operator, value in conditions
        ]
        return create_category(
            self.env,
            "Segment",
            assignment="smart",
            partner_domain=partner_domain,
            criterion_ids=lines,
            **values,
        )

    def recompute(self, company=None):
        categories = self.env["customer.category"]
        categories.with_company(company or self.env.company)._recompute()

    def test_filter_looks_at_what_its_own_company_sees(self):
        self.customer.barcode = "123"
        segment = self.segment(
            "[('barcode', '=', '123')]", company_id=self.env.company.id
        )
        for company in (self.env.company, self.other):
            self.recompute(company)
            self.assertEqual(self.customer.customer_category_ids, segment)

    def test_never_came_means_customers_that_the_company_sees(self):
        self.customer.company_id = self.other
        self.segment(conditions=[("visits", "=", 0)], company_id=self.env.company.id)
        self.recompute()
        self.assertFalse(self.customer.customer_category_ids)

    def test_filter_that_lost_its_field_keeps_members_and_stops_nobody(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        segment = self.segment("[('name', '=', 'Ann')]")
        self.recompute()
        self.env.cr.execute(
            "UPDATE customer_category SET partner_domain = %s WHERE id = %s",
            ["[('x_gone', '=', 1)]", segment.id],
        )
        self.env.invalidate_all()
        self.env["customer.category"]._forget_kept_rules()
        with mute_logger(RULES):
            self.buy()
        self.assertEqual(self.customer.customer_category_ids, silver + segment)

    def test_explanation_says_that_the_filter_leaves_a_customer_out(self):
        segment = self.segment("[('name', '=', 'Bob')]", [("visits", ">=", 1)])
        trace = segment._explain(self.customer)
        self.assertRegex(trace["why_not"], "Ann is none of those it is for")
        self.assertEqual((trace["qualifies"], trace["next_change"]), (False, False))

    def test_explanation_says_that_the_company_leaves_a_customer_out(self):
        self.customer.company_id = self.other
        segment = self.segment(
            conditions=[("visits", "=", 0)], company_id=self.env.company.id
        )
        self.assertFalse(segment._explain(self.customer)["qualifies"])

    def test_explanation_says_when_who_qualifies_joins(self):
        segment = self.segment(conditions=[("visits", "=", 0)])
        self.assertRegex(segment._explain(self.customer)["why_not"], "scheduled run")
        yesterday = date.today() - timedelta(days=1)
        self.assertFalse(segment._explain(self.customer, yesterday)["why_not"])
