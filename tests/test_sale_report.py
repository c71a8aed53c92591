"""The sale report: what categories bring and cost, as it was at each sale."""

from odoo.tests import new_test_user

from .common import create_category, create_customer
from .roles_table import ADMINISTRATOR
from .test_frozen_categories import FrozenCase
from .test_line_amounts import LineAmountsCase


class SaleReportCase(FrozenCase):
    def setUp(self):
        super().setUp()
        self.club = create_category(self.env, "Club")
        self.report = self.env["customer.category.sale.report"]

    def figures(self, *aggregates, by="customer_category_ids", domain=()):
        """Return group -> figures, as the pivot shows them; None has the total."""
        self.env.flush_all()
        total, groups = self.report._read_grouping_sets(
            self.own(domain), [[], [by]], aggregates
        )
        return {None: total[0], **{key: row for key, *row in groups}}

    def own(self, domain=()):
        """Return the domain of this test's shop: the database may have others."""
        return [("config_id", "=", self.shop.id), *domain]

    def figure(self, aggregate, category=None, **options):
        value = self.figures(aggregate, **options)[category]
        return value[0] if value else None


class TestSaleReport(SaleReportCase):
    def test_sale_of_a_customer_in_two_categories_counts_once_in_the_total(self):
        self.join(self.vip)
        self.join(self.club)
        self.buy(amount=30)
        found = self.figures("revenue:sum", "visit_count:count_distinct")
        self.assertEqual(list(found[self.vip]), [30, 1])
        self.assertEqual(list(found[self.club]), [30, 1])
        self.assertEqual(list(found[None]), [30, 1])

    def test_web_client_gets_the_same_totals(self):
        self.join(self.vip)
        self.join(self.club)
        self.buy(amount=30)
        self.env.flush_all()
        total, groups = self.report.formatted_read_grouping_sets(
            self.own(),
            [[], ["customer_category_ids"]],
            ["revenue:sum", "average_basket:avg", "average_basket:sum_currency"],
        )
        self.assertEqual([row["revenue:sum"] for row in total + groups], [30, 30, 30])
        self.assertEqual(total[0]["average_basket:avg"], 30)

    def test_sales_outside_of_categories_are_a_group_of_their_own(self):
        self.join(self.vip)
        self.buy(amount=30)
        self.buy(create_customer(self.env, "Bob"), amount=5)
        self.buy(self.env["res.partner"], amount=2)
        nobody = self.env["customer.category"]
        self.assertEqual(self.figure("revenue:sum", nobody), 7)
        self.assertEqual(self.figure("revenue:sum"), 37)

    def test_refunds_at_the_till_and_in_the_back_office_count_alike(self):
        self.join(self.vip)
        for take_back in (self.refund, self.refund_in_back_office):
            with self.subTest(take_back.__name__):
                before = self.figure("revenue:sum")
                take_back(self.buy(amount=30))
                self.assertEqual(self.figure("revenue:sum"), before or 0)
                self.assertEqual(self.figure("product_qty:sum"), 0)

    def test_refund_lessens_the_category_of_the_sale(self):
        self.join(self.vip)
        order = self.buy(amount=30)
        self.customer._remove_customer_categories(self.vip, "manual")
        self.refund(order)
        self.assertEqual(self.figure("revenue:sum", self.vip), 0)

    def test_order_is_a_visit_until_it_comes_back_in_full(self):
        order = self.buy(amount=30)
        self.buy(amount=10)
        self.assertEqual(self.figure("visit_count:count_distinct"), 2)
        self.refund(order, quantity=0.5)
        self.assertEqual(self.figure("visit_count:count_distinct"), 2)
        self.refund(order, quantity=0.5)
        self.assertEqual(self.figure("visit_count:count_distinct"), 1)

    def test_basket_is_revenue_by_orders_and_not_by_lines(self):
        self.buy(amount=30)
        self.buy(amount=10)
        self.assertEqual(self.figure("average_basket:avg"), 20)
        self.assertEqual(self.figure("average_basket:sum_currency"), 20)

    def test_orders_per_customer_leave_out_those_without(self):
        for _visit in range(3):
            self.buy()
        self.buy(create_customer(self.env, "Bob"))
        self.buy(self.env["res.partner"])
        self.assertEqual(self.figure("visits_per_customer:avg"), 2)

    def test_contacts_of_a_company_are_one_customer(self):
        company = create_customer(self.env, "Firm", is_company=True)
        for name in ("Clerk", "Boss"):
            self.buy(create_customer(self.env, name, parent_id=company.id))
        self.assertEqual(self.figure("customer_count:count_distinct"), 1)

    def test_margin_is_revenue_less_cost_also_of_what_came_back(self):
        self.product.standard_price = 4
        order = self.buy(amount=30)
        self.assertEqual(self.figure("margin:sum"), 26)
        self.refund_in_back_office(order)
        self.assertEqual(self.figure("margin:sum"), 0)

    def test_draft_counts_nowhere(self):
        order = self.buy(amount=30)
        self.env.cr.execute(
            "UPDATE pos_order SET state = 'draft' WHERE id = %s", [order.id]
        )
        self.assertFalse(self.report.search([("order_id", "=", order.id)]))

    def test_categories_of_today_are_told_apart_from_those_at_the_sale(self):
        self.buy(amount=30, days_ago=2)
        self.join(self.vip)
        self.assertFalse(self.figures("revenue:sum").get(self.vip))
        today = self.figure("revenue:sum", self.vip, by="current_category_ids")
        self.assertEqual(today, 30)

    def test_filters_by_category(self):
        self.join(self.vip)
        order = self.buy(amount=30)
        self.buy(create_customer(self.env, "Bob"), amount=5)
        found = self.report.search(self.own([("customer_category_ids", "=", "VIP")]))
        self.assertEqual(found.order_id, order)

    def test_row_opens_its_order(self):
        order = self.buy()
        row = self.report.search([("order_id", "=", order.id)])
        self.assertEqual(row.action_view_order()["res_id"], order.id)
        self.assertEqual(
            self.env["pos.order"].search(row.action_view_orders()["domain"]), order
        )


