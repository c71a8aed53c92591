from functools import partial

from odoo import api, fields, models

from ..engines.campaign_result import result_sql

_Count = partial(fields.Integer, compute="_compute_category_result")
_Amount = partial(
    fields.Monetary,
    compute="_compute_category_result",
    currency_field="category_currency_id",
)


class CustomerCategoryResult(models.AbstractModel):
    """What a mailing to categories brought: its recipients beside those held out."""

    _name = "customer.category.result"
    _description = "Result of Mailings to Customer Categories"

    category_result_days = fields.Integer(
        string="Days After",
        default=14,
        help="Purchases count for so many days after each customer's message.",
    )
    category_currency_id = fields.Many2one(
        "res.currency", compute="_compute_category_result"
    )
    category_reached_count = _Count(string="Reached")
    category_reached_visits = _Count(string="Visits of Those Reached")
    category_reached_spend = _Amount(string="Spend of Those Reached")
    category_compared_count = _Count(string="Compared With")
    category_compared_visits = _Count(string="Visits of Those Held Out")
    category_compared_spend = _Amount(string="Spend of Those Held Out")
    category_gained_visits = fields.Float(
        string="Visits Gained",
        compute="_compute_category_result",
        digits=(16, 1),
        help="Visits of those reached, less what they would be at the rate of those "
        "held out.",
    )
    category_gained_spend = _Amount(
        string="Spend Gained",
        help="Spend of those reached, less what it would be at the rate of those held "
        "out.",
    )

    @api.depends("category_result_days", "customer_category_company_id", "state")
    def _compute_category_result(self):
        for mailing in self:
            reached, compared = mailing._sum_category_result()
            mailing.category_currency_id = (
                mailing.sudo().customer_category_company_id.currency_id
                or self.env.company.currency_id
            )
            for side, figures in (("reached", reached), ("compared", compared)):
                for name, value in zip(
                    ("count", "visits", "spend"), figures, strict=True
                ):
                    mailing[f"category_{side}_{name}"] = value
            gained = [
                own - other * reached[0] / compared[0] if compared[0] else 0
                for own, other in zip(reached[1:], compared[1:], strict=True)
            ]
            mailing.category_gained_visits, mailing.category_gained_spend = gained

    def _sum_category_result(self):
        """Return count, visits and spend of those reached and of those held out."""
        nothing = (0, 0, 0.0)
        if not (self._origin and self.is_for_customer_categories):
            return nothing, nothing
        companies = self.env["res.company"].sudo()
        companies = companies.search(
            [("id", "child_of", self.customer_category_company_id.id)]
        )
        self.env.flush_all()
        rows = self.env.execute_query(
            result_sql(self._origin.id, companies.ids, self.category_result_days)
        )
        sides = {is_reached: figures for is_reached, *figures in rows}
        return sides.get(True, nothing), sides.get(False, nothing)
