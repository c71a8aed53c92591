import ast

import psycopg2

from odoo import api, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

# What a filter on contacts can be wrong in.
UNREADABLE = (
    AccessError,
    IndexError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    psycopg2.DataError,
    psycopg2.ProgrammingError,
)
# What a rewards group can ask for; zero switches a criterion off (R5).
CRITERIA = ("min_visits", "visit_days", "min_lifetime_points", "min_lifetime_spend")
DAYS = ("visit_days", "grace_days", "reminder_days", "booking_days_ahead")
NOT_NEGATIVE = (*CRITERIA, "grace_days", "reminder_days", "booking_days_ahead")
# A hundred years: dates that lie much further away cannot be reckoned with.
MOST_DAYS = 36_500


class CustomerCategoryChecks(models.AbstractModel):
    """What a category refuses to become: unclear, unreachable or unsafe."""

    _name = "customer.category.checks"
    _description = "What a Customer Category Refuses"

    def _check_name_is_free(self, name, company_id):
        """Refuse a name that another category has, before the database must.

        :param str name: the name about to be saved
        :param company_id: id of the company that the category will belong to
        """
        twin = name and self._find_namesake(name, company_id)
        if twin:
            raise ValidationError(
                self.env._(
                    "A category named “%(name)s” exists already%(where)s. "
                    "Choose another name.",
                    name=twin.name,
                    where="" if twin.active else self.env._(" among the archived ones"),
                )
            )

    def _find_namesake(self, name, company_id):
        """Return another category that a user could mistake for one of this name."""
        companies = Domain.TRUE
        if company_id:
            companies = Domain("company_id", "in", [False, company_id])
        return (
            self.sudo()
            .with_context(active_test=False)
            .search(
                Domain("name", "=ilike", self._escape_like(name))
                & Domain("id", "not in", self.ids)
                & companies,
                limit=1,
            )
        )

    @staticmethod
    def _escape_like(text):
        """Return the text as a pattern that matches only itself."""
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

    @api.constrains("price_percent")
    def _check_price_percent(self):
        for category in self:
            if not 0 <= category.price_percent <= 1000:
                raise ValidationError(
                    self.env._(
                        "The Standard %% of Base Price of “%s” must be between 0 and "
                        "1000.",
                        category.name,
                    )
                )

    @api.constrains(*NOT_NEGATIVE)
    def _check_criteria_not_negative(self):
        for category in self:
            for fname in NOT_NEGATIVE:
                if category[fname] < 0:
                    raise ValidationError(
                        self.env._(
                            "%(field)s of “%(category)s” cannot be negative.",
                            field=self._fields[fname]._description_string(self.env),
                            category=category.name,
                        )
                    )

    @api.constrains(*DAYS)
    def _check_days_within_reach(self):
        for category in self:
            for fname in DAYS:
                if category[fname] > MOST_DAYS:
                    raise ValidationError(
                        self.env._(
                            "%(field)s of “%(category)s” can be %(most)s days at most, "
                            "which are a hundred years.",
                            field=self._fields[fname]._description_string(self.env),
                            category=category.name,
                            most=MOST_DAYS,
                        )
                    )

    @api.constrains("assignment", *CRITERIA)
    def _check_criteria(self):
        for category in self.filtered(lambda c: c.assignment == "rewards"):
            category._check_visit_window()
            if not (
                category.min_visits
                or category.min_lifetime_points
                or category.min_lifetime_spend
            ):
                raise ValidationError(
                    self.env._(
                        "Rewards group “%s” needs at least one criterion: visits, "
                        "lifetime points or lifetime spend.",
                        category.name,
                    )
                )

    @api.constrains("assignment", "criterion_ids", "partner_domain")
    def _check_segment(self):
        for category in self.filtered(lambda c: c.assignment == "smart"):
            category._check_partner_domain()
            if not (category.criterion_ids or category._filter_domain()):
                raise ValidationError(
                    self.env._(
                        "Smart segment “%s” needs at least one condition.",
                        category.name,
                    )
                )

    def _check_partner_domain(self):
        """Refuse filters that Odoo cannot read, that lead back to categories, or that
        look at what the user may not read.
        """
        partners = self.env(su=False)["res.partner"]
        try:
            domain = Domain(ast.literal_eval(self.partner_domain or "[]"))
            self._check_filter_is_not_circular(domain)
            # Some values only PostgreSQL itself can refuse.
            query = partners._search(domain, limit=1).select()
            with self.env.cr.savepoint():
                self.env.cr.execute(query, log_exceptions=False)
        except UNREADABLE as error:
            raise ValidationError(
                self.env._(
                    "The filter of “%(category)s” cannot be used: %(error)s",
                    category=self.name,
                    error=error,
                )
            ) from error

    def _check_filter_is_not_circular(self, domain):
        """Refuse a filter by what the segment itself is part of."""
        text = repr(domain)
        if "customer_category" in text or "rewards_category" in text:
            raise ValidationError(
                self.env._(
                    "The filter of “%s” cannot depend on categories, since they would "
                    "then depend on each other. Use conditions instead.",
                    self.name,
                )
            )

    def _check_visit_window(self):
        self.ensure_one()
        if self.min_visits and not self.visit_days:
            raise ValidationError(
                self.env._(
                    "Rewards group “%s” asks for visits: say within how many days.",
                    self.name,
                )
            )
        if self.visit_days and not self.min_visits:
            raise ValidationError(
                self.env._(
                    "Rewards group “%s” has a number of days: say how many visits "
                    "are needed within them.",
                    self.name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse names that are taken."""
        vals_list = [self._strip_name(vals) for vals in vals_list]
        for vals in vals_list:
            if vals.get("name"):
                self._check_name_is_free(vals["name"], vals.get("company_id"))
        return super().create(vals_list)

    def write(self, vals):
        """Refuse names that are taken, and changes that members would not survive."""
        vals = self._strip_name(vals)
        self._check_no_members_strand(vals)
        if {"name", "company_id"} & vals.keys():
            for category in self:
                category._check_name_is_free(
                    vals.get("name", category.name),
                    vals.get("company_id", category.company_id.id),
                )
        records = self
        if "criterion_ids" in vals:
            # Old conditions go before new ones come; what counts is what is left.
            records = self.with_context(customer_category_conditions_change=True)
        return super(CustomerCategoryChecks, records).write(vals)

    @staticmethod
    def _strip_name(vals):
        """Return the values with outer spaces taken off the name."""
        if isinstance(vals.get("name"), str):
            return {**vals, "name": vals["name"].strip()}
        return vals

    def _has_members(self):
        """Tell whether anybody is a member, archived customers included."""
        memberships = self.env["customer.category.membership"].sudo()
        return bool(
            memberships.search_count(
                [("category_id", "=", self.id), ("date_end", "=", False)], limit=1
            )
        )

    def _check_no_members_strand(self, vals):
        """Refuse to change what open memberships were made under."""
        for fname in {"assignment", "company_id"} & vals.keys():
            field = self._fields[fname]
            for category in self:
                new = field.convert_to_cache(vals[fname], category)
                old = field.convert_to_cache(category[fname], category)
                if new != old and category._has_members():
                    raise ValidationError(
                        self.env._(
                            "“%(category)s” has members, so its %(field)s cannot "
                            "change. Remove the members first, or make a new category.",
                            category=category.name,
                            field=field._description_string(self.env),
                        )
                    )