class TestSaleReportRights(SaleReportCase):
    def test_sales_of_other_companies_are_hidden(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        user = new_test_user(
            self.env,
            "elsewhere",
            f"base.group_user,{ADMINISTRATOR}",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        order = self.buy()
        self.env.flush_all()
        self.assertFalse(
            self.report.with_user(user).search([("order_id", "=", order.id)])
        )

    def test_administrator_without_rights_at_the_till_reads_it(self):
        user = new_test_user(self.env, "owner", f"base.group_user,{ADMINISTRATOR}")
        self.join(self.vip)
        self.buy(amount=30)
        self.env.flush_all()
        rows = self.report.with_user(user).web_search_read(
            self.own(),
            {
                "order_id": {"fields": {"display_name": {}}},
                "customer_category_ids": {"fields": {"display_name": {}}},
                "revenue": {},
            },
        )
        self.assertEqual(rows["records"][0]["revenue"], 30)


class TestStockReport(SaleReportCase):
    def test_report_of_orders_groups_by_category_and_counts_once_in_total(self):
        for category in (self.vip, self.club):
            self.join(category)
        self.buy(amount=30)
        self.env.flush_all()
        total, groups = self.env["report.pos.order"]._read_grouping_sets(
            self.own(), [[], ["customer_category_ids"]], ["price_total:sum"]
        )
        self.assertEqual(total, [(30,)])
        self.assertEqual(dict(groups), {self.vip: 30, self.club: 30})


class TestDiscounts(SaleReportCase, LineAmountsCase):
    def test_cost_is_what_was_not_paid_and_the_category_s_part_of_it(self):
        self.sell(90, saved=10, quantity=2, discount=50)
        self.assertEqual(self.figure("revenue:sum"), 90)
        self.assertEqual(self.figure("category_discount:sum"), 20)
        self.assertEqual(self.figure("discount_cost:sum"), 110)
        found = self.figures("category_discount:sum", by="price_category_id")
        self.assertEqual(list(found[self.vip]), [20])

    def test_what_comes_back_costs_nothing_any_more(self):
        line = self.sell(90, saved=10, quantity=2, discount=50)
        self.refund_in_back_office(line.order_id)
        self.assertEqual(self.figure("category_discount:sum"), 0)
        self.assertEqual(self.figure("discount_cost:sum"), 0)

    def test_discount_of_a_sale_before_the_addon_is_told_from_its_percentage(self):
        line = self.sell(90, quantity=2, discount=50)
        line.category_regular_subtotal = 0
        self.assertEqual(self.figure("discount_cost:sum"), 90)


class TestForeignCurrency(SaleReportCase):
    def test_amounts_are_in_the_company_s_currency_at_the_order_s_rate(self):
        order = self.buy(amount=30)
        order.currency_rate = 3
        self.assertEqual(self.figure("revenue:sum"), 10)
