from odoo import api, fields, models
from odoo.tools.misc import format_date


class CustomerCategoryWhy(models.TransientModel):
    """The dialog behind Why? on a contact."""

    _name = "customer.category.why"
    _description = "Why a Customer Is in a Category"

    partner_id = fields.Many2one("res.partner", string="Customer", required=True)
    day = fields.Date(string="As Of", default=fields.Date.context_today, required=True)
    explanation = fields.Html(compute="_compute_explanation", sanitize=False)

    @api.depends("partner_id", "day")
    def _compute_explanation(self):
        """Explain every automatic category, the customer's own first."""
        automatic = self.env["customer.category"].search(
            [("assignment", "!=", "manual")]
        )
        for dialog in self:
            at = dialog.day if dialog.day != fields.Date.context_today(self) else None
            traces = [
                category._explain(dialog.partner_id, at) for category in automatic
            ]
            traces.sort(key=lambda trace: not trace["is_member"])
            dialog.explanation = self.env["ir.qweb"]._render(
                "customer_category.explanation",
                {
                    "traces": traces,
                    "labels": self._labels(),
                    "short_date": lambda day: format_date(
                        self.env, day, date_format="d MMM y"
                    ),
                },
            )

    @api.model
    def _labels(self):
        """Return the words for metrics, operators and verdicts on orders."""
        criterion = self.env["customer.category.criterion"]._fields
        return {
            **dict(criterion["metric"]._description_selection(self.env)),
            **dict(criterion["operator"]._description_selection(self.env)),
            "counted": self.env._("counted"),
            "not_paid": self.env._("not paid"),
            "refund": self.env._("a refund"),
            "returned": self.env._("returned in full"),
            "too_old": self.env._("too long ago"),
            "too_recent": self.env._("too recent"),
        }
