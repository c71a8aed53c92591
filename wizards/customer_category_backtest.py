import json
from dataclasses import replace
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date

from ..engines.backtest import Step, step_sql, summary_sql, table_sql

# Beyond so many orders one customer in ten stands for all, and a year has steps of four
# weeks, so that the answer comes while somebody waits.
MANY_ORDERS = 1_000_000
SAMPLE = 10
WEEK = 7
# What the buttons offer: a replay costs an evaluation for each of its steps.
LENGTHS = (90, 365)
# Comes after all others (R6), as the id of a new category would.
NEW_ID = 2**31 - 1


class CustomerCategoryBacktest(models.AbstractModel):
    """What rules would have done in the last days, before they are applied."""

    _name = "customer.category.backtest"
    _inherit = ["customer.category.draft"]
    _description = "Back-Test of Customer Categories"

    backtest_days = fields.Integer(readonly=True)
    backtest_is_sample = fields.Boolean(readonly=True)
    backtest_graph = fields.Text(compute="_compute_backtest_graph")
    backtest_discount = fields.Monetary(
        currency_field="backtest_currency_id", compute="_compute_backtest_amounts"
    )
    backtest_margin = fields.Monetary(
        currency_field="backtest_currency_id", compute="_compute_backtest_amounts"
    )
    backtest_currency_id = fields.Many2one(
        "res.currency", compute="_compute_backtest_amounts"
    )
    week_ids = fields.One2many(
        "customer.category.preview.week", "preview_id", readonly=True
    )

    @api.depends("week_ids")
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

    @api.depends("week_ids")
    def _compute_backtest_amounts(self):
        """Add up what it would have cost, and what would have been left."""
        for preview in self:
            preview.backtest_discount = sum(preview.week_ids.mapped("discount"))
            preview.backtest_margin = sum(preview.week_ids.mapped("margin"))
            preview.backtest_currency_id = preview.week_ids.currency_id[:1]

    def action_backtest(self):
        """Replay as many of the last days as the button says, and show it.

        :raise ValidationError: for another number of days than :data:`LENGTHS`, or a
            rule that could not be saved
        """
        self.ensure_one()
        self.env["customer.category"].check_access("write")
        days = self.env.context.get("customer_category_backtest_days", LENGTHS[0])
        if days not in LENGTHS:
            raise ValidationError(
                self.env._(
                    "The last %(short)s or %(long)s days can be replayed.",
                    short=LENGTHS[0],
                    long=LENGTHS[1],
                )
            )
        self._backtest(days)
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
        categories = self._replayed_categories()
        steps, dates = self._backtest_steps(categories, days, length)
        percents = {_id_of(category): category.price_percent for category in categories}
        rows = self.env.execute_query(
            summary_sql(steps, percents, self._backtest_rates(categories[:1]))
        )
        factor = SAMPLE if self.backtest_is_sample else 1
        names = ("member_count", "joined", "departed", "moved", "discount", "margin")
        self.env["customer.category.preview.week"].create(
            [
                {
                    "preview_id": self.id,
                    "date": dates[number],
                    "currency_id": categories[:1].currency_id.id,
                    **{
                        name: float(value) * factor
                        for name, value in zip(names, values, strict=True)
                    },
                }
                for number, *values in rows
            ]
        )

    def _backtest_steps(self, categories, days, length):
        """Evaluate the rules as of each step's day, and return steps and days."""
        self.env.flush_all()
        self.env.cr.execute(table_sql())
        customers = SQL("SELECT id FROM res_partner WHERE id %% %s = 0", SAMPLE)
        today = categories._company_days()[0].day
        dates = [
            today - timedelta(days=days - passed) for passed in range(0, days, length)
        ]
        ends = []
        for number, day in enumerate(dates):
            company_days = categories._company_days(at=day)
            rules = self._replayed_rules(categories, company_days)
            among = customers if self.backtest_is_sample else None
            self.env.cr.execute(step_sql(number, rules, company_days, among))
            ends.append({day.company_id: day.ends for day in company_days})
        company_days = categories._company_days(at=today)
        ends.append({day.company_id: day.ends for day in company_days})
        steps = [
            Step(number, company_id, begins, ends[number + 1][company_id])
            for number in range(len(dates))
            for company_id, begins in ends[number].items()
        ]
        return steps, dates

    def _replayed_categories(self):
        """Return the categories to replay, as they are or as they would be saved."""
        if self.is_draft:
            return self._drafted_category()
        self.category_ids.check_access("write")
        return self.category_ids.sudo()

    def _replayed_rules(self, categories, days):
        """Return the rules of every category without grace, the draft among them.

        :param categories: those to replay
        :param days: the :class:`~..engines.company_day.CompanyDay` of every company
        """
        rules = categories._rules(days)
        if self.is_draft:
            day_of = {day.company_id: day.day for day in days}
            today = day_of.get(categories.company_id.id, days[0].day)
            rule = replace(
                categories._rule(today), category_id=_id_of(categories), is_draft=True
            )
            others = [r for r in rules if r.category_id != rule.category_id]
            rules = [*others, rule]
        return [replace(rule, grace_days=0) for rule in rules]

    def _is_backtest_large(self):
        """Tell by PostgreSQL's own estimate whether there are many orders."""
        rows = self.env.execute_query(
            SQL("SELECT reltuples FROM pg_class WHERE oid = 'pos_order'::regclass")
        )
        return rows[0][0] > MANY_ORDERS

    def _backtest_rates(self, category):
        """Return company id -> rate into the currency of a category (R15)."""
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


def _id_of(category):
    """Return the id of a category, also of one that is not saved yet."""
    return category._origin.id or NEW_ID
