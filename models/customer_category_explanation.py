from datetime import timedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools.misc import format_amount, format_date

from ..engines.explanation import (
    Sale,
    figures_sql,
    first_failing_day,
    orders_sql,
    verdict,
    visits_missing,
)


class CustomerCategoryExplanation(models.AbstractModel):
    """Why a customer is, or is not, in an automatic category (R17)."""

    _name = "customer.category.explanation"
    _description = "Explanation of Customer Categories"

    def _explain(self, partner, at=None):
        """Return why a customer is, or is not, in this category.

        :param partner: the customer as a ``res.partner``; contacts stand for their
            company
        :param at: explain as of this date or UTC datetime; None means now
        :return: dict with ``category``, ``partner``, ``is_member``, ``qualifies``,
            ``pin`` (``in``, ``out`` or False), ``date_risk``, ``better`` (the rewards
            group held instead, if any), ``conditions`` (list of dict, see
            ``_explain_condition``), ``next_change`` (a sentence or False)
        """
        self.ensure_one()
        customer = partner.sudo().commercial_partner_id
        membership = customer.customer_category_membership_ids.filtered(
            lambda m: not m.date_end and m.category_id == self
        )
        trace = {
            "category": self,
            "partner": customer,
            "is_member": bool(membership),
            "qualifies": bool(membership),
            "pin": False,
            "date_risk": membership.date_risk,
            "better": self.browse(),
            "conditions": [],
            "next_change": False,
        }
        if self.assignment != "manual":
            trace.update(self._explain_rule(customer, at))
            trace["next_change"] = self._explain_next_change(trace)
        return trace

    def _explain_rule(self, customer, at):
        """Return the part of the trace that the category's rule decides."""
        self.env.flush_all()
        days = self._company_days(at)
        today = {day.company_id: day.day for day in days}
        rule = self.sudo()._rule(today.get(self.company_id.id, days[0].day))
        figures = self.env.execute_query(figures_sql(rule, days, customer.id))[0]
        sales = [
            Sale(*row)
            for row in self.env.execute_query(orders_sql(rule, days, customer.id))
        ]
        conditions = [
            self._explain_condition(condition, rule, sales, *figures[2 * i : 2 * i + 2])
            for i, condition in enumerate(rule.conditions)
        ]
        is_filtered = rule.filter and not self._matches_filter(customer)
        viewer = customer.with_company(self.company_id or self.env.company)
        held = viewer.rewards_category_id
        is_better = held != self and self._ladder_key(held) < self._ladder_key(self)
        return {
            "conditions": conditions,
            "qualifies": all(c["holds"] for c in conditions) and not is_filtered,
            "pin": self._pin_of(customer, rule.today).mode,
            "better": held if rule.is_exclusive and held and is_better else held[:0],
            "today": rule.today,
        }

    @staticmethod
    def _ladder_key(category):
        """Return the sort key by which the better rewards group comes first (R6)."""
        return (category.price_percent, category.sequence, category.id)

    def _explain_condition(self, condition, rule, sales, have, holds):
        """Return one condition with what is needed, what there is, and which orders.

        :return: dict with ``metric``, ``operator``, ``needed``, ``have`` (None where
            nothing is known), ``holds``, ``missing`` (visits), ``by`` (date),
            ``fails_on`` (date) and ``orders``: list of ``(order, day, verdict)``,
            those of companies that the user does not see left out (R15)
        """
        is_visits = condition.metric == "visits"
        is_least = is_visits and condition.operator == ">="
        missing, by = (
            visits_missing(sales, condition, rule.today) if is_least else (0, None)
        )
        orders = self.env["pos.order"]
        return {
            "metric": condition.metric,
            "operator": condition.operator,
            "needed": condition.value,
            "have": have if have is None else float(have),
            "holds": bool(holds),
            "days_from": condition.days_from,
            "days_to": condition.days_to,
            "missing": missing,
            "by": by,
            "fails_on": first_failing_day(sales, condition, rule.today)
            if is_least
            else None,
            "orders": [
                (
                    orders.browse(sale.order_id),
                    sale.day,
                    verdict(sale, condition, rule.today),
                )
                for sale in sales
                if is_visits and sale.company_id in self.env.companies.ids
            ],
        }

    def _matches_filter(self, customer):
        """Tell whether the customer passes the segment's filter."""
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        domain = self.sudo()._filter_domain() & Domain("id", "=", customer.id)
        return bool(partners.search_count(domain, limit=1))

    def _pin_of(self, customer, day):
        """Return the pin that holds for a customer on a day."""
        pins = self.env["customer.category.pin"].sudo()
        return pins.search(
            [
                ("partner_id", "=", customer.id),
                ("category_id", "=", self.id),
                ("date_start", "<=", day),
                "|",
                ("date_until", "=", False),
                ("date_until", ">=", day),
            ],
            limit=1,
        )

    def _explain_next_change(self, trace):
        """Return what will change next for this customer, as a sentence, or False."""
        if trace["pin"]:
            return False
        if trace["is_member"]:
            return self._explain_leaving(trace)
        if trace["better"]:
            return self.env._(
                "%(customer)s holds “%(better)s”, which is better.",
                customer=trace["partner"].name,
                better=trace["better"].name,
            )
        return self._explain_missing(trace)

    def _explain_leaving(self, trace):
        """Say when a member leaves if nothing happens."""
        grace = timedelta(days=self.grace_days)
        if trace["date_risk"]:
            return self.env._(
                "At risk: leaves “%(category)s” on %(day)s unless qualifying again.",
                category=self.name,
                day=self._short_date(trace["date_risk"] + grace),
            )
        days = [c["fails_on"] for c in trace["conditions"] if c["fails_on"]]
        if not days:
            return False
        return self.env._(
            "Leaves “%(category)s” on %(day)s unless there is one more visit.",
            category=self.name,
            day=self._short_date(min(days) + grace),
        )

    def _explain_missing(self, trace):
        """Say what a customer still needs, where that is a matter of buying more."""
        missing = [c for c in trace["conditions"] if not c["holds"]]
        wishes = [self._explain_wish(condition) for condition in missing]
        if not wishes or not all(wishes):
            return False
        return self.env._(
            "%(wishes)s for “%(category)s”.",
            wishes=self.env._(" and ").join(wishes),
            category=self.name,
        )

    def _explain_wish(self, condition):
        """Say how much of one condition is missing, False where more does not help."""
        if condition["operator"] != ">=":
            return False
        missing = condition["needed"] - (condition["have"] or 0)
        if condition["metric"] == "visits":
            return self._explain_visits(condition)
        if condition["metric"] == "spend":
            amount = format_amount(self.env, missing, self.currency_id)
            return self.env._("%s more to spend", amount)
        if condition["metric"] == "points":
            return self.env._("%g more points", missing)
        return False

    def _explain_visits(self, condition):
        """Say how many visits are missing and by when they must come."""
        count, by = condition["missing"], condition["by"]
        if by and count == 1:
            return self.env._("1 more visit by %s", self._short_date(by))
        if by:
            day = self._short_date(by)
            return self.env._("%(n)s more visits by %(day)s", n=count, day=day)
        if count == 1:
            return self.env._("1 more visit")
        return self.env._("%s more visits", count)

    def _short_date(self, day):
        """Return a date as people write it in a sentence."""
        return format_date(self.env, day, date_format="d MMM y")
