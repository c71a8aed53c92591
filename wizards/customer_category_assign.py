import json

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..engines.assignment import (
    Terms,
    customers_sql,
    join_changes_sql,
    leave_changes_sql,
    replace_changes_sql,
)


class CustomerCategoryAssign(models.TransientModel):
    """Change the categories of the contacts selected in a list or shown in a form.

    The selection stays a query from the list's domain to the ledger, so that "select
    all" works for any number of contacts.
    """

    _name = "customer.category.assign"
    _inherit = ["customer.category.assign.summary"]
    _description = "Assign Customer Categories"

    mode = fields.Selection(
        [
            ("add", "Add to category"),
            ("remove", "Remove from category"),
            ("replace", "Replace categories"),
        ],
        default="add",
        required=True,
    )
    category_ids = fields.Many2many(
        "customer.category",
        string="Categories",
        domain=[("assignment", "=", "manual")],
    )
    partner_domain = fields.Char(
        default=lambda self: json.dumps(self._default_partner_domain()),
        readonly=True,
        help="The selection, as JSON: Python's own notation is not read beyond 100 kB.",
    )
    picks_customers = fields.Boolean(
        help="The customers are chosen here, not in a list before."
    )
    partner_ids = fields.Many2many("res.partner", string="Customers to Add")
    date_expire = fields.Date(
        string="Last Day", help="Membership ends after this day; empty is for good."
    )
    renews = fields.Boolean(
        string="Also renew those already in",
        help="Members with another last day get this one. A proof renews all of them, "
        "and without a last day each keeps the own one. Undo restores what was before.",
    )
    proof = fields.Binary(attachment=False, help="Such as a photo of a student card.")
    proof_name = fields.Char()
    reason = fields.Char(help="Kept in the history, for whoever asks later.")
    sends_notes = fields.Boolean(
        string="Tell the customers",
        help="Sends the automatic notes of these categories, where they are on. "
        "Otherwise nobody hears of a bulk change.",
    )

    may_return = fields.Boolean(
        string="They may join again",
        help="By the portal or a signup link, such as in a new season. Else whom you "
        "take out comes back only when you add the customer.",
    )
    asks_return = fields.Boolean(compute="_compute_asks_return")

    @api.depends("mode", "category_ids")
    def _compute_asks_return(self):
        """Ask about coming back where customers could do it by themselves."""
        for wizard in self:
            wizard.asks_return = wizard.mode == "remove" and any(
                category.signup_mode != "no" or category.signup_key
                for category in wizard.category_ids.sudo()
            )

    @api.model
    def _default_partner_domain(self):
        """Return the domain of the selection in the contacts list.

        Odoo hands over a limited number of ids; beyond it only the list's own domain
        says what is selected.
        """
        ids = self.env.context.get("active_ids") or []
        parameters = self.env["ir.config_parameter"].sudo()
        limit = int(parameters.get_param("web.active_ids_limit", 20000))
        domain = self.env.context.get("active_domain")
        if len(ids) < limit or domain is None:
            return [("id", "in", list(ids))]
        # Empty where the list is not filtered: then all contacts are meant.
        return list(domain)

    @api.constrains("date_expire")
    def _check_date_expire(self):
        for wizard in self:
            day = wizard.date_expire
            if day and day < fields.Date.context_today(wizard):
                raise ValidationError(
                    self.env._(
                        "The last day, %s, is over already: choose today or a later "
                        "day.",
                        format_date(self.env, day),
                    )
                )

    def _selected_sql(self):
        """Return the query of the selected contacts that the user may change."""
        self.ensure_one()
        rules = self.env["ir.rule"]._compute_domain("res.partner", "write")
        return self._seen_sql(rules)

    def _seen_sql(self, also=Domain.TRUE):
        """Return the query of the selected contacts that the user may see.

        :param Domain also: what else must hold
        """
        domain = Domain(json.loads(self.partner_domain or "[]"))
        if self.picks_customers:
            domain = Domain("id", "in", self.partner_ids._origin.ids)
        return self.env["res.partner"]._search(domain & also).subselect()

    def _changes_sql(self):
        """Return the query of the changes that Apply makes."""
        self.ensure_one()
        self.env.flush_all()
        selected, chosen = self._selected_sql(), self.category_ids._origin.ids
        if self.mode == "remove":
            return leave_changes_sql(selected, chosen)
        terms = Terms(self.date_expire or None, self.renews, bool(self.proof))
        if self.mode == "add":
            return join_changes_sql(selected, chosen, terms)
        return replace_changes_sql(selected, chosen, self._others().ids, terms)

    def _others(self):
        """Return the categories that customers leave when theirs are replaced."""
        return self.env["customer.category"].search(
            [
                ("assignment", "=", "manual"),
                ("id", "not in", self.category_ids._origin.ids),
            ]
        )

    def action_apply(self):
        """Change the categories by one statement, and offer to undo it.

        :raise UserError: when no category or customer is chosen, or an automatic one
        :raise AccessError: for users who may not assign categories
        """
        self.ensure_one()
        if not (self.category_ids or self.mode == "replace"):
            raise UserError(self.env._("Choose at least one category."))
        if self.picks_customers and not self.partner_ids:
            raise UserError(self.env._("Choose at least one customer."))
        partners = self.env["res.partner"]
        partners._check_customer_category_change(self.category_ids)
        name = self._act_name()
        operation = self.env["customer.category.operation"]._run(
            name,
            self._changes_sql(),
            "bulk",
            proof=self.mode != "remove" and self._proof_values(),
            reason=self.reason or None,
        )
        may_return = self.mode == "remove" and self.may_return
        operation.sudo().write(
            {"sends_notes": self.sends_notes, "may_return": may_return}
        )
        return operation._action_tell(name)

    def _proof_values(self):
        """Return the attachment that proves the memberships, False without one."""
        name = self.proof_name or self.env._("Proof")
        return self.proof and {"name": name, "datas": self.proof}

    def _act_name(self):
        """Name the act as the list of bulk changes and the message show it."""
        names = ", ".join(self.category_ids.mapped("name"))
        if self.mode == "remove":
            return self.env._("Removed from %s", names)
        if self.mode == "replace":
            return self.env._("Replaced by %s", names or self.env._("no category"))
        return self.env._("Added to %s", names)

    @api.model
    def _count_customers(self, partners):
        """Return how many customers a query of contacts stands for."""
        query = SQL("SELECT COUNT(*) FROM (%s) customer", customers_sql(partners))
        return self.env.execute_query(query)[0][0]
