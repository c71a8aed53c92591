from dataclasses import replace

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..engines.period import DAY, create_period
from .dashboard_domains import (
    AMOUNTS,
    EVENTS,
    MEMBERS,
    SALES,
    category_domain,
    figure_domain,
    model_of,
)

ACTIONS = {
    SALES: "customer_category.customer_category_sale_report_action",
    MEMBERS: "customer_category.customer_category_member_report_action",
}
COUNTS = ("members", "members_before", "at_risk", *EVENTS)


class CustomerCategoryDashboard(models.AbstractModel):
    """What the owner reads at a glance: who is in, what they bring, what it costs.

    Figures are those of the reports, so that these say who may see what. Amounts are in
    the currency of the company in which the user works, days in its time zone.
    """

    _name = "customer.category.dashboard"
    _inherit = ["customer.category.dashboard.figures"]
    _description = "Dashboard of Customer Categories"

    @api.readonly
    @api.model
    def retrieve_dashboard(self, name):
        """Return what the dashboard shows.

        :param str name: of a period, as in :func:`~..engines.period.create_period`
        :return: dict with the figures of ``categories``, of all ``members``, of
            ``others`` and of ``all`` sales, ``steps`` to draw, ``moves`` and ``movers``
        :raise AccessError: to who may not read the reports
        """
        self.env[SALES].check_access("read")
        self.env[MEMBERS].check_access("read")
        period, now, before = self._period(name)
        sold = self._read_sales(*now)
        sold_before = self._read_sales(*before)
        members = self._read_members(*now)
        today, steps = self._today(), period.steps
        revenues = self.with_context(tz=today.tz)._read_steps(steps, now)
        ends = [_begins(today, day) for day in (*steps[1:], period.last + DAY)]
        sizes = self._read_sizes(ends)
        nothing = [0] * len(steps)

        def figures(key):
            return {
                **sold.get(key, dict.fromkeys(AMOUNTS, 0)),
                **{
                    f"{figure}_before": value
                    for figure, value in sold_before.get(key, {}).items()
                },
                **{count: members[key][count] for count in COUNTS},
            }

        total, others = figures(None), figures(self.env["customer.category"])
        return {
            "currency_id": self.env.company.currency_id.id,
            "currency": self.env.company.currency_id.name,
            "dates": self._format_dates(period),
            "categories": [
                {
                    "id": category.id,
                    "name": category.display_name,
                    **figures(category),
                    "members_by_step": sizes.get(category, nothing),
                    "revenue_by_step": revenues.get(category, nothing),
                }
                for category in self._shown(sold, members)
            ],
            "all": total,
            "others": others,
            "members": {
                **_without(total, others),
                "visits": self._read_visits_of_members(*now),
            },
            "moves": self._read_moves(*now),
            "movers": self._read_movers(now, before),
        }

    @api.readonly
    @api.model
    def action_view_figure(self, figure, name, category_id=None, step=None):
        """Return the action that opens what a figure is made of.

        :param str figure: as in :func:`~.dashboard_domains.model_of`
        :param str name: of the period
        :param category_id: id, False for the sales in no category, None for all members
        :param int step: number of a step of the period, None for all of it
        """
        period, now, _before = self._period(name, step)
        domain = figure_domain(figure, *now) & category_domain(figure, category_id)
        # Where a row is not what is counted, rows stand under what is.
        groups = ["order_id"] if model_of(figure) == SALES else []
        if figure in ("members", "at_risk") and category_id is None:
            groups = ["partner_id"]
        return self._open(model_of(figure), domain, groups)

    @api.readonly
    @api.model
    def action_view_move(self, name, category_id, other_category_id):
        """Return the action that opens who moved from one group to another."""
        _period, now, _before = self._period(name)
        domain = figure_domain("moved_in", *now) & Domain(
            [
                ("category_id", "=", category_id),
                ("other_category_id", "=", other_category_id),
            ]
        )
        return self._open(MEMBERS, domain, [])

    @api.readonly
    @api.model
    def action_view_mover(self, name, partner_id):
        """Return the action that opens what a member bought, now and before."""
        _period, now, before = self._period(name)
        domain = figure_domain("revenue", *now) | figure_domain("revenue", *before)
        domain &= category_domain("revenue") & Domain("partner_id", "=", partner_id)
        return self._open(SALES, domain, ["order_id"])

    def _open(self, model, domain, groups):
        """Return the action of a report with some of its rows."""
        action = self.env["ir.actions.act_window"]._for_xml_id(ACTIONS[model])
        return {
            **action,
            "domain": list(domain),
            "views": sorted(action["views"], key=lambda view: view[1] != "list"),
            "context": {"group_by": groups},
        }

    def _period(self, name, step=None):
        """Return a period, and when it and what it is compared with begin and end.

        Both ends are UTC, without tzinfo; days are the current company's.
        """
        today = self._today()
        try:
            period = create_period(str(name), today.day)
        except KeyError:
            raise self._unknown_period(name) from None
        if step is not None:
            steps = [*period.steps, period.last + DAY]
            if step not in range(len(period.steps)):
                raise self._unknown_period(step)
            period = replace(period, first=steps[step], last=steps[step + 1] - DAY)
        return (
            period,
            _bounds(today, period.first, period.last),
            _bounds(today, period.first_before, period.last_before),
        )

    def _unknown_period(self, name):
        """Return the error that there is no such period, or part of it."""
        return UserError(
            self.env._(
                "There is no period “%s”. Choose one at the top of the dashboard.", name
            )
        )

    def _shown(self, sold, members):
        """Return the categories in use, and those that have figures all the same."""
        found = (sold.keys() | members.keys()) - {None}
        categories = self.env["customer.category"].search([("active", "=", True)])
        return categories.union(*found).sorted(
            lambda category: (not category.active, category.sequence, category.id)
        )

    def _today(self):
        """Return the day of the company in which the user works."""
        days = self.env["customer.category"].sudo()._company_days()
        return next(day for day in days if day.company_id == self.env.company.id)

    def _format_dates(self, period):
        """Return a period's days and steps as the user writes dates."""
        pattern = "MMM y" if period.is_by_month else "d MMM"
        names = ("first", "last", "first_before", "last_before")
        return {
            **{name: format_date(self.env, getattr(period, name)) for name in names},
            "steps": [
                format_date(self.env, step, date_format=pattern)
                for step in period.steps
            ],
        }


def _bounds(today, first, last):
    """Return when a company's local days begin and end, in UTC."""
    return _begins(today, first), _begins(today, last + DAY)


def _begins(today, day):
    """Return when a company's local day begins, in UTC."""
    return today.starts((today.day - day).days)


def _without(total, others):
    """Return the figures of the sales to members: all but those to others."""
    row = {name: total[name] - others.get(name, 0) for name in total}
    row.update({name: total[name] for name in COUNTS})
    for suffix in ("", "_before"):
        orders = row.get(f"orders{suffix}")
        row[f"basket{suffix}"] = row[f"revenue{suffix}"] / orders if orders else 0
    return row
