from odoo import api, fields, models

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
        "price_rule_ids", "price_percent", "invoice_by_default", "booking_days_ahead"
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
        # Archived ones give nobody anything.
        found = self._find_limited(model).sudo(False)
        found = found._filtered_access("read")
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
        for model, names in limited.items():
            if names:
                yield self._limited_sentence(model, self._some_names(names))
        if self.booking_days_ahead:
            yield self.env._(
                "May book up to %s days ahead where others may not.",
                self.booking_days_ahead,
            )
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

    def _some_names(self, names):
        """Return the first names as one text, and how many there are besides."""
        text = ", ".join(names[:TOLD])
        others = len(names) - TOLD
        if others <= 0:
            return text
        return self.env._("%(names)s and %(count)s more", names=text, count=others)
