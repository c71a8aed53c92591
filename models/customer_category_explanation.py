from datetime import datetime, time, timedelta

from odoo import models
from odoo.fields import Domain

from ..engines.assignment import foreign_pairs_sql
from ..engines.company_day import local_date
from ..engines.explanation import earnings_sql, figures_sql, orders_sql
from ..engines.metrics import WINDOWED, holds_without_history
from ..engines.verdicts import (
    Earning,
    Sale,
    first_failing_day,
    verdict_on,
    visits_missing,
)

# Metrics of which the explanation lists what counted and what did not.
LISTED = ("visits", "spend", "average_basket", "points")


class CustomerCategoryExplanation(models.AbstractModel):
    """Why a customer is, or is not, in a category (R17)."""

    _name = "customer.category.explanation"
    _inherit = ["customer.category.explanation.text"]
    _description = "Explanation of Customer Categories"

    def _explain(self, partner, at=None):
        """Return why a customer is, or is not, in this category.

        :param partner: the customer as a ``res.partner``; contacts stand for their
            company
        :param at: explain as of this date or UTC datetime; None means now
        :return: dict with ``category``, ``partner``, ``is_member``, ``qualifies``,
            ``pin`` (``in``, ``out`` or False), ``pin_text`` (a sentence or False),
            ``date_risk``, ``better`` (the rewards group held instead, if any),
            ``conditions`` (list of dict, see ``_explain_condition``), ``stay`` (a
            sentence about since when and by whom, or until when, or False),
            ``why_not`` (a sentence for who meets the conditions and is no member, or
            whom they are not for, or False),
            ``elsewhere`` (whether purchases counted that the user may not see),
            ``next_change`` (a sentence or False)
        """
        self.ensure_one()
        self.check_access("read")
        customer = partner.sudo().commercial_partner_id
        membership, last = self._explained_memberships(customer, at)
        trace = {
            "category": self,
            "partner": customer,
            "is_member": bool(membership),
            "qualifies": bool(membership),
            "pin": False,
            "pin_text": False,
            "date_risk": membership.date_risk,
            "better": self.browse(),
            "conditions": [],
            "stay": self._explain_stay(membership, last),
            "why_not": False,
            "elsewhere": False,
            "next_change": False,
        }
        if self.assignment != "manual":
            trace.update(self._explain_rule(customer, at))
            trace["why_not"] = self._explain_why_not(trace, at)
        trace["next_change"] = self._explain_next_change(trace, membership)
        return trace

    def _explained_memberships(self, customer, at):
        """Return the membership that holds as of ``at``, and the last that ended."""
        rows = customer.customer_category_membership_ids.filtered(
            lambda m: m.category_id == self
        )
        if at is None:
            current = rows.filtered(lambda m: not m.date_end)
        else:
            moment = at if isinstance(at, datetime) else datetime.combine(at, time.max)
            rows = rows.filtered(lambda m: m.date_start <= moment)
            current = rows.filtered(lambda m: not m.date_end or m.date_end > moment)
        return current[:1], (rows - current).sorted("date_end")[-1:]

    def _explain_rule(self, customer, at):
        """Return the part of the trace that the category's rule decides."""
        self.env.flush_all()
        days = self._company_days(at)
        today = {day.company_id: day.day for day in days}
        rule = self.sudo()._rule(today.get(self.company_id.id, days[0].day))
        figures = self.env.execute_query(figures_sql(rule, days, customer.id))[0]
        events = self._explained_events(rule, days, customer)
        conditions = [
            self._explain_condition(
                condition, rule, events, *figures[2 * i : 2 * i + 2]
            )
            for i, condition in enumerate(rule.conditions)
        ]
        is_outside = self._is_outside(rule, customer)
        viewer = customer.with_company(self.company_id or self.env.company)
        held = viewer.rewards_category_id
        is_better = held != self and self._ladder_key(held) < self._ladder_key(self)
        pin = self._pin_of(customer, rule.today)
        rival = self._rival_pin(customer, rule.today) if not pin else pin.browse()
        return {
            "conditions": conditions,
            "is_outside": is_outside,
            "qualifies": all(c["holds"] for c in conditions) and not is_outside,
            "pin": pin.mode,
            "pin_text": self._explain_pin(pin or rival),
            "better": held if rule.is_exclusive and held and is_better else held[:0],
            "today": rule.today,
            "elsewhere": any(condition["elsewhere"] for condition in conditions),
        }

    def _explained_events(self, rule, days, customer):
        """Return what the customer did, as far as the rule's conditions ask.

        :return: ``(list of Sale, list of Earning)``
        """
        metrics = {condition.metric for condition in rule.conditions}
        sales, earnings = [], []
        if metrics & {"visits", "spend", "average_basket"}:
            rows = self.env.execute_query(orders_sql(rule, days, customer.ids))
            sales = [Sale(*row) for row in rows]
        if "points" in metrics:
            rows = self.env.execute_query(earnings_sql(rule, days, customer.id))
            earnings = [Earning(*row) for row in rows]
        return sales, earnings

    @staticmethod
    def _ladder_key(category):
        """Return the sort key by which the better rewards group comes first (R6)."""
        return (category.price_percent, category.sequence, category.id)

    def _explain_condition(self, condition, rule, events, have, holds):
        """Return one condition with what is needed, what there is, and which orders.

        :param events: see ``_explained_events``
        :param have: the figure by the evaluator, None where nothing is known
        :param holds: whether it holds by the evaluator
        :return: dict with ``metric``, ``operator``, ``needed``, ``have``, ``holds``,
            ``days_from``, ``days_to``, ``first_day`` and ``last_day`` of the window
            (None where it is open), ``missing`` (visits), ``by`` (date), ``fails_on``
            (date), ``events`` and ``orders``, see ``_explain_events``
        """
        sales, earnings = events
        # In a window that ended earlier no visit to come helps, or not yet.
        is_least = (condition.metric, condition.operator) == ("visits", ">=")
        is_least = is_least and not condition.days_from
        is_windowed = condition.metric in WINDOWED and (
            condition.days_from or condition.days_to is not None
        )
        listed = earnings if condition.metric == "points" else sales
        return {
            "metric": condition.metric,
            "operator": condition.operator,
            "needed": condition.value,
            "have": have if have is None else float(have),
            "holds": bool(holds),
            "days_from": condition.days_from,
            "days_to": condition.days_to,
            "first_day": rule.today - timedelta(days=condition.days_to)
            if is_windowed and condition.days_to is not None
            else None,
            "last_day": rule.today - timedelta(days=condition.days_from)
            if is_windowed
            else None,
            "missing": visits_missing(sales, condition, rule.today)[0]
            if is_least
            else 0,
            "by": visits_missing(sales, condition, rule.today)[1] if is_least else None,
            "fails_on": first_failing_day(sales, condition, rule.today)
            if is_least
            else None,
            **self._explain_events(condition, listed),
        }

    def _explain_events(self, condition, listed):
        """Return what counted for a condition, and what did not and why (R15).

        Orders that the user may not see are left out, without a word on whose they
        are.

        :return: dict with ``events``: list of dict with ``order`` (empty for points
            without one), ``day``, ``verdict`` and ``amount``; ``orders``: list of
            ``(order, day, verdict)``; ``elsewhere``: whether others counted as well
        """
        if condition.metric not in LISTED:
            return {"events": [], "orders": [], "elsewhere": False}
        companies = {None, *self.env.companies.ids}
        may_see = self.env["pos.order"].has_access("read")
        seen = [e for e in listed if may_see and e.company_id in companies]
        orders = self.env["pos.order"].browse(e.order_id for e in seen if e.order_id)
        by_id = {order.id: order for order in orders}
        events = [
            {
                "order": by_id.get(event.order_id, orders[:0]),
                "day": event.day,
                "verdict": verdict_on(event, condition),
                "amount": float(event.amount),
            }
            for event in seen
        ]
        return {
            "events": events,
            "orders": [(e["order"], e["day"], e["verdict"]) for e in events],
            "elsewhere": any(
                verdict_on(event, condition) in ("counted", "deducted", "returned_part")
                for event in set(listed) - set(seen)
            ),
        }

    def _is_outside(self, rule, customer):
        """Tell whether a segment's filter, or its company, leaves a customer out."""
        if not (rule.filter or holds_without_history(rule)):
            return False
        domain = self.sudo()._filter_domain() or Domain.TRUE
        domain &= Domain("id", "=", customer.id)
        if not self._filtered_partners().search_count(domain, limit=1):
            return True
        return bool(self.env.execute_query(foreign_pairs_sql(customer.ids, self.ids)))

    def _pin_of(self, customer, day):
        """Return the pin that holds for a customer on a day; keeping out wins (R11)."""
        pins = self.env["customer.category.pin"].sudo()
        return pins.search(
            Domain("category_id", "=", self.id) & pins._holds_domain(customer, day),
            order="mode DESC, id DESC",
            limit=1,
        )

    def _rival_pin(self, customer, day):
        """Return the pin to another rewards group, which wins over this one (R11)."""
        pins = self.env["customer.category.pin"].sudo()
        if self.assignment != "rewards":
            return pins
        rivals = Domain("category_id.assignment", "=", "rewards")
        rivals &= Domain("category_id", "!=", self.id)
        rivals &= Domain("company_id", "=", self.company_id.id)
        rivals &= Domain("mode", "=", "in")
        return pins.search(rivals & pins._holds_domain(customer, day), limit=1)

    def _company_local_date(self, moment):
        """Return the date of a UTC moment where the category's company is."""
        company = self.company_id or self.env["res.company"].sudo().search(
            [], order="id", limit=1
        )
        return local_date(moment, company.sudo().partner_id.tz or "UTC")
