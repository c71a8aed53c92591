import ast
import logging
from dataclasses import replace

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ..engines.company_day import CompanyDay
from ..engines.rules import Condition, Rule

_logger = logging.getLogger(__name__)


class CustomerCategoryRules(models.AbstractModel):
    """Rules and days as plain values, read once until somebody changes them.

    Every sale asks for them. Whatever they are read from clears the cache when it is
    written: categories and their conditions, companies, their contacts' time zone.
    """

    _name = "customer.category.rules"
    _description = "Rules of Customer Categories as Plain Values"

    @api.model_create_multi
    def create(self, vals_list):
        """Read the rules anew."""
        records = super().create(vals_list)
        self._forget_kept_rules()
        return records

    def write(self, vals):
        """Read the rules anew."""
        result = super().write(vals)
        self._forget_kept_rules()
        return result

    def unlink(self):
        """Read the rules anew."""
        result = super().unlink()
        self._forget_kept_rules()
        return result

    @api.model
    def _rules(self, days):
        """Return the active automatic categories as plain values, of all companies.

        :param days: the :class:`CompanyDay` of every company
        """
        day_of = {day.company_id: day.day for day in days}
        return [
            replace(rule, today=day_of.get(rule.company_id, days[0].day))
            for rule in self._readable_rules()
        ]

    def _competing_rules(self, days):
        """Return the rules that decide who is in these categories, as plain values.

        A rewards group stands beside the others of its company (R6); what another
        segment asks for is of no matter.

        :param days: the :class:`CompanyDay` of every company
        """
        groups = self.filtered(lambda category: category.assignment == "rewards")
        ladders = {group.company_id.id or None for group in groups}
        return [
            rule
            for rule in self._rules(days)
            if rule.category_id in self.ids
            or (rule.is_exclusive and rule.company_id in ladders)
        ]

    @api.model
    def _readable_rules(self):
        """Yield the rules, without those whose filter cannot be read any more.

        A field that it asks for may have been taken away. Such a segment keeps its
        members, like an archived one, and holds up neither sales nor the others.
        """
        for rule, has_filter in self._kept_rules():
            category = self.browse(rule.category_id)
            try:
                wanted = category._filter_sql() if has_filter else None
                yield replace(rule, filter=wanted)
            except (TypeError, ValueError):
                _logger.warning(
                    "The filter of customer category %s cannot be used any more; "
                    "its members stay.",
                    rule.category_id,
                    exc_info=True,
                )

    @api.model
    @ormcache()
    def _kept_rules(self):
        """Return ``(rule, has_filter)`` of each active automatic category, undated."""
        categories = self.env["customer.category"].sudo()
        return tuple(
            (category._undated_rule(), category._filter_domain() is not None)
            for category in categories.search([("assignment", "!=", "manual")])
        )

    def _rule(self, today):
        """Return one automatic category as the plain value that engines know.

        :param date today: the day of the evaluation, local to the category's company
        """
        return replace(self._undated_rule(), today=today, filter=self._filter_sql())

    def _undated_rule(self):
        self.ensure_one()
        is_rewards = self.assignment == "rewards"
        criteria = self.criterion_ids
        return Rule(
            category_id=self.id,
            company_id=self.company_id.id or None,
            is_exclusive=is_rewards,
            today=None,
            conditions=tuple(
                self._rewards_conditions()
                if is_rewards
                else (criterion._condition() for criterion in criteria)
            ),
            price_percent=self.price_percent,
            sequence=self.sequence,
            grace_days=self.grace_days,
            currency_id=self.currency_id.id,
            rounding=self.currency_id.rounding,
        )

    def _rewards_conditions(self):
        """Yield the criteria above zero of a rewards group (R5)."""
        if self.min_visits:
            yield Condition("visits", ">=", self.min_visits, 0, self.visit_days)
        if self.min_lifetime_points:
            yield Condition("points", ">=", self.min_lifetime_points)
        if self.min_lifetime_spend:
            yield Condition("spend", ">=", self.min_lifetime_spend)

    def _filter_domain(self):
        """Return the segment's filter on contacts, None where there is none."""
        if self.assignment != "smart" or not self.partner_domain:
            return None
        domain = Domain(ast.literal_eval(self.partner_domain))
        return None if domain.is_true() else domain

    def _filter_sql(self):
        """Return the query of the contacts that may be members, None for all."""
        domain = self.sudo()._filter_domain()
        if domain is None:
            return None
        return self._filtered_partners()._search(domain).subselect()

    def _filtered_partners(self):
        """Return the model of contacts as the filter looks at them.

        Whoever asks, in whatever company and time zone, gets the same members.
        """
        zones = {company_id: tz for company_id, tz, _currency in self._kept_companies()}
        # A shared category follows the first company, as everywhere.
        company_id = self.sudo().company_id.id or next(iter(zones))
        partners = self.env["res.partner"].sudo().with_company(company_id)
        return partners.with_context(active_test=False, tz=zones[company_id])

    def _company_days(self, at=None):
        """Return every company's as-of day, with rates into the currencies in use.

        These categories' currencies are among them, though they may be archived.

        :param at: a date, the same for all companies, or a UTC datetime; None: now
        """
        wanted = {rule.currency_id for rule, _has_filter in self._kept_rules()}
        wanted.update(self.sudo().currency_id.ids)
        return [
            CompanyDay(
                company_id=company_id,
                day=self._as_of_date(at, tz),
                tz=tz,
                moment=self._as_of_moment(at),
                rates=self._rates(
                    company_id, currency_id, wanted, self._as_of_date(at, tz)
                ),
            )
            for company_id, tz, currency_id in self._kept_companies()
        ]

    @api.model
    @ormcache()
    def _kept_companies(self):
        """Return ``(id, time zone, currency id)`` of each company, oldest first."""
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        companies = companies.search_fetch(
            [], ["currency_id", "partner_id"], order="id"
        )
        return tuple(
            (company.id, company.partner_id.tz or "UTC", company.currency_id.id)
            for company in companies
        )

    @api.model
    def _rates(self, company_id, currency_id, wanted, day):
        """Return the rates from a company's currency into the wanted ones (R3).

        :param date day: the company's day
        :return: dict of currency id -> rate
        """
        company = self.env["res.company"].sudo().browse(company_id)
        currencies = self.env["res.currency"].sudo()
        own = currencies.browse(currency_id)
        return {
            other: 1
            if other == currency_id
            else own._get_conversion_rate(own, currencies.browse(other), company, day)
            for other in wanted
        }

    @api.model
    def _forget_kept_rules(self):
        """Read rules and days anew, here and in other processes."""
        self.env.registry.clear_cache()
