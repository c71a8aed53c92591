from odoo import api, fields, models
from odoo.fields import Domain


class CustomerCategory(models.Model):
    """A group of customers, kept by hand or by its rewards rule."""

    _name = "customer.category"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "customer.category.access",
        "customer.category.actions",
        "customer.category.benefits",
        "customer.category.broadcast",
        "customer.category.chatter",
        "customer.category.checks",
        "customer.category.evaluation",
        "customer.category.explanation",
        "customer.category.figures",
        "customer.category.ledger",
        "customer.category.limits",
        "customer.category.mailing",
        "customer.category.notes",
        "customer.category.progress",
        "customer.category.ready.message",
        "customer.category.review",
        "customer.category.sight",
        "customer.category.prices",
        "customer.category.schedule",
        "customer.category.signup",
        "customer.category.till",
    ]
    _description = "Customer Category"
    _order = "sequence, id"
    _check_company_auto = True
    _check_company_domain = models.check_company_domain_parent_of

    name = fields.Char(required=True, translate=True, tracking=True)
    description = fields.Text(
        translate=True, help="What this category is for, in your own words."
    )
    color = fields.Integer()
    sequence = fields.Integer(
        default=10, help="The lower of two equal offers wins by its place here."
    )
    active = fields.Boolean(
        default=True,
        tracking=True,
        help="Archive a category to hide it and stop its prices; its members stay.",
    )
    company_id = fields.Many2one(
        "res.company",
        index=True,
        help="Leave empty to share the category among all companies.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        compute="_compute_currency_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    assignment = fields.Selection(
        [
            ("manual", "By hand"),
            ("rewards", "Rewards group"),
            ("smart", "Smart segment"),
        ],
        string="Assigned",
        default="manual",
        required=True,
        help="By hand: you add and remove customers.\n"
        "Rewards group: customers enter and leave by their purchases, "
        "one group at a time.\n"
        "Smart segment: customers enter and leave by conditions on their history.",
    )
    price_percent = fields.Float(
        string="Standard % of Base Price",
        default=100,
        tracking=True,
        help="What members pay of the full price: 90 means 10% off. It is filled in "
        "when you choose this category on a pricelist rule.",
    )
    min_visits = fields.Integer(
        string="Visits",
        tracking=True,
        help="Completed purchases needed within the days beside.",
    )
    visit_days = fields.Integer(
        string="Within Days",
        tracking=True,
        help="A purchase counts on its day and for this many days after it.",
    )
    min_lifetime_points = fields.Float(
        string="Lifetime Points",
        tracking=True,
        help="Loyalty points ever earned; spending them does not reduce this.",
    )
    min_lifetime_spend = fields.Monetary(
        string="Lifetime Spend",
        tracking=True,
        help="All purchases together, less refunds.",
    )
    grace_days = fields.Integer(
        tracking=True,
        help="Days a member may stay after the first day without qualifying. "
        "Meanwhile the member is at risk.",
    )
    criterion_ids = fields.One2many(
        "customer.category.criterion", "category_id", string="Conditions", copy=True
    )
    partner_domain = fields.Char(
        string="Only Contacts",
        tracking=True,
        help="Only contacts that match this filter can be members.",
    )
    invoice_by_default = fields.Boolean(
        tracking=True,
        help="The till sets an order to be invoiced when a member is chosen.",
    )
    membership_ids = fields.One2many(
        "customer.category.membership",
        "category_id",
        groups="customer_category.customer_category_group_administrator",
    )
    member_count = fields.Integer(string="Members", compute="_compute_member_count")

    _name_unique = models.UniqueIndex(
        "(COALESCE(company_id, 0), LOWER(BTRIM(name->>'en_US')))",
        "A customer category of this name exists already.",
    )

    @api.depends("company_id")
    def _compute_currency_id(self):
        for category in self:
            company = category.company_id or self.env.company
            category.currency_id = company.currency_id

    def _compute_member_count(self):
        """Count customers, not their contacts; archived ones are not shown."""
        # Anybody may see how many members a visible category has; who they are
        # stays in the ledger, which is for administrators.
        groups = (
            self.env["customer.category.membership"]
            .sudo()
            ._read_group(
                Domain("category_id", "in", self.ids)
                & Domain("date_end", "=", False)
                & Domain("partner_id.active", "=", True),
                ["category_id"],
                ["__count"],
            )
        )
        counts = {category.id: count for category, count in groups}
        for category in self:
            category.member_count = counts.get(category.id, 0)

    def copy_data(self, default=None):
        """Name the copy, since two categories cannot share a name."""
        vals_list = super().copy_data(default=default)
        if "name" not in (default or {}):
            for category, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%s (copy)", category.name)
        return vals_list

    @api.ondelete(at_uninstall=False)
    def _unlink_end_memberships(self):
        """End what members hold, and keep the ledger readable afterwards (R14)."""
        self._move_to_other_groups()
        self._end_all_memberships()
