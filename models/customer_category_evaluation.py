from dataclasses import replace
from datetime import date, datetime, time

from odoo import api, fields, models
from odoo.tools import SQL

from ..engines.changes import changes_values_sql
from ..engines.company_day import local_date
from ..engines.eligibility import changes_sql
from ..engines.history import refunded_sales_sql
from ..engines.metrics import parts_of
from ..engines.preview import preview_sql
from ..engines.windows import Untouched

# Where a transaction remembers, until it ends, whose groups its sales changed.
MOVED = "customer_category_moved"


class CustomerCategoryEvaluation(models.AbstractModel):
    """Applying the rules: values out of the ORM, one evaluator, one writer."""

    _name = "customer.category.evaluation"
    _inherit = ["customer.category.rules"]
    _description = "Applying the Rules of Customer Categories"

    @api.model
    def _recompute(self, partners=None, at=None):
        """Bring rewards groups and smart segments up to the rules (R1-R11).

        :param partners: the ``res.partner`` records to look at, None for everybody
        :param at: evaluate as of this date or UTC datetime; None means now
        :return: list of ``(category_id, joins, count)``, one per group and direction
        """
        customer_ids = None
        if partners is not None:
            customer_ids = partners.sudo().commercial_partner_id.ids
            if not customer_ids:
                return []
        cause = self._cause("rule", moment=self._as_of_moment(at))
        changes = self._changes_sql(customer_ids, at)
        if customer_ids is None:
            return self._apply_many_changes(changes, cause)
        return self._apply_changes(changes, cause)

    @api.model
    def _recompute_after_order(self, order, customers):
        """Bring the customers of one order up to the rules.

        Most sales change nothing, so what is quickly planned is asked first. Where
        nothing came back there are no refunds to look at. Where something did, grace is
        left out: it does no more than keep members, so where nothing changes without
        it, nothing does with it.

        :param order: the completed ``pos.order``
        :param customers: ``res.partner`` records whose history it changed, at least one
        """
        customer_ids = customers.sudo().commercial_partner_id.ids
        self.env.flush_all()
        days = self._company_days()
        rules = self._rules(days)
        subjects = self._told_apart_by_refunds(rules, customer_ids)
        shortened = set()
        if not isinstance(subjects, Untouched):
            shortened = {rule.category_id for rule in rules if rule.grace_days}
            rules = [replace(rule, grace_days=0) for rule in rules]
        rows = self.env.execute_query(changes_sql(rules, days, subjects))
        if not rows:
            return
        is_known = not any(
            joins is False and category_id in shortened
            for _partner_id, category_id, joins, *_dates in rows
        )
        changes = (
            changes_values_sql(rows) if is_known else self._changes_sql(customer_ids)
        )
        if self._apply_changes(changes, self._cause("order", order_id=order.id)):
            self.env.cr.cache.setdefault(MOVED, set()).update(customer_ids)

    @api.model
    def _told_apart_by_refunds(self, rules, customer_ids):
        """Return ids of customers, as ``Untouched`` if nothing they bought came back.

        :param rules: what is to be asked about them
        """
        sales = refunded_sales_sql(parts_of(rules), customer_ids)
        [[has_refund]] = self.env.execute_query(SQL("SELECT EXISTS (%s)", sales))
        return customer_ids if has_refund else Untouched(customer_ids)

    def _preview(self, at=None):
        """Return who would enter, leave, move or stay if the rules were applied.

        Nothing changes. Moves are told where a customer changes from one rewards
        group to another, be this category the one left or the one entered.

        :param at: as of this date or UTC datetime; None means now
        :return: dict of ``res.partner`` records by ``enter``, ``leave``, ``move`` and
            ``stay``
        """
        rows = self.env.execute_query(self.sudo()._preview_sql(at))
        partners = self.env["res.partner"]
        members = self.sudo().membership_ids.filtered(lambda m: not m.date_end)
        gone = [partner for partner, old, _new in rows if old in self.ids]
        return {
            "enter": partners.browse(p for p, old, _new in rows if not old),
            "leave": partners.browse(p for p, _old, new in rows if not new),
            "move": partners.browse(p for p, old, new in rows if old and new),
            "stay": members.partner_id - partners.browse(gone),
        }

    def _preview_sql(self, at=None):
        """Return the query of the preview of these categories, see ``preview_sql``."""
        self.env.flush_all()
        days = self._company_days(at)
        return preview_sql(changes_sql(self._competing_rules(days), days), self.ids)

    @api.model
    def _changes_sql(self, customer_ids=None, at=None, entrants=None):
        """Return the query of what the rules would change, see ``changes_sql``."""
        self.env.flush_all()
        days = self._company_days(at)
        rules = self._rules(days)
        if isinstance(customer_ids, list):
            rules = self._without_idle_grace(rules, customer_ids)
        return changes_sql(rules, days, customer_ids, entrants)

    def _move_to_other_groups(self):
        """Move members to the best rewards group they earn besides these (R10)."""
        groups = self.sudo().filtered(lambda c: c.assignment == "rewards")
        if not groups:
            return
        self.env.flush_all()
        days = self._company_days()
        members = SQL(
            """SELECT partner_id FROM customer_category_membership
                WHERE date_end IS NULL AND category_id = ANY(%s)""",
            groups.ids,
        )
        # Without a rule a group is kept until there is a better one.
        others = [r for r in self._rules(days) if r.category_id not in groups.ids]
        cause = self._cause("rule", reason=self.env._("The category was deleted."))
        self.sudo()._apply_many_changes(changes_sql(others, days, members), cause)

    @api.model
    def _without_idle_grace(self, rules, customer_ids):
        """Return the rules without the grace that none of these customers can need.

        Grace is for members; planning for it takes longer than most sales' question.
        """
        if not any(rule.grace_days for rule in rules):
            return rules
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT category_id
                  FROM customer_category_membership
                 WHERE date_end IS NULL AND partner_id = ANY(%s)""",
                customer_ids,
            )
        )
        held = {category_id for (category_id,) in rows}
        return [r if r.category_id in held else replace(r, grace_days=0) for r in rules]

    @staticmethod
    def _as_of_date(at, tz):
        """Return the local date meant by a date, a UTC datetime or None for now."""
        if isinstance(at, date) and not isinstance(at, datetime):
            return at
        return local_date(at or fields.Datetime.now(), tz)

    @staticmethod
    def _as_of_moment(at):
        """Return the UTC datetime that the ledger keeps for a change as of ``at``."""
        if at is None:
            return fields.Datetime.now()
        return at if isinstance(at, datetime) else datetime.combine(at, time())
