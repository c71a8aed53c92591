import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.tools import email_normalize

_logger = logging.getLogger(__name__)

ADMINISTRATORS = "customer_category.customer_category_group_administrator"


class CustomerCategoryInvitation(models.Model):
    """What became of inviting one member of a category to the portal.

    A company gets one account at its own address. Its contacts are not invited by
    themselves, since an account sees the company's documents.
    """

    _name = "customer.category.invitation"
    _inherit = ["customer.category.invitation.queue"]
    _description = "App Access of a Customer Category's Member"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade"
    )
    category_id = fields.Many2one(
        "customer.category", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="category_id.company_id", store=True)
    email = fields.Char(related="partner_id.email")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("invited", "Invited"),
            ("already", "Had an Account"),
            ("no_email", "No E-mail"),
            ("duplicate", "E-mail of Another Account"),
            ("locked", "Account Was Closed"),
            ("failed", "Failed"),
            ("undelivered", "E-mail Not Delivered"),
            ("closed", "Access Closed"),
        ],
        string="Result",
        required=True,
        default="waiting",
        readonly=True,
        index=True,
    )
    message = fields.Char(readonly=True, help="What went wrong.")
    mail_id = fields.Many2one(
        "mail.mail",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="The invitation, as long as it is not delivered.",
    )
    date_invited = fields.Datetime(string="Invited On", readonly=True)
    leaving = fields.Selection(
        [("asked", "To Decide"), ("kept", "Access Kept")],
        string="Left the Category",
        readonly=True,
        index="btree_not_null",
    )
    date_left = fields.Datetime(string="Left On", readonly=True)

    _once = models.Constraint(
        "UNIQUE (partner_id, category_id)",
        "The customer was invited by this category already.",
    )

    def _invite(self):
        """Give these members access by Odoo's own wizard, and note what happened."""
        for category, rows in self.grouped("category_id").items():
            company = category.company_id or self.env.company
            wizard = (
                self.env["portal.wizard"]
                .with_company(company)
                .create(
                    {
                        "partner_ids": [Command.set(rows.partner_id.ids)],
                        "welcome_message": category._invitation_message(),
                    }
                )
            )
            lines = {line.partner_id: line for line in wizard.user_ids}
            for row in rows:
                row._invite_by(lines[row.partner_id])

    def _invite_by(self, line):
        """Invite one member, and leave the others alone if that fails.

        :param line: the member's ``portal.wizard.user``
        """
        # A member before this one may have the same address.
        line.invalidate_recordset(["email_state"])
        result = self._obstacle(line)
        if result:
            self.write({"state": result, "message": False})
            return
        try:
            with self.env.cr.savepoint():
                self._grant_access(line.with_context(customer_category_queued=True))
        except Exception as error:
            _logger.exception("%s was not invited.", self.display_name)
            self.write({"state": "failed", "message": str(error)[:200]})
        else:
            now = fields.Datetime.now()
            self.write({"state": "invited", "message": False, "date_invited": now})

    def _grant_access(self, line):
        """Give a member access, or send the e-mail again that was not delivered.

        :param line: the member's ``portal.wizard.user``
        """
        if line.is_portal:
            line.action_invite_again()
        else:
            line.action_grant_access()
        self.mail_id = (
            self.env["mail.mail"]
            .sudo()
            .search(
                [("model", "=", "res.users"), ("res_id", "=", line.user_id.id)],
                order="id desc",
                limit=1,
            )
        )

    def _obstacle(self, line):
        """Return the state that keeps a member from being invited, if any."""
        user = line.user_id
        if user.active and not (line.is_portal and self._lacks_invitation(user)):
            return "already"
        # Somebody closed it for a reason, unless it was we when the customer left.
        if user and not self.date_invited:
            return "locked"
        if not email_normalize(line.email):
            return "no_email"
        return "duplicate" if line.email_state == "exist" else False

    def _lacks_invitation(self, user):
        """Tell whether our e-mail did not arrive and the account was never used.

        Somebody may have deleted the e-mail that failed. Who is in the queue once more
        was tried again, since members wait for their first invitation without a date.

        :param user: the customer's ``res.users``
        """
        mail = self.mail_id.sudo()
        is_lost = self.date_invited and (not mail or mail.state == "exception")
        return bool(is_lost and not user.sudo().login_date)

    def action_try_again(self):
        """Queue those who could not be invited."""
        self._check_may_decide()
        done = ("waiting", "invited", "already", "closed")
        rows = self.filtered(lambda row: row.state not in done)
        rows.sudo().write({"state": "waiting", "message": False})
        self._trigger_invitations()

    def action_keep_access(self):
        """Let those who left keep their access."""
        self._check_may_decide()
        rows = self.filtered(lambda row: row.leaving == "asked")
        rows.sudo().leaving = "kept"
        rows.category_id._close_answered_questions()

    def action_close_access(self):
        """Close the access of those who left, by Odoo's own wizard.

        :raise UserError: for who did not leave
        """
        self._check_may_decide()
        rows = self.filtered("leaving").sudo()
        if not rows:
            raise UserError(
                self.env._(
                    "Access is closed here for customers who left the category. To "
                    "close that of a member, open the customer's portal access."
                )
            )
        wizard = self.env["portal.wizard"].sudo()
        wizard = wizard.create({"partner_ids": [Command.set(rows.partner_id.ids)]})
        # Who works here meanwhile, or lost the access otherwise, is left alone.
        for line in wizard.user_ids.filtered("is_portal"):
            line.action_revoke_access()
        rows.write({"state": "closed", "leaving": False})
        rows.category_id._close_answered_questions()

    def _check_may_decide(self):
        """Refuse whoever does not administer customer categories."""
        self.check_access("read")
        if not (self.env.su or self.env.user.has_group(ADMINISTRATORS)):
            raise AccessError(
                self.env._(
                    "You may not decide about app access. Ask for the right Customer "
                    "Categories administrator."
                )
            )

    @api.model
    def _waiting_domain(self):
        """Return whom to invite: archived customers wait."""
        return Domain("state", "=", "waiting") & Domain("partner_id.active", "=", True)
