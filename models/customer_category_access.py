from markupsafe import Markup

from odoo import api, fields, models

from .customer_category_reminder import SHOWN

DECIDE = "customer_category.customer_category_invitation_action_decide"
QUESTION = "customer_category.mail_activity_type_app_access"


class CustomerCategoryAccess(models.AbstractModel):
    """What members of a category may do by themselves."""

    _name = "customer.category.access"
    _description = "What Members of Customer Categories May Do"

    booking_days_ahead = fields.Integer(
        string="Bookable Days Ahead",
        tracking=True,
        help="Members can book event types up to this many days ahead, where others "
        "can only book fewer. 0 is as everybody.",
    )
    portal_access = fields.Boolean(
        string="App Access",
        tracking=True,
        help="Members get an account on the portal: they are invited by e-mail, those "
        "of today and those who join later.",
    )
    invitation_ids = fields.One2many(
        "customer.category.invitation",
        "category_id",
        groups="customer_category.customer_category_group_administrator",
    )
    invited_count = fields.Integer(
        string="Invited",
        compute="_compute_invited_count",
        groups="customer_category.customer_category_group_administrator",
    )

    def _compute_invited_count(self):
        """Count who got access by the category."""
        groups = self.env["customer.category.invitation"]._read_group(
            [("category_id", "in", self.ids), ("state", "=", "invited")],
            ["category_id"],
            ["__count"],
        )
        counts = {category.id: count for category, count in groups}
        for category in self:
            category.invited_count = counts.get(category.id, 0)

    @api.model_create_multi
    def create(self, vals_list):
        """Invite soon."""
        categories = super().create(vals_list)
        if any(vals.get("portal_access") for vals in vals_list):
            self.env["customer.category.invitation"]._trigger_invitations()
        return categories

    def write(self, vals):
        """Invite soon."""
        result = super().write(vals)
        if vals.get("portal_access"):
            self.env["customer.category.invitation"]._trigger_invitations()
        return result

    def action_view_invitations(self):
        """Open what became of inviting the members."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_invitation_action"
        )
        action["domain"] = [("category_id", "in", self.ids)]
        action["context"] = {"search_default_asked": bool(self._asked_about())}
        return action

    def _invitation_message(self):
        """Return what the invitation says besides, without a name that is secret."""
        if self.confidential:
            return self.env._("See your groups, benefits and progress at any time.")
        return self.env._(
            "You are in our group “%s”. See its benefits and your progress at any "
            "time.",
            self.name,
        )

    def _ask_about_access(self):
        """Ask the person in charge whether those who left are to keep the access.

        There is one question per category, about everybody who is to be decided on.
        """
        user = self._reminded_user()
        if not user:
            return
        asked = self._asked_about()
        count, customers = len(asked), asked[:SHOWN].partner_id
        category = self.with_context(lang=user.lang or "en_US")
        note = Markup("<p>%s</p><p><a href='%s'>%s</a></p>%s") % (
            category.env._("They left and can still log in."),
            f"/odoo/customer-categories/{self.id}/action-{DECIDE}",
            category.env._("Keep or close their access"),
            category._customer_list(user, count, customers.ids),
        )
        values = {
            "summary": category.env._("Access of %s who left", count),
            "note": note,
        }
        question = self.sudo().activity_search([QUESTION])
        if question:
            question.write(values)
        else:
            today = fields.Date.today()
            self.sudo().activity_schedule(QUESTION, today, user_id=user.id, **values)

    def _asked_about(self):
        """Return whose access is to be decided on, of all these categories."""
        # Whether there is anybody is no secret; who that is the list itself guards.
        invitations = self.env["customer.category.invitation"].sudo()
        return invitations.search(
            [("category_id", "in", self.ids), ("leaving", "=", "asked")]
        )

    @api.model
    def _find_asking(self):
        """Return the categories with a question that is open."""
        question = self.env.ref(QUESTION, raise_if_not_found=False)
        activities = self.env["mail.activity"].sudo()
        open_questions = question and activities.search(
            [("res_model", "=", self._name), ("activity_type_id", "=", question.id)]
        )
        return self.browse(open_questions.mapped("res_id") if open_questions else [])

    def _close_answered_questions(self):
        """Take the question off the list of those who have nobody to decide on."""
        answered = self - self._asked_about().category_id
        answered.sudo().activity_unlink([QUESTION])
