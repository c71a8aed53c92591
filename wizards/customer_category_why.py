from odoo import api, fields, models
from odoo.tools.misc import format_amount, format_date

from ..engines.metrics import MONEY

# Orders told per condition; of the others only how many.
SHOWN = 12


class CustomerCategoryWhy(models.TransientModel):
    """The dialog behind Why? on a contact."""

    _name = "customer.category.why"
    _description = "Why a Customer Is in a Category"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade"
    )
    category_id = fields.Many2one(
        "customer.category", help="Choose one to pin the customer in or out."
    )
    day = fields.Date(string="As Of", default=fields.Date.context_today, required=True)
    explanation = fields.Html(compute="_compute_explanation", sanitize=False)
    pin_id = fields.Many2one(
        "customer.category.pin",
        compute="_compute_pin_id",
        groups="customer_category.customer_category_group_administrator",
    )
    can_pin = fields.Boolean(
        compute="_compute_pin_id",
        groups="customer_category.customer_category_group_administrator",
    )

    @api.depends("partner_id", "category_id")
    def _compute_pin_id(self):
        """Find the pin of today; what is kept by hand needs none."""
        for dialog in self:
            category = dialog.category_id
            dialog.can_pin = category and category.assignment != "manual"
            pins = self.env["customer.category.pin"]
            dialog.pin_id = (
                dialog.can_pin
                and category._pin_of(
                    dialog.partner_id.commercial_partner_id,
                    fields.Date.context_today(dialog),
                )
                or pins
            )

    @api.depends("partner_id", "category_id", "day")
    def _compute_explanation(self):
        """Explain the category, or all that concern the customer, own ones first."""
        for dialog in self:
            is_past = dialog.day and dialog.day != fields.Date.context_today(self)
            traces = [
                category._explain(dialog.partner_id, dialog.day if is_past else None)
                for category in dialog.category_id or dialog._explained_categories()
            ]
            traces.sort(key=lambda trace: not trace["is_member"])
            dialog.explanation = self.env["ir.qweb"]._render(
                "customer_category.explanation",
                {
                    "traces": traces,
                    "labels": self._labels(),
                    "short_date": self._short_date,
                    "figure": self._figure,
                    "shown": SHOWN,
                },
            )

    def _explained_categories(self):
        """Return the automatic categories, and those kept by hand that were held."""
        categories = self.env["customer.category"]
        customer = self.partner_id.sudo().commercial_partner_id
        held = customer.customer_category_membership_ids.category_id
        return categories.search(
            ["|", ("assignment", "!=", "manual"), ("id", "in", held.ids)]
        )

    def action_pin_in(self):
        """Open a new pin that keeps the customer in the category."""
        return self._action_pin("in")

    def action_pin_out(self):
        """Open a new pin that keeps the customer out of the category."""
        return self._action_pin("out")

    def action_change_pin(self):
        """Open the pin that holds."""
        return self._action_pin(self.pin_id.mode)

    def _action_pin(self, mode):
        """Return the dialog of a pin."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pin of %s", self.partner_id.display_name),
            "res_model": "customer.category.pin",
            "res_id": self.pin_id.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_partner_id": self.partner_id.commercial_partner_id.id,
                "default_category_id": self.category_id.id,
                "default_mode": mode,
            },
        }

    @api.model
    def _short_date(self, day):
        """Return a date as people write it."""
        return format_date(self.env, day, date_format="d MMM y")

    @api.model
    def _figure(self, category, metric, value):
        """Return a figure of a metric with its unit, a dash where nothing is known."""
        if value is None:
            return "–"
        if metric in MONEY:
            return format_amount(self.env, value, category.currency_id)
        return f"{value:g}"

    @api.model
    def _labels(self):
        """Return the words for metrics, operators and verdicts on orders."""
        criterion = self.env["customer.category.criterion"]._fields
        return {
            **dict(criterion["metric"]._description_selection(self.env)),
            **dict(criterion["operator"]._description_selection(self.env)),
            "counted": self.env._("counted"),
            "deducted": self.env._("a refund, deducted"),
            "not_paid": self.env._("not counted: not paid"),
            "refund": self.env._("not counted: a refund"),
            "returned": self.env._("not counted: returned in full"),
            "returned_part": self.env._("counted in part: the rest was returned"),
            "too_old": self.env._("not counted: too long ago"),
            "too_recent": self.env._("not counted: too recent"),
        }
