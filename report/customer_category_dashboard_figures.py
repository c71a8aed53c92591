from collections import defaultdict

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from .dashboard_domains import (
    AMOUNTS,
    EVENTS,
    MEMBERS,
    SALES,
    category_domain,
    figure_domain,
)

# How many moves and customers are named.
NAMED = 8


class CustomerCategoryDashboardFigures(models.AbstractModel):
    """Reads the figures of the dashboard, by as many statements for any number."""

    _name = "customer.category.dashboard.figures"
    _description = "Figures of the Dashboard of Customer Categories"

    def _read_sales(self, begin, end):
        """Return category -> figures, with all sales under None.

        Who was in no category is under the empty category.
        """
        total, rows = self.env[SALES]._read_grouping_sets(
            figure_domain("revenue", begin, end),
            [[], ["customer_category_ids"]],
            AMOUNTS.values(),
        )
        found = {category: amounts for category, *amounts in rows}
        found[None] = total[0] if total else [0] * len(AMOUNTS)
        return {
            category: {
                figure: float(amount or 0)
                for figure, amount in zip(AMOUNTS, amounts, strict=True)
            }
            for category, amounts in found.items()
        }

    def _read_visits_of_members(self, begin, end):
        """Return the orders of each member: who was one at some sales counts once."""
        [(visits,)] = self.env[SALES]._read_group(
            figure_domain("revenue", begin, end) & category_domain("revenue"),
            aggregates=[AMOUNTS["visits"]],
        )
        return float(visits or 0)

    def _read_members(self, begin, end):
        """Return category -> figures, with the number of customers under None."""
        found = defaultdict(lambda: defaultdict(int))
        for name, figure, moment in (
            ("members_before", "members", begin),
            ("members", "members", end),
            ("at_risk", "at_risk", end),
        ):
            total, rows = self.env[MEMBERS]._read_grouping_sets(
                figure_domain(figure, moment, moment),
                [[], ["category_id"]],
                ["partner_id:count_distinct"],
            )
            for category, count in [(None, *total[0]), *rows] if total else ():
                found[category][name] = count
        names = {event: figure for figure, event in EVENTS.items()}
        events = figure_domain("revenue", begin, end)
        events &= Domain("event", "in", list(names))
        for category, event, count in self.env[MEMBERS]._read_group(
            events, ["category_id", "event"], ["__count"]
        ):
            found[category][names[event]] = count
            found[None][names[event]] += count
        return found

    def _read_steps(self, steps, bounds):
        """Return category -> revenue of each step.

        :param list steps: the first day of each
        :param bounds: when the period begins and ends, in UTC
        """
        drawn = defaultdict(lambda: [0] * len(steps))
        for moment, category, revenue in self.env[SALES]._read_group(
            figure_domain("revenue", *bounds) & category_domain("revenue"),
            ["date:day", "customer_category_ids"],
            ["revenue:sum_currency"],
        ):
            step = sum(first <= moment.date() for first in steps) - 1
            drawn[category][step] += float(revenue)
        return drawn

    def _read_sizes(self, ends):
        """Return category -> number of members at each moment, as in the figure.

        :param list ends: moments in UTC
        """
        report = self.env[MEMBERS]
        query = report._search(
            Domain("change", "=", 1) & Domain("date_start", "<", ends[-1])
        )
        category, partner, start, end = (
            report._field_to_sql(report._table, fname, query)
            for fname in ("category_id", "partner_id", "date_start", "date_end")
        )
        names = [SQL.identifier(f"step_{number}") for number in range(len(ends))]
        query.groupby = SQL("%s, %s", category, partner)
        # Each customer counts once, whatever number of stays a merge brought together.
        members = query.select(
            SQL("%s AS category_id", category),
            *(
                SQL(
                    "BOOL_OR(%(start)s < %(at)s"
                    " AND (%(end)s IS NULL OR %(end)s >= %(at)s)) AS %(name)s",
                    **{"start": start, "end": end, "at": at, "name": name},
                )
                for name, at in zip(names, ends, strict=True)
            ),
        )
        counts = [SQL("COUNT(*) FILTER (WHERE %s)", name) for name in names]
        rows = self.env.execute_query(
            SQL(
                "SELECT category_id, %s FROM (%s) member GROUP BY category_id",
                SQL(", ").join(counts),
                members,
            )
        )
        categories = self.env["customer.category"]
        return {categories.browse(category): sizes for category, *sizes in rows}

    def _read_moves(self, begin, end):
        """Return the most frequent moves, as dicts ``from``, ``to`` and ``count``."""
        rows = self.env[MEMBERS]._read_group(
            figure_domain("moved_in", begin, end)
            & Domain("category_id", "!=", False)
            & Domain("other_category_id", "!=", False),
            ["other_category_id", "category_id"],
            ["__count"],
            order="__count desc",
            limit=NAMED,
        )
        return [
            {
                "from": [left.id, left.display_name],
                "to": [entered.id, entered.display_name],
                "count": count,
            }
            for left, entered, count in rows
        ]

    def _read_movers(self, now, before):
        """Return the members whose revenue changed most, as dicts.

        :param now: when the period begins and ends
        :param before: the same of what it is compared with
        """
        report = self.env[SALES]
        query = report._search(
            figure_domain("revenue", before[0], now[1])
            & category_domain("revenue")
            & Domain("partner_id", "!=", False)
        )
        partner = report._field_to_sql(report._table, "partner_id", query)
        date = report._field_to_sql(report._table, "date", query)
        revenue = report._read_group_select("revenue:sum_currency", query)
        amounts = [
            SQL(
                "COALESCE(%s FILTER (WHERE %s >= %s AND %s < %s), 0)",
                *(revenue, date, begin, date, end),
            )
            for begin, end in (now, before)
        ]
        query.groupby = partner
        query.having = SQL("%s <> %s", *amounts)
        query.order = SQL("ABS(%s - %s) DESC, %s", *amounts, partner)
        query.limit = NAMED
        rows = self.env.execute_query(query.select(partner, *amounts))
        partners = self.env["res.partner"].browse(
            partner_id for partner_id, *_a in rows
        )
        return [
            {
                "id": partner.id,
                # As the reports show it, who may belong to another company.
                "name": partner.sudo().display_name,
                "revenue": float(revenue),
                "revenue_before": float(revenue_before),
            }
            for partner, (_id, revenue, revenue_before) in zip(
                partners, rows, strict=True
            )
        ]
