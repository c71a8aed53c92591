from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from ..models.customer_category_actions import DRAFT

# What values that no form sends make of a record.
UNUSABLE = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
CHOICES = ("metric", "operator")


class CustomerCategoryDraft(models.AbstractModel):
    """A rule on trial: what is on the form, under the rules that saving it obeys.

    Anybody who may make a preview may send a draft, and its members are counted past
    access rights. So it is checked each time that it is used.
    """

    _name = "customer.category.draft"
    _description = "Customer Category on Trial"

    is_draft = fields.Boolean(help="Nothing to apply, but a rule on trial.")
    draft = fields.Json(help="What is not saved yet of the rule on trial.")

    def _drafted_category(self):
        """Return the category as it would be saved, as a record that is not.

        :raise AccessError: for a category or a filter that the user may not have
        :raise ValidationError: for a rule that could not be saved
        """
        self.category_ids.check_access("write")
        try:
            category = self._read_draft(self.category_ids.sudo())
        except UNUSABLE as error:
            raise ValidationError(
                self.env._("This rule cannot be replayed: %s", error)
            ) from error
        if category.assignment not in ("rewards", "smart"):
            raise UserError(
                self.env._("Only rewards groups and smart segments can be replayed.")
            )
        self._check_draft_is_near(category)
        category.criterion_ids._validate_fields(category.criterion_ids._fields)
        category._validate_fields(DRAFT)
        return category

    def _read_draft(self, saved):
        """Return the saved category with the draft's values in place of its own."""
        if saved:
            saved.ensure_one()
        category = saved.new(origin=saved)
        values = self.draft or {}
        category.update({name: values[name] for name in DRAFT & values.keys()})
        self._check_draft_is_whole(category, saved)
        return category

    @staticmethod
    def _check_draft_is_whole(category, saved):
        """Refuse what only a form would have refused, or the database."""
        for criterion in category.criterion_ids:
            for name in CHOICES:
                field = criterion._fields[name]
                if criterion[name] not in field.get_values(criterion.env):
                    raise ValueError(f"{name} {criterion[name]}")
        if not category.criterion_ids._origin <= saved.criterion_ids:
            raise ValueError("criterion_ids")
        currency = category.currency_id
        if not currency._origin.exists():
            raise ValueError("currency_id")

    def _check_draft_is_near(self, category):
        """Refuse a company that the user does not work for (R15)."""
        companies = self.env.companies.sudo().parent_ids
        if category.company_id and category.company_id not in companies:
            raise ValidationError(
                self.env._(
                    "This rule belongs to a company that you do not work for: choose "
                    "one of yours."
                )
            )
