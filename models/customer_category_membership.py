from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engines.company_day import CompanyDay


class CustomerCategoryMembership(models.Model):
    """One stay of one customer in one category: from, until, why.

    The ledger is written by ``engines/ledger.py`` alone. Nobody edits it by hand, so
    what it says of the past stays true.
    """

    _name = "customer.category.membership"
    _description = "Customer Category Membership"
    _order = "date_start desc, id desc"
    _rec_name = "category_name"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade", index=True
    )
    category_id = fields.Many2one("customer.category", ondelete="set null")
    category_name = fields.Char(
        help="The name the category had when it was deleted.", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    assignment = fields.Selection(
        selection=lambda self: (
            self.env["customer.category"]._fields["assignment"].selection
        ),
        required=True,
        readonly=True,
    )
    date_start = fields.Datetime(string="From", required=True, readonly=True)
    date_end = fields.Datetime(
        string="Until", readonly=True, help="Empty while the customer is a member."
    )
    member_on = fields.Date(
        store=False,
        search="_search_member_on",
        help="Finds who was a member at any time of a day.",
    )
    date_expire = fields.Date(
        string="Expires", readonly=True, help="The last day, where one is agreed."
    )
    date_reminded = fields.Date(
        string="Reminded On",
        readonly=True,
        help="When the person in charge was told that the membership ends soon.",
    )
    date_risk = fields.Date(
        string="At Risk Since",
        readonly=True,
        help="The first day on which the member did not qualify any more.",
    )
    source = fields.Selection(
        "_selection_source", string="Joined By", required=True, readonly=True
    )
    user_id = fields.Many2one("res.users", string="Added By", readonly=True)
    order_id = fields.Many2one(
        "pos.order", string="Earned With", readonly=True, index="btree_not_null"
    )
    operation_id = fields.Many2one(
        "customer.category.operation",
        string="Joined In",
        readonly=True,
        index="btree_not_null",
    )
    reason = fields.Char(readonly=True)
    proof_id = fields.Many2one(
        "ir.attachment", readonly=True, help="What was shown, such as a student card."
    )
    end_source = fields.Selection("_selection_source", string="Left By", readonly=True)
    end_user_id = fields.Many2one("res.users", string="Ended By", readonly=True)
    end_order_id = fields.Many2one(
        "pos.order", string="Lost With", readonly=True, index="btree_not_null"
    )
    end_operation_id = fields.Many2one(
        "customer.category.operation",
        string="Left In",
        readonly=True,
        index="btree_not_null",
    )
    end_reason = fields.Char(readonly=True)

    _open_unique = models.UniqueIndex(
        "(partner_id, category_id) WHERE date_end IS NULL",
        "The customer is in this category already.",
    )
    _one_rewards_group = models.UniqueIndex(
        "(partner_id, COALESCE(company_id, 0))"
        " WHERE date_end IS NULL AND assignment = 'rewards'",
        "A customer has one rewards group at most.",
    )
    _category_open = models.Index("(category_id) WHERE date_end IS NULL")
    _category_history = models.Index("(category_id, date_start)")
    _ends_after_start = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start)",
        "A membership cannot end before it starts.",
    )

    @api.model
    def _selection_source(self):
        return [
            ("manual", self.env._("By hand")),
            ("bulk", self.env._("Bulk change")),
            ("import", self.env._("Import")),
            ("order", self.env._("Purchase")),
            ("schedule", self.env._("Scheduled run")),
            ("rule", self.env._("Rule")),
            ("signup", self.env._("Signup")),
            ("till", self.env._("At the till")),
            ("api", self.env._("Integration")),
            ("undo", self.env._("Undo")),
            ("merge", self.env._("Merged contacts")),
        ]

    @api.model
    def _search_member_on(self, operator, value):
        """Find memberships by a day of theirs, local to their company."""
        if operator == "in":
            return Domain.OR(
                self._search_member_on(">=", day) & self._search_member_on("<=", day)
                for day in value
                if day
            )
        if operator not in (">=", "<="):
            return NotImplemented
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        companies = companies.search_fetch([], ["partner_id"], order="id")
        now, day = fields.Datetime.now(), fields.Date.to_date(value)
        domains = []
        for tz, group in companies.grouped(lambda c: c.partner_id.tz or "UTC").items():
            local = CompanyDay(group[0].id, day, tz, now)
            # A shared category follows the first company's day, as everywhere.
            shared = [False] if companies[:1] in group else []
            bound = Domain("date_start", "<", local.ends)
            if operator == ">=":
                bound = Domain("date_end", "=", False)
                bound |= Domain("date_end", ">", local.starts())
            domains.append(Domain("company_id", "in", [*shared, *group.ids]) & bound)
        return Domain.OR(domains)

    @api.depends("category_id", "category_name", "partner_id")
    def _compute_display_name(self):
        for membership in self:
            category = membership.category_id.name or membership.category_name
            membership.display_name = f"{membership.partner_id.name}: {category}"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse: memberships begin through ``_add_customer_categories``."""
        self._refuse_by_hand()
        return super().create(vals_list)

    def write(self, vals):
        """Refuse: memberships end through ``_remove_customer_categories``."""
        self._refuse_by_hand()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse_by_hand()

    def _refuse_by_hand(self):
        """Stop whoever comes through the ORM: the ledger is written by SQL alone."""
        raise UserError(
            self.env._(
                "The membership history cannot be edited. Add or remove the customer "
                "from the category instead; that writes the history."
            )
        )
