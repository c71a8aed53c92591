from dataclasses import replace
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..engines.backtest import Step, sample_sql, step_sql, summary_sql, table_sql
from ..engines.windows import COMPLETED

# Each step looks at all orders. Beyond so many looks one customer in some stands for
# all, so that the answer comes while somebody waits, and far within the two minutes
# that Odoo gives a request.
MOST_LOOKS = 4_000_000
# Rather than asking fewer customers than one in so many, a year has longer steps.
MOST_SPARSE = 10
WEEK = 7
# What the buttons offer: a replay costs an evaluation for each of its steps.
LENGTHS = (90, 365)
# Comes after all others (R6), as the id of a new category would.
NEW_ID = 2**31 - 1


class CustomerCategoryBacktest(models.AbstractModel):
    """What rules would have done in the last days, before they are applied."""

    _name = "customer.category.backtest"
    _inherit = ["customer.category.draft", "customer.category.backtest.result"]
    _description = "Back-Test of Customer Categories"

    backtest_days = fields.Integer(readonly=True)
    backtest_is_sample = fields.Boolean(compute="_compute_backtest_is_sample")
    backtest_sample = fields.Integer(
        default=1, readonly=True, help="One customer in so many was asked."
    )
    backtest_step_days = fields.Integer(default=WEEK, readonly=True)

    @api.depends("backtest_sample")
    def _compute_backtest_is_sample(self):
        for preview in self:
            preview.backtest_is_sample = preview.backtest_sample > 1

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

    def _backtest(self, days):
        """Store what these categories would have done in the last days."""
        self.week_ids.unlink()
        self.backtest_days = days
        self._plan_backtest()
        categories = self._replayed_categories()
        steps, dates = self._backtest_steps(categories)
        percents = {_id_of(category): category.price_percent for category in categories}
        rows = self.env.execute_query(
            summary_sql(steps, percents, self._backtest_rates(categories[:1]))
        )
        factor = self.backtest_sample
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

    def _plan_backtest(self):
        """Choose steps and customers so that the replay looks at few enough orders."""
        orders = self._count_orders()
        self.backtest_step_days = WEEK
        self.backtest_sample = self._sample_of(orders)
        is_year = self.backtest_days > LENGTHS[0]
        if is_year and self.backtest_sample > MOST_SPARSE:
            self.backtest_step_days = 4 * WEEK
            self.backtest_sample = self._sample_of(orders)

    def _sample_of(self, orders):
        """Return how many customers one stands for, so that few orders are looked at.

        :param int orders: how many there are
        """
        steps = -(-self.backtest_days // self.backtest_step_days)
        return max(1, -(-orders * steps // MOST_LOOKS))

    def _backtest_steps(self, categories):
        """Evaluate the rules as of each step's day, and return steps and days."""
        self.env.flush_all()
        self.env.cr.execute(table_sql())
        among = None
        if self.backtest_sample > 1:
            among = sample_sql(self.backtest_sample)
        days = self.backtest_days
        today = categories._company_days()[0].day
        dates = [
            today - timedelta(days=days - passed)
            for passed in range(0, days, self.backtest_step_days)
        ]
        ends = []
        for number, day in enumerate(dates):
            company_days = categories._company_days(at=day)
            rules = self._replayed_rules(categories, company_days)
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

    def _count_orders(self):
        """Count what each step looks at: PostgreSQL's own estimate may be old."""
        rows = self.env.execute_query(
            SQL(
                """SELECT COUNT(*) FROM pos_order
                    WHERE partner_id IS NOT NULL AND state IN %s""",
                COMPLETED,
            )
        )
        return rows[0][0]

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
