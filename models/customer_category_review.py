import logging

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools.misc import format_date, formatLang

from ..engines.review import review_sql
from .customer_category_reminder import SHOWN

_logger = logging.getLogger(__name__)


class CustomerCategoryReview(models.AbstractModel):
    """Looking through a category now and then: who joined, who left, who is absent."""

    _name = "customer.category.review"
    _inherit = ["customer.category.reminder"]
    _description = "Periodic Review of Customer Categories"

    review_months = fields.Selection(
        [
            ("1", "Every month"),
            ("3", "Every 3 months"),
            ("6", "Every 6 months"),
            ("12", "Every year"),
        ],
        string="Review",
        tracking=True,
        help="How often the person in charge gets an activity that tells who joined, "
        "who left and who has not come since.",
    )
    review_date = fields.Date(
        string="Next Review",
        compute="_compute_review_date",
        store=True,
        readonly=False,
        copy=False,
    )

    @api.depends("review_months")
    def _compute_review_date(self):
        for category in self:
            months = int(category.review_months or 0)
            today = fields.Date.context_today(category)
            category.review_date = months and today + relativedelta(months=months)

    @api.model
    def _review_or_log(self):
        """Review, and leave it to the next run if that fails for whatever reason."""
        try:
            with self.env.cr.savepoint():
                self._review_due()
        except Exception:
            _logger.exception("No customer category was reviewed.")

    @api.model
    def _review_due(self, at=None):
        """Make an activity for each category whose review is due, and date the next.

        :param at: as of this date or UTC datetime; None means now
        :return: the new ``mail.activity`` records
        """
        days = {day.company_id: day for day in self._company_days(at)}
        shared = next(iter(days.values()))
        due = (
            self.env["customer.category"]
            .sudo()
            .search([("review_months", "!=", False), ("review_date", "!=", False)])
            .filtered(lambda c: c.review_date <= days.get(c.company_id.id, shared).day)
        )
        if not due:
            return self.env["mail.activity"]
        told = due._ask_review()
        activities = self.env["mail.activity"].sudo()
        for category in due:
            day = days.get(category.company_id.id, shared).day
            activities |= category._create_review(told.get(category.id, {}), day)
            months = relativedelta(months=int(category.review_months))
            category.review_date = max(category.review_date, day) + months
        return activities

    def _review_since(self):
        """Return the date of the last review, or where it would have been."""
        self.ensure_one()
        return self.review_date - relativedelta(months=int(self.review_months))

    def _ask_review(self):
        """Return category id -> kind -> count and ids of the first customers."""
        self.env.flush_all()
        since = [
            (category.id, fields.Datetime.to_datetime(category._review_since()))
            for category in self
        ]
        told = {}
        for category_id, kind, count, ids in self.env.execute_query(
            review_sql(since, SHOWN)
        ):
            told.setdefault(category_id, {})[kind] = (count, ids)
        return told

    def _create_review(self, told, day):
        """Create the activity of one category, if anybody can get it.

        :param dict told: kind -> count and ids of the first customers
        :param date day: when it is due
        """
        user = self._reminded_user()
        if not user:
            _logger.warning("Nobody can be asked to review “%s”.", self.name)
            return self.env["mail.activity"]
        category = self.with_context(lang=user.lang or "en_US")
        return (
            self.env["mail.activity"]
            .sudo()
            .create(
                category._prepare_activity(
                    user,
                    day,
                    category.env._("Review the members"),
                    category._review_note(user, told),
                )
            )
        )

    def _review_note(self, user, told):
        """Return what happened as HTML, naming whom the user may see."""
        headings = {
            "joined": self.env._("Joined"),
            "left": self.env._("Left"),
            "absent": self.env._("Members who have not come"),
        }
        parts = [
            Markup("<p><b>%s: %s</b></p>%s")
            % (
                heading,
                formatLang(self.env, told[kind][0], 0),
                self._customer_list(user, *told[kind]),
            )
            for kind, heading in headings.items()
            if kind in told
        ]
        since = format_date(self.env, self._review_since())
        opening = (
            self.env._("Since %s:", since)
            if parts
            else self.env._("Nobody joined, left or stayed away since %s.", since)
        )
        return Markup("<p>%s</p>%s") % (opening, Markup().join(parts))
