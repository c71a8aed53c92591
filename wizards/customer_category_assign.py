import ast

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..engines.assignment import join_changes_sql, leave_changes_sql


class CustomerCategoryAssign(models.TransientModel):
    """Add the customers selected in the contacts list to categories, or remove them."""

    _name = "customer.category.assign"
    _description = "Assign Customer Categories"

    mode = fields.Selection(
        [("add", "Add to category"), ("remove", "Remove from category")],
        default="add",
        required=True,
    )
    category_ids = fields.Many2many(
        "customer.category",
        string="Categories",
        domain=[("assignment", "=", "manual")],
    )
    partner_domain = fields.Char(
        default=lambda self: repr(self._default_partner_domain()), readonly=True
    )
    reason = fields.Char(help="Kept in the history, for whoever asks later.")
    customer_count = fields.Integer(
        string="Customers",
        compute="_compute_customer_count",
        help="The contacts of one company are one customer.",
    )
    change_count = fields.Integer(compute="_compute_change_count")
    summary = fields.Char(compute="_compute_change_count")

    @api.model
    def _default_partner_domain(self):
        """Return the domain of the selection in the contacts list.

        Odoo hands over a limited number of ids; beyond it only the list's own domain
        says what is selected.
        """
        ids = self.env.context.get("active_ids") or []
        parameters = self.env["ir.config_parameter"].sudo()
        limit = int(parameters.get_param("web.active_ids_limit", 20000))
        if len(ids) < limit:
            return [("id", "in", list(ids))]
        return list(self.env.context.get("active_domain") or [("id", "in", list(ids))])

    @api.depends("partner_domain")
    def _compute_customer_count(self):
        for wizard in self:
            units = wizard._selected_partners().commercial_partner_id
            wizard.customer_count = len(units)

    @api.depends("partner_domain", "category_ids", "mode", "customer_count")
    def _compute_change_count(self):
        for wizard in self:
            wizard.change_count = wizard._count_changes()
            wizard.summary = wizard._summarize()

    def _selected_partners(self):
        """Return the selected contacts that the user may see."""
        self.ensure_one()
        domain = Domain(ast.literal_eval(self.partner_domain or "[]"))
        return self.env["res.partner"].search(domain)

    def _count_changes(self):
        """Return how many memberships would begin or end."""
        if not self.category_ids:
            return 0
        changes = leave_changes_sql if self.mode == "remove" else join_changes_sql
        query = changes(self._selected_partners().ids, self.category_ids._origin.ids)
        return self.env.execute_query(SQL("SELECT COUNT(*) FROM (%s) c", query))[0][0]

    def _summarize(self):
        """Say in one sentence what Apply would do."""
        if not self.category_ids:
            return self.env._("Choose at least one category.")
        rest = self.customer_count * len(self.category_ids) - self.change_count
        if self.mode == "remove":
            return self.env._(
                "%(count)s will leave, %(rest)s were not in.",
                count=self.change_count,
                rest=rest,
            )
        return self.env._(
            "%(count)s will be added, %(rest)s are in already.",
            count=self.change_count,
            rest=rest,
        )

    def action_apply(self):
        """Add or remove, and tell how many customers that concerned."""
        self.ensure_one()
        if not self.category_ids:
            raise UserError(self.env._("Choose at least one category."))
        partners = self._selected_partners()
        change = (
            partners._remove_customer_categories
            if self.mode == "remove"
            else partners._add_customer_categories
        )
        names = ", ".join(self.category_ids.mapped("name"))
        name = self.env._("Added to %s", names)
        if self.mode == "remove":
            name = self.env._("Removed from %s", names)
        operation = change(
            self.category_ids, "bulk", name=name, reason=self.reason or None
        )
        done = operation.sudo()
        return self._notify(name, done.joined_count + done.left_count)

    def _notify(self, name, count):
        """Close the dialog, refresh the list and say what was done."""
        message = self.env._("%(name)s: %(count)s", name=name, count=count)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
