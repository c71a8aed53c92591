from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# What a till sells, takes and rewards.
TILL_LIMITED_MODELS = ("product.template", "pos.payment.method", "loyalty.program")
LIMITED_MODELS = (*TILL_LIMITED_MODELS, "calendar.event.type")


class CustomerCategoryLimits(models.AbstractModel):
    """A category that something is for: it cannot go as long as it protects it."""

    _name = "customer.category.limits"
    _description = "What Is Only for a Customer Category"

    def _find_limited(self, model):
        """Return the records of a model, archived ones too, that are for these."""
        return (
            self.env[model]
            .sudo()
            .with_context(active_test=False)
            .search(Domain("customer_category_ids", "in", self.ids))
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_limiting(self):
        """Keep what is only for some from being for everybody all at once."""
        for model in LIMITED_MODELS:
            limited = self._find_limited(model)
            if limited:
                raise UserError(
                    self.env._(
                        "“%(categories)s” decides who gets “%(records)s”. Choose other "
                        "categories there, or archive this one: then nobody gets it by "
                        "this category.",
                        categories="”, “".join(
                            (self & limited.customer_category_ids).mapped("name")
                        ),
                        records="”, “".join(limited[:5].mapped("display_name")),
                    )
                )

    @api.constrains("company_id")
    def _check_limits_company(self):
        """Refuse a company whose members what is limited here is not for."""
        for model in LIMITED_MODELS:
            self._find_limited(model)._check_company(["customer_category_ids"])
