from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# More than that nobody calls one by one: a message is the better way.
MOST = 1000


class CustomerCategoryFollowUp(models.TransientModel):
    """Schedule an activity for each of some members, shared out among people."""

    _name = "customer.category.follow.up"
    _description = "Follow Up Members of a Customer Category"

    category_id = fields.Many2one(
        "customer.category", required=True, readonly=True, ondelete="cascade"
    )
    partner_ids = fields.Many2many(
        "res.partner", string="Only These Members", help="Leave empty for all members."
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        string="Activity",
        required=True,
        default=lambda self: self.env.ref(
            "mail.mail_activity_data_call", raise_if_not_found=False
        ),
        domain="['|', ('res_model', '=', False), ('res_model', '=', 'res.partner')]",
    )
    date_deadline = fields.Date(
        string="By", required=True, default=fields.Date.context_today
    )
    summary = fields.Char()
    note = fields.Html(help="What to say or to ask; everybody gets the same note.")
    user_ids = fields.Many2many(
        "res.users",
        string="Assigned To",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        help="With several people the members are shared out among them evenly.",
    )
    member_count = fields.Integer(string="Members", compute="_compute_counts")
    known_count = fields.Integer(
        string="Have It Already",
        compute="_compute_counts",
        help="Members with such an activity to come; they get no other.",
    )

    @api.depends("category_id", "partner_ids", "activity_type_id", "summary")
    def _compute_counts(self):
        for wizard in self:
            members = self.env["res.partner"].search(wizard._members_domain())
            wizard.member_count = len(members)
            wizard.known_count = len(wizard._find_known(members))

    def _members_domain(self):
        """Return the members to follow up: customers, not their contacts."""
        domain = Domain("customer_category_ids", "in", self.category_id._origin.ids)
        domain &= Domain("parent_id", "=", False) | Domain("is_company", "=", True)
        if self.partner_ids:
            domain &= Domain("id", "in", self.partner_ids._origin.ids)
        return domain

    def _find_known(self, members):
        """Return the members who have this activity to come already."""
        activities = self.env["mail.activity"].search_fetch(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", members.ids),
                ("activity_type_id", "=", self.activity_type_id.id),
                ("summary", "=", self.summary or False),
            ],
            ["res_id"],
        )
        return members.browse(set(activities.mapped("res_id")))

    def action_schedule(self):
        """Schedule the activities and open them.

        :raise UserError: where there is nobody to follow up, or too many
        """
        self.ensure_one()
        members = self.env["res.partner"].search(self._members_domain())
        members -= self._find_known(members)
        self._check_can_schedule(members)
        people = self.user_ids or self.env.user
        # A mail for each would be what nobody wants: people see their activities.
        # Administrators follow up whom they see, also without the right to change them.
        quiet = (
            self.env["mail.activity"]
            .sudo()
            .with_context(mail_activity_quick_update=True)
        )
        activities = quiet.create(
            [
                self._prepare_activity(member, people[i % len(people)])
                for i, member in enumerate(members)
            ]
        )
        name = self.env._("Follow-ups of %s", self.category_id.name)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "mail.activity",
            "view_mode": "list,form",
            "domain": [("id", "in", activities.ids)],
            "context": {"group_by": "user_id"} if len(self.user_ids) > 1 else {},
        }

    def _check_can_schedule(self, members):
        """Refuse to schedule nothing, or more than people can do."""
        if not members:
            raise UserError(
                self.env._(
                    "Nobody is left to follow up in “%s”: it has no members, or all "
                    "have this activity already.",
                    self.category_id.name,
                )
            )
        if len(members) > MOST:
            raise UserError(
                self.env._(
                    "%(count)s members of “%(category)s” are too many to follow up one "
                    "by one. Select %(most)s at most, or send them a message.",
                    count=len(members),
                    category=self.category_id.name,
                    most=MOST,
                )
            )

    def _prepare_activity(self, member, user):
        """Return the values of a member's ``mail.activity``."""
        return {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": member.id,
            "activity_type_id": self.activity_type_id.id,
            "date_deadline": self.date_deadline,
            "summary": self.summary,
            "note": self.note,
            "user_id": user.id,
        }
