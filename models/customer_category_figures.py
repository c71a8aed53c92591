from collections import defaultdict

from odoo import api, fields, models

from ..engines.figures import revenue_sql

ADMINISTRATOR = "customer_category.customer_category_group_administrator"


class CustomerCategoryFigures(models.AbstractModel):
    """What the owner sees of a category at a glance: who is in, what they bring."""

    _name = "customer.category.figures"
    _description = "Figures of Customer Categories"

    currency_id = fields.Many2one("res.currency")
    revenue_month = fields.Monetary(
        string="Revenue, 30 Days",
        compute="_compute_revenue",
        groups=ADMINISTRATOR,
        help="What today's members spent in the last 30 days, less refunds.",
    )
    revenue_quarter = fields.Monetary(
        string="Revenue, 90 Days",
        compute="_compute_revenue",
        groups=ADMINISTRATOR,
        help="What today's members spent in the last 90 days, less refunds.",
    )
    revenue_trend = fields.Float(
        string="Trend",
        compute="_compute_revenue",
        digits=(16, 0),
        groups=ADMINISTRATOR,
        help="The last 30 days against the 30 days before, in percent of these; "
        "0 where there is nothing to compare with.",
    )
    newest_member_ids = fields.Many2many(
        "res.partner",
        string="Newest Members",
        compute="_compute_newest_member_ids",
        help="Who joined last. All members are behind the button Members.",
    )

    @api.depends("currency_id")
    @api.depends_context("allowed_company_ids")
    def _compute_revenue(self):
        """Sum up in each category's currency, by the user's companies alone (R15)."""
        totals = self._sum_revenue()
        for category in self:
            month, before, quarter = totals[category._origin.id]
            category.revenue_month = month
            category.revenue_quarter = quarter
            category.revenue_trend = (
                100 * (month - before) / before if before > 0 else 0
            )

    def _sum_revenue(self):
        """Return category id -> month, month before and quarter, in its currency."""
        totals = defaultdict(lambda: (0, 0, 0))
        days = {day.company_id: day for day in self._company_days()}
        seen = [days[company.id] for company in self.env.companies]
        if not (self._origin and seen):
            return totals
        self.env.flush_all()
        currencies = {category.id: category.currency_id for category in self._origin}
        for category_id, company_id, *amounts in self.env.execute_query(
            revenue_sql(self._origin.ids, seen)
        ):
            company = self.env["res.company"].browse(company_id)
            totals[category_id] = tuple(
                total
                + company.currency_id._convert(
                    float(amount),
                    currencies[category_id],
                    company,
                    days[company_id].day,
                )
                for total, amount in zip(totals[category_id], amounts, strict=True)
            )
        return totals

    def _compute_newest_member_ids(self):
        for category in self:
            category.newest_member_ids = category._find_newest_members()

    def _find_newest_members(self, limit=40):
        """Return the customers who joined last and whom the user may see.

        :param int limit: how many at the most
        :rtype: res.partner
        """
        stays = self.env["customer.category.membership"].sudo()
        stays = stays.search_fetch(
            [
                ("category_id", "in", self._origin.ids),
                ("date_end", "=", False),
                ("partner_id.active", "=", True),
            ],
            ["partner_id"],
            order="date_start desc, id desc",
            limit=limit,
        )
        partners = self.env["res.partner"].browse(stays.partner_id.ids)
        return partners._filtered_access("read")

    def action_view_orders(self):
        """Open the orders of today's members, or their sales without Point of Sale."""
        self.ensure_one()
        if not self.env["pos.order"].has_access("read"):
            return self._view_sales()
        name = self.env._("Orders of %s", self.name)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "point_of_sale.action_pos_pos_form"
            ),
            "name": name,
            "display_name": name,
            "domain": [
                ("partner_id.customer_category_ids", "in", self.ids),
                ("state", "in", ["paid", "done"]),
            ],
            "context": {},
        }

    def _view_sales(self):
        """Return the action that opens the report of what today's members bought."""
        name = self.env._("Sales to %s", self.name)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_category.customer_category_sale_report_action"
            ),
            "name": name,
            "display_name": name,
            "domain": [("current_category_ids", "in", self.ids)],
        }
