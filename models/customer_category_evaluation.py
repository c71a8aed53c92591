from datetime import date, datetime, time

from odoo import api, fields, models
from odoo.tools import SQL

from ..engines.company_day import CompanyDay, local_date
from ..engines.eligibility import changes_sql
from ..engines.ledger import Cause, apply_sql, changes_values_sql
from ..engines.rules import RewardsRule

# How many waiting customers one scheduled run takes on.
PENDING_BATCH = 100_000


class CustomerCategoryEvaluation(models.AbstractModel):
    """Applying the rules: values out of the ORM, one evaluator, one writer."""

    _name = "customer.category.evaluation"
    _description = "Applying the Rules of Customer Categories"

    @api.model
    def _recompute(self, partners=None, at=None):
        """Bring rewards groups up to the rules (R1-R7).

        :param partners: the ``res.partner`` records to look at, None for everybody
        :param at: evaluate as of this date or UTC datetime; None means now
        :return: list of ``(category_id, joins, count)``, one per group and direction
        """
        customer_ids = None
        if partners is not None:
            customer_ids = partners.sudo().commercial_partner_id.ids
            if not customer_ids:
                return []
        moment = self._as_of_moment(at)
        changes = self._changes_sql(customer_ids, at)
        return self._apply_changes(changes, self._cause("rule", moment=moment))

    @api.model
    def _recompute_after_order(self, order):
        """Bring the group of one order's customer up to the rules, by two statements.

        Most sales change nothing, so the cheap question comes before the writing.

        :param order: the completed ``pos.order``, with a customer
        """
        customer_ids = order.sudo().partner_id.commercial_partner_id.ids
        changes = self.env.execute_query(self._changes_sql(customer_ids))
        if changes:
            self._apply_changes(
                changes_values_sql(changes), self._cause("order", order_id=order.id)
            )

    @api.model
    def _changes_sql(self, customer_ids=None, at=None):
        """Return the query of what the rules would change, see ``changes_sql``."""
        self.env.flush_all()
        rules = self._rewards_rule_values()
        return changes_sql(rules, self._company_days(rules, at), customer_ids)

    @api.model
    def _rewards_rule_values(self):
        """Return the active rewards groups as plain values, for all companies."""
        return [
            RewardsRule(
                category_id=category.id,
                company_id=category.company_id.id or None,
                price_percent=category.price_percent,
                sequence=category.sequence,
                min_visits=category.min_visits,
                visit_days=category.visit_days,
                min_points=category.min_lifetime_points,
                min_spend=category.min_lifetime_spend,
                currency_id=category.currency_id.id,
                rounding=category.currency_id.rounding,
            )
            for category in self.sudo().search([("assignment", "=", "rewards")])
        ]

    @api.model
    def _company_days(self, rules, at=None):
        """Return every company's as-of day.

        :param rules: the rules whose currencies need a rate
        :param at: a date, the same for all companies, or a UTC datetime; None: now
        """
        currencies = self.env["res.currency"].browse({r.currency_id for r in rules})
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        companies = companies.search_fetch([], ["currency_id", "partner_id"])
        days = []
        for company in companies:
            tz = company.partner_id.tz or "UTC"
            day = self._as_of_date(at, tz)
            days.append(
                CompanyDay(
                    company_id=company.id,
                    day=day,
                    tz=tz,
                    rates={
                        currency.id: company.currency_id._get_conversion_rate(
                            company.currency_id, currency, company, day
                        )
                        for currency in currencies
                    },
                )
            )
        return days

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

    @api.model
    def _cause(self, source, moment=None, **why):
        """Return the engines' :class:`Cause` of an act of the current user."""
        return Cause(
            source=source,
            moment=moment or fields.Datetime.now(),
            user_id=self.env.uid,
            **why,
        )

    @api.model
    def _apply_changes(self, changes, cause):
        """Write membership changes by one statement, for any number of customers.

        :param SQL changes: query with ``partner_id, category_id, joins``
        :param Cause cause: what the ledger keeps about the act
        :return: list of ``(category_id, joins, count)``
        """
        self.env.flush_all()
        counts = self.env.execute_query(apply_sql(changes, cause))
        if counts:
            self._forget_cached_memberships()
        return counts

    @api.model
    def _forget_cached_memberships(self):
        """Make the next read see what SQL wrote."""
        self.env["res.partner"].invalidate_model(
            [
                "customer_category_ids",
                "rewards_category_id",
                "customer_category_membership_ids",
            ]
        )
        self.env["customer.category"].invalidate_model(["member_count"])
        self.env["customer.category.membership"].invalidate_model()

    def _end_all_memberships(self):
        """End every membership of these categories and keep their names on record."""
        if not self.ids:
            return
        changes = SQL(
            """
            SELECT partner_id, category_id, FALSE AS joins
              FROM customer_category_membership
             WHERE date_end IS NULL AND category_id = ANY(%s)""",
            self.ids,
        )
        reason = self.env._("The category was deleted.")
        self._apply_changes(changes, self._cause("manual", reason=reason))
        self.env.execute_query(
            SQL(
                """
                UPDATE customer_category_membership m
                   SET category_name = COALESCE(
                           category.name->>%(lang)s, category.name->>'en_US')
                  FROM customer_category category
                 WHERE category.id = m.category_id AND category.id = ANY(%(ids)s)
             RETURNING m.id""",
                lang=self.env.lang or "en_US",
                ids=self.ids,
            )
        )

    @api.model
    def _cron_recompute(self):
        """Move or remove members by the rules, and catch up with waiting customers."""
        waiting = self.env["customer.category.pending"].sudo()
        pending = waiting.search([], limit=PENDING_BATCH)
        customers = SQL(
            """
            SELECT partner_id
              FROM customer_category_membership
             WHERE date_end IS NULL AND assignment = 'rewards'
             UNION
            SELECT waiting.commercial_partner_id
              FROM customer_category_pending pending
              JOIN res_partner waiting ON waiting.id = pending.partner_id
             WHERE pending.id = ANY(%s::int[])""",
            pending.ids,
        )
        self._apply_changes(self._changes_sql(customers), self._cause("schedule"))
        pending.unlink()
