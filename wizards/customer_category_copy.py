from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerCategoryCopy(models.TransientModel):
    """Give another company categories of its own, like those of the first."""

    _name = "customer.category.copy"
    _description = "Copy Customer Categories to a Company"

    category_ids = fields.Many2many(
        "customer.category",
        string="Categories",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    company_id = fields.Many2one(
        "res.company",
        string="To Company",
        required=True,
        domain=lambda self: [("id", "in", self.env.companies.ids)],
    )
    summary = fields.Text(compute="_compute_summary")

    @api.depends("category_ids", "company_id")
    def _compute_summary(self):
        for wizard in self:
            wizard.summary = "\n".join(wizard._tell_copies())

    def _tell_copies(self):
        """Yield one sentence on what is copied, and one on what is there already."""
        if not self.company_id:
            yield self.env._("Choose the company that gets the categories.")
            return
        new = self._new_categories()
        there = self.category_ids - new
        if new:
            yield self.env._(
                "%(company)s gets %(categories)s, without members and prices.",
                company=self.company_id.name,
                categories=", ".join(new.mapped("name")),
            )
        if there:
            yield self.env._(
                "%(company)s has categories of these names already: %(categories)s.",
                company=self.company_id.name,
                categories=", ".join(there.mapped("name")),
            )

    def _new_categories(self):
        """Return the chosen categories that the company neither has nor shares."""
        anywhere = self.env["customer.category"]
        return self.category_ids._origin.filtered(
            lambda category: (
                not anywhere._find_namesake(category.name, self.company_id.id)
            )
        )

    def action_copy(self):
        """Copy what the company lacks, and show its categories.

        :raise UserError: if it has them all
        """
        self.ensure_one()
        new = self._new_categories()
        if not new:
            raise UserError(
                self.env._(
                    "%s has categories of these names already. Choose another company.",
                    self.company_id.name,
                )
            )
        copies = self.env["customer.category"].create(
            [
                values
                for category in new
                for values in category.copy_data(
                    {"name": category.name, "company_id": self.company_id.id}
                )
            ]
        )
        for category, copy in zip(new, copies, strict=True):
            category.copy_translations(copy)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_action"
        )
        return {**action, "domain": [("id", "in", copies.ids)], "target": "main"}
