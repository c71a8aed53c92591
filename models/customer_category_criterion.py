from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engines.metrics import WINDOWED
from ..engines.rules import Condition
from .customer_category_checks import MOST_DAYS


class CustomerCategoryCriterion(models.Model):
    """One condition of a smart segment; a customer must meet them all."""

    _name = "customer.category.criterion"
    _description = "Condition of a Smart Segment"
    _order = "sequence, id"

    category_id = fields.Many2one(
        "customer.category", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    metric = fields.Selection(
        [
            ("visits", "Visits"),
            ("spend", "Spend"),
            ("points", "Points earned"),
            ("average_basket", "Average basket"),
            ("days_since_first", "Days since the first visit"),
            ("days_since_last", "Days since the last visit"),
            ("days_overdue", "Days overdue against the customer's own rhythm"),
            ("bookings", "Upcoming bookings"),
            ("quantity", "Quantity bought of"),
        ],
        required=True,
        default="visits",
        help="Overdue: days since the last visit, less the average number of days "
        "between the customer's visits.",
    )
    operator = fields.Selection(
        [
            (">=", "at least"),
            ("<=", "at most"),
            ("=", "exactly"),
            (">", "more than"),
            ("<", "less than"),
        ],
        required=True,
        default=">=",
    )
    value = fields.Float(required=True)
    days_from = fields.Integer(
        string="From Days Ago", help="0 is today: the window begins so many days ago."
    )
    days_to = fields.Integer(
        string="Back To Days Ago",
        help="The window reaches back so many days; 0 is without limit.",
    )
    product_tmpl_id = fields.Many2one(
        "product.template", string="Product", ondelete="restrict"
    )
    product_categ_id = fields.Many2one(
        "product.category", string="Product Category", ondelete="restrict"
    )

    @api.depends(
        "metric",
        "operator",
        "value",
        "days_from",
        "days_to",
        "product_tmpl_id",
        "product_categ_id",
    )
    def _compute_display_name(self):
        metrics = dict(self._fields["metric"]._description_selection(self.env))
        operators = dict(self._fields["operator"]._description_selection(self.env))
        for criterion in self:
            subject = criterion.product_tmpl_id or criterion.product_categ_id
            parts = [
                metrics.get(criterion.metric, ""),
                subject.display_name,
                operators.get(criterion.operator, ""),
                f"{criterion.value:g}",
                criterion._window_text(),
            ]
            criterion.display_name = " ".join(part for part in parts if part)

    def _window_text(self):
        """Return the window in words, empty without one."""
        if self.metric not in WINDOWED or not (self.days_from or self.days_to):
            return ""
        if not self.days_to:
            return self.env._("more than %s days ago", self.days_from - 1)
        if not self.days_from:
            return self.env._("within %s days", self.days_to)
        return self.env._(
            "%(start)s to %(end)s days ago", start=self.days_from, end=self.days_to
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Read the rules anew."""
        criteria = super().create(vals_list)
        self.env["customer.category"]._forget_kept_rules()
        return criteria

    def write(self, vals):
        """Read the rules anew."""
        result = super().write(vals)
        self.env["customer.category"]._forget_kept_rules()
        return result

    def unlink(self):
        """Read the rules anew, and keep segments from losing their last condition."""
        segments = self.category_id
        result = super().unlink()
        segments._forget_kept_rules()
        if not self.env.context.get("customer_category_conditions_change"):
            segments.exists()._check_segment()
        return result

    @api.constrains("metric", "value", "days_from", "days_to")
    def _check_window(self):
        for criterion in self:
            if min(criterion.value, criterion.days_from, criterion.days_to) < 0 and (
                criterion.metric != "days_overdue" or criterion.value >= 0
            ):
                raise ValidationError(
                    self.env._(
                        "A condition of “%s” has a negative number: use zero or more.",
                        criterion.category_id.name,
                    )
                )
            if max(criterion.days_from, criterion.days_to) > MOST_DAYS:
                raise ValidationError(
                    self.env._(
                        "A window of “%(category)s” can reach back %(most)s days at "
                        "most, which are a hundred years.",
                        category=criterion.category_id.name,
                        most=MOST_DAYS,
                    )
                )
            if criterion.days_to and criterion.days_from > criterion.days_to:
                raise ValidationError(
                    self.env._(
                        "A window of “%(category)s” runs from %(from)s to %(to)s days "
                        "ago: the second number must be the larger one.",
                        category=criterion.category_id.name,
                        **{"from": criterion.days_from, "to": criterion.days_to},
                    )
                )

    @api.constrains("metric", "product_tmpl_id", "product_categ_id")
    def _check_product(self):
        for criterion in self.filtered(lambda c: c.metric == "quantity"):
            if bool(criterion.product_tmpl_id) == bool(criterion.product_categ_id):
                raise ValidationError(
                    self.env._(
                        "A quantity of “%s” needs either a product or a product "
                        "category.",
                        criterion.category_id.name,
                    )
                )

    def _condition(self):
        """Return the criterion as the plain value that engines know."""
        self.ensure_one()
        is_windowed = self.metric in WINDOWED
        is_quantity = self.metric == "quantity"
        return Condition(
            metric=self.metric,
            operator=self.operator,
            value=self.value,
            days_from=self.days_from if is_windowed else 0,
            days_to=(self.days_to or None) if is_windowed else None,
            product_id=self.product_tmpl_id.id if is_quantity else None,
            product_category_id=self.product_categ_id.id if is_quantity else None,
        )
