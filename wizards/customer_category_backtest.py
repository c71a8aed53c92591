import json
from dataclasses import replace
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL, format_date

from ..engines.backtest import Step, step_sql, summary_sql, table_sql

# Beyond so many orders one customer in ten stands for all, and a year has steps of four
# weeks, so that the answer comes while somebody waits.
MANY_ORDERS = 1_000_000
SAMPLE = 10
WEEK = 7


class CustomerCategoryBacktest(models.AbstractModel):
    """What rules would have done in the last days, before they are applied."""

    _name = "customer.category.backtest"
    _description = "Back-Test of Customer Categories"

    backtest_days = fields.Integer(readonly=True)
    backtest_is_sample = fields.Boolean(readonly=True)
    backtest_graph = fields.Text(compute="_compute_backtest_graph")
    week_ids = fields.One2many(
        "customer.category.preview.week", "preview_id", readonly=True
    )

    def _compute_backtest_graph(self):
        """Draw the number of members at each step."""
        for preview in self:
            values = [
                {
                    "label": format_date(self.env, week.date, date_format="d MMM"),
                    "value": week.member_count,
                    "type": "past",
                }
                for week in preview.week_ids
            ]
            preview.backtest_graph = json.dumps(
                [{"key": self.env._("Members"), "values": values}]
            )

    def action_backtest(self):
        """Replay as many of the last days as the button says, and show it."""
        self.ensure_one()
        self.env["customer.category"].check_access("write")
        self._backtest(self.env.context.get("customer_category_backtest_days", 90))
        return self._action_show()

    def action_view_backtest(self):
        """Open the replay as a graph."""
        self.ensure_one()
        name = self.env._("Replay of the Last %s Days", self.backtest_days)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "customer.category.preview.week",
            "view_mode": "graph,list",
            "domain": [("preview_id", "=", self.id)],
        }

    def _backtest(self, days):
        """Store what these categories would have done in the last days."""
        self.week_ids.unlink()
        self.backtest_days = days
        self.backtest_is_sample = self._is_backtest_large()
        length = WEEK
        if self.backtest_is_sample and days > 90:
            length = 4 * WEEK
        steps, dates = self._backtest_steps(days, length)
        rows = self.env.execute_query(
            summary_sql(steps, self.category_ids.ids, self._backtest_rates())
        )
        factor = SAMPLE if self.backtest_is_sample else 1
        names = ("member_count", "joined", "departed", "moved", "discount", "margin")
        self.env["customer.category.preview.week"].create(
            [
                {
                    "preview_id": self.id,
                    "date": dates[number],
                    "currency_id": self.category_ids[:1].currency_id.id,
                    **{
                        name: float(value) * factor
                        for name, value in zip(names, values, strict=True)
                    },
                }
                for number, *values in rows
            ]
        )

    def _backtest_steps(self, days, length):
        """Evaluate the rules as of each step's day, and return steps and days."""
        categories = self.env["customer.category"].sudo()
        self.env.flush_all()
        self.env.cr.execute(table_sql())
        customers = SQL("SELECT id FROM res_partner WHERE id %% %s = 0", SAMPLE)
        today = self.category_ids.sudo()._company_days()[0].day
        dates = [
            today - timedelta(days=days - passed) for passed in range(0, days, length)
        ]
        ends = []
        for number, day in enumerate(dates):
            company_days = categories._company_days(at=day)
            rules = [replace(r, grace_days=0) for r in categories._rules(company_days)]
            among = customers if self.backtest_is_sample else None
            self.env.cr.execute(step_sql(number, rules, company_days, among))
            ends.append(company_days[0].ends)
        ends.append(categories._company_days(at=today)[0].ends)
        steps = [
            Step(number, ends[number], ends[number + 1]) for number in range(len(dates))
        ]
        return steps, dates

    def _is_backtest_large(self):
        """Tell by PostgreSQL's own estimate whether there are many orders."""
        rows = self.env.execute_query(
            SQL("SELECT reltuples FROM pg_class WHERE oid = 'pos_order'::regclass")
        )
        return rows[0][0] > MANY_ORDERS

    def _backtest_rates(self):
        """Return company id -> rate into the currency of the first category (R15)."""
        category = self.category_ids[:1].sudo()
        companies = self.env.companies
        if category.company_id:
            companies = companies.filtered(
                lambda company: category.company_id in company.sudo().parent_ids
            )
        days = {day.company_id: day for day in category._company_days()}
        return {
            company.id: days[company.id].rates[category.currency_id.id]
            for company in companies
        } or {0: 1}
