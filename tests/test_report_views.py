"""Each report opens in views that say what it is about, with data and without."""

from lxml import etree

from odoo.tests import tagged
from odoo.tests.common import HttpCase
from odoo.tools import html2plaintext

from .test_frozen_categories import FrozenCase

REPORTS = (
    "sale_report_action",
    "sale_report_action_customers",
    "sale_report_action_margin",
    "member_report_action",
    "member_report_action_stays",
    "member_report_action_unused",
    "overlap_report_action",
)


class TestReportViews(FrozenCase):
    def action(self, name):
        return self.env["ir.actions.act_window"]._for_xml_id(
            f"customer_category.customer_category_{name}"
        )

    def arch(self, name, kind):
        """Return the root of a view that an action opens."""
        action = self.action(name)
        view_id = next(view for view, mode in action["views"] if mode == kind)
        model = self.env[action["res_model"]]
        return etree.fromstring(model.get_view(view_id, kind)["arch"])

    def measures(self, name, kind):
        """Return the measures that a view of an action shows first."""
        return self.arch(name, kind).xpath("field[@type='measure']/@name")

    def test_only_the_size_of_a_category_is_added_up_in_time(self):
        """Entries alone, without leavings, are no size."""
        self.assertEqual(
            self.arch("member_report_action", "graph").get("cumulated"), "1"
        )
        for name in ("member_report_action_stays", "member_report_action_unused"):
            with self.subTest(name):
                graph = self.arch(name, "graph")
                self.assertFalse(graph.get("cumulated"))
                self.assertNotIn("date", graph.xpath("field/@name"))

    def test_stays_are_drawn_by_their_months(self):
        graph = self.arch("member_report_action_stays", "graph")
        self.assertEqual(graph.xpath("field/@name")[0], "stay_months")

    def test_customers_by_margin_are_drawn_by_margin_the_best_first(self):
        for name in ("sale_report_action_margin", "sale_report_action_customers"):
            with self.subTest(name):
                self.assertEqual(self.measures(name, "graph"), ["margin"])
                graph = self.arch(name, "graph")
                self.assertEqual(
                    [graph.get("order"), graph.get("stacked")], ["DESC", "0"]
                )
                pivot = self.arch(name, "pivot")
                self.assertEqual(pivot.get("default_order"), "margin desc")

    def test_an_empty_report_says_how_to_begin(self):
        for name in REPORTS:
            with self.subTest(name):
                text = html2plaintext(self.action(name)["help"])
                self.assertRegex(text, "To begin|add customers")
                self.assertNotIn("Every member", text)


@tagged("post_install", "-at_install")
class TestReportTours(HttpCase, FrozenCase):
    browser_size = "1280x800"

    def test_accountant_reads_whole_headings(self):
        self.join(self.vip, days_ago=9)
        self.buy(days_ago=1, amount=30)
        self.customer._remove_customer_categories(self.vip, "manual")
        self.start_tour(
            "/odoo/contacts", "customer_category_reports", login="admin", timeout=120
        )
