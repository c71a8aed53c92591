from odoo import api, fields, models
from odoo.fields import Domain

from .customer_category_limits import LIMITED_MODELS

# Names told of what is only for a category; of the others it tells how many.
TOLD = 3


class CustomerCategoryBenefits(models.AbstractModel):
    """What a category is good for, in words that a customer would understand."""

    _name = "customer.category.benefits"
    _description = "Benefits of Customer Categories"

    benefit_summary = fields.Text(
        string="Members Get",
        compute="_compute_benefit_summary",
        help="What this category gives its members, one sentence a line.",
    )

    @api.depends(
        "price_rule_ids",
        "price_percent",
        "invoice_by_default",
        "booking_days_ahead",
        "portal_access",
    )
    def _compute_benefit_summary(self):
        limited = {model: self._names_of_limited(model) for model in LIMITED_MODELS}
        for category in self:
            category.benefit_summary = "\n".join(
                category._benefit_lines(
                    {model: names.get(category.id) for model, names in limited.items()}
                )
            )

    def _names_of_limited(self, model):
        """Return category id -> names of what is only for it, that the user sees."""
        found = self._find_limited(model).sudo(False)
        return self._names_by_category(found._filtered_access("read"))

    def _names_by_category(self, found):
        """Return category id -> names of what is only for it and in use.

        :param found: records of what is only for some categories
        """
        # Archived ones give nobody anything.
        if found._active_name:
            found = found.filtered("active")
        names = {}
        for record in found:
            for category in record.sudo().customer_category_ids & self._origin:
                names.setdefault(category.id, []).append(record.display_name)
        return names

    def _benefit_lines(self, limited):
        """Yield one sentence per benefit.

        :param dict limited: model -> names of what is only for this category
        """
        if self.price_summary:
            yield self.env._("Prices of their own in %s.", self.price_summary)
        yield from self._other_benefit_lines(limited)

    def _other_benefit_lines(self, limited):
        """Yield the sentences on all but prices, which customers may read as well."""
        for model, names in limited.items():
            if names:
                yield self._limited_sentence(model, self._some_names(names))
        if self.booking_days_ahead:
            yield self.env._(
                "May book up to %s days ahead where others may not.",
                self.booking_days_ahead,
            )
        if self.portal_access:
            yield self.env._("An account in which to see it all.")
        if self.invoice_by_default:
            yield self.env._("An invoice without asking for it.")

    def _limited_sentence(self, model, names):
        if model == "product.template":
            return self.env._("May buy %s.", names)
        if model == "pos.payment.method":
            return self.env._("May pay with %s.", names)
        if model == "calendar.event.type":
            return self.env._("May book appointments of the type %s.", names)
        return self.env._("Take part in %s.", names)

    def _benefits_for_customers(self, company):
        """Return what the category gives in a company, as its customers may read it.

        Names of pricelists are the shop's own business, and so is what other companies
        offer (R15).

        :param company: the ``res.company`` whose customer asks
        :return: list of sentences
        """
        self.ensure_one()
        limited = {}
        for model in LIMITED_MODELS:
            found = self._find_limited(model)
            if "company_id" in found._fields:
                found = found.filtered_domain(
                    Domain("company_id", "in", [False, *company.parent_ids.ids])
                )
            limited[model] = self._names_by_category(found).get(self.id)
        return [
            *self._price_benefit(company),
            *self._other_benefit_lines(limited),
        ]

    def _price_benefit(self, company):
        """Yield the sentence on prices, if the company has any for the category."""
        has_prices = self._find_live_prices(company)
        if has_prices and self.price_percent < 100:
            percent = f"{100 - self.price_percent:g}"
            yield self.env._("%s%% off where this group has prices.", percent)
        elif has_prices:
            yield self.env._("Prices of your own.")

    def _find_live_prices(self, company):
        """Return the price rules for the category that a company uses."""
        return self.price_rule_ids.filtered_domain(
            Domain("pricelist_id.active", "=", True)
            & Domain("company_id", "in", [False, *company.parent_ids.ids])
        )

    def _some_names(self, names):
        """Return the first names as one text, and how many there are besides."""
        text = ", ".join(names[:TOLD])
        others = len(names) - TOLD
        if others <= 0:
            return text
        return self.env._("%(names)s and %(count)s more", names=text, count=others)
