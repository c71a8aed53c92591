from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import split_every

from .fields import CategoriesField

# Members whose SMS are prepared together.
SMS_BATCH = 500


class MailingMailing(models.Model):
    """A mailing that may be only for the members of some categories.

    Who they are is decided when it is sent. Whatever becomes of its recipients' model
    or filter, of its copies and of its second attempts: nobody else is reached.
    """

    _name = "mailing.mailing"
    _inherit = [
        "mailing.mailing",
        "customer.category.audience",
        "customer.category.message",
        "customer.category.result",
        "customer.category.unsubscribe",
    ]

    customer_category_ids = CategoriesField(
        "customer.category",
        "customer_category_mailing_rel",
        "mailing_id",
        "category_id",
        string="Only for Categories",
        context={"active_test": False},
        help="Only members of these categories, as of the moment of sending, get it. "
        "Leave empty for everybody.",
    )
    # A deleted category vanishes from the field above: what was for its members must
    # not become for everybody.
    is_for_customer_categories = fields.Boolean(
        string="Limited to Categories", readonly=True
    )
    customer_category_company_id = fields.Many2one(
        "res.company",
        string="Company",
        compute="_compute_customer_category_company_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        help="Whose customers get it: those of this company, and those of all.",
    )
    customer_category_problem = fields.Char(
        compute="_compute_customer_category_problem"
    )

    _category_holdout_valid = models.Constraint(
        "CHECK (category_holdout_percent BETWEEN 0 AND 90)",
        "The hold-out is a share between 0 and 90 percent.",
    )
    _category_cap_valid = models.Constraint(
        "CHECK (category_cap >= 0 AND (category_cap = 0 OR category_cap_days > 0))",
        "A frequency cap is a number of messages, and of days within which they count.",
    )

    @api.depends("customer_category_ids")
    def _compute_customer_category_company_id(self):
        for mailing in self:
            company = mailing.customer_category_company_id or self.env.company
            owners = mailing.sudo().customer_category_ids.company_id
            if owners and not owners <= company.parent_ids:
                company = owners[0]
            if not mailing.sudo().customer_category_ids:
                company = mailing.customer_category_company_id
            mailing.customer_category_company_id = company

    @api.depends("customer_category_ids", "mailing_model_id")
    def _compute_customer_category_problem(self):
        for mailing in self:
            mailing.customer_category_problem = (
                mailing._find_customer_category_problem()
            )

    # Odoo fills in its filter anew when one of these changes.
    @api.depends("customer_category_ids")
    def _compute_mailing_domain(self):
        return super()._compute_mailing_domain()

    @api.constrains("customer_category_ids", "customer_category_company_id")
    def _check_customer_category_company(self):
        for mailing in self:
            company = mailing.customer_category_company_id
            near = company.sudo().parent_ids
            owned = mailing.sudo().customer_category_ids.filtered("company_id")
            strange = owned.filtered(lambda c, near=near: c.company_id not in near)
            if strange:
                raise ValidationError(
                    self.env._(
                        "“%(mailing)s” is sent for %(company)s and cannot be for "
                        "“%(category)s” of %(other)s. Send one message for each "
                        "company.",
                        mailing=mailing.subject,
                        company=company.name,
                        category=strange[0].name,
                        other=strange[0].company_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Remember that it is only for some, also when a copy comes without them."""
        # Odoo names a mailing by its subject before it looks at the defaults.
        subject = self.env.context.get("default_subject")
        if subject:
            vals_list = [{"subject": subject, **vals} for vals in vals_list]
        mailings = super().create(vals_list)
        mailings.filtered(
            lambda mailing: mailing.sudo().customer_category_ids
        ).is_for_customer_categories = True
        return mailings

    def write(self, vals):
        """Remember whether it is only for some."""
        result = super().write(vals)
        if "customer_category_ids" in vals:
            for mailing in self:
                mailing.is_for_customer_categories = bool(
                    mailing.sudo().customer_category_ids
                )
        return result

    def action_put_in_queue(self):
        """Refuse to send what would reach nobody."""
        for mailing in self.filtered("customer_category_problem"):
            raise UserError(mailing.customer_category_problem)
        return super().action_put_in_queue()

    def _action_send_mail(self, res_ids=None):
        """Send each to members alone, whoever was asked for."""
        for mailing, chosen in self._choose_customer_category_recipients(res_ids):
            mailing._hold_out_members()
            super(MailingMailing, mailing)._action_send_mail(res_ids=chosen)
        return True

    def action_send_sms(self, res_ids=None):
        """Send each to members alone, whoever was asked for.

        One by one: Odoo sends the second of several to whom the first was for.
        """
        for mailing, chosen in self._choose_customer_category_recipients(res_ids):
            mailing._hold_out_members()
            batches = [chosen]
            if mailing.is_for_customer_categories:
                # Odoo would hold all of them in memory at once.
                ids = chosen or mailing._get_remaining_recipients()
                batches = split_every(SMS_BATCH, ids)
            for batch in batches:
                super(MailingMailing, mailing).action_send_sms(
                    res_ids=batch and list(batch)
                )
                if mailing.is_for_customer_categories:
                    mailing._forget_batch()
        return True

    def _forget_batch(self):
        """Keep nothing of a batch in memory; what it wrote is in the database."""
        self.env.flush_all()
        self.env.invalidate_all()

    def _choose_customer_category_recipients(self, res_ids):
        """Yield each mailing and which of the recipients asked for it may reach.

        :param res_ids: ids asked for; empty leaves it to the mailing
        """
        for mailing in self:
            chosen = res_ids
            company = mailing.customer_category_company_id
            if company:
                # What it says to each customer is about this company (R15).
                mailing = mailing.with_company(company)
            categories = mailing.sudo().customer_category_ids
            mailing = mailing.with_context(
                customer_category_letter_ids=tuple(categories.ids),
                customer_category_letter_left=mailing.category_is_farewell,
            )
            if mailing._is_limited_to_categories() and res_ids:
                asked = Domain("id", "in", res_ids)
                target = self.env[mailing.mailing_model_real]
                chosen = target.search(asked & mailing._get_recipients_domain()).ids
                if not chosen:
                    continue
            yield mailing, chosen

    def _get_recipients_domain(self):
        """Limit whatever filter there is to members."""
        domain = super()._get_recipients_domain()
        if not self._is_limited_to_categories():
            return domain
        if self.mailing_model_real == "res.partner":
            domain = self._bind_to_categories(domain)
        return domain & self._get_customer_category_domain()

    def _get_seen_list(self):
        """Look for the addresses of a batch alone, where the composer names them."""
        addresses = self.env.context.get("customer_category_addresses")
        if addresses is None or self.ab_testing_enabled:
            return super()._get_seen_list()
        traces = self.env["mailing.trace"].search_fetch(
            [("mass_mailing_id", "=", self.id), ("email", "in", addresses)], ["email"]
        )
        return set(traces.mapped("email"))

    def _is_limited_to_categories(self):
        """Tell whether only members may get it."""
        return self.is_for_customer_categories or bool(
            self.sudo().customer_category_ids
        )

    def _find_customer_category_problem(self):
        """Return why this mailing can reach nobody, as a sentence, else False."""
        if not self._is_limited_to_categories():
            return False
        categories = self.sudo().customer_category_ids
        if not categories:
            return self.env._(
                "The categories that this message was for were deleted, or are not "
                "yours to see. Choose others."
            )
        if not categories.filtered("active"):
            return self.env._(
                "“%s” is archived: nobody gets this message. Restore it, or choose "
                "another category.",
                categories[0].name,
            )
        if self.mailing_model_name != "res.partner":
            return self.env._(
                "Only contacts can be members of “%s”. Choose Contact as recipients, "
                "or leave out the categories.",
                categories[0].name,
            )
        return False
