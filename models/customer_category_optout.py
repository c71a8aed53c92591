from odoo import api, fields, models
from odoo.exceptions import AccessError

ADMINISTRATORS = "customer_category.customer_category_group_administrator"


class CustomerCategoryOptout(models.Model):
    """What a customer said of a category's e-mails, or SMS: no, or yes.

    Without a word messages are sent, unless the category needs consent. A choice is
    not edited but made anew, so its date and source stay what they were.
    """

    _name = "customer.category.optout"
    _description = "Choice of a Customer Category's Messages"
    _order = "category_id, channel"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade"
    )
    category_id = fields.Many2one(
        "customer.category",
        string="Messages of",
        required=True,
        ondelete="cascade",
        index=True,
    )
    channel = fields.Selection(
        [("email", "E-mail"), ("sms", "SMS")],
        string="By",
        required=True,
        default="email",
    )
    choice = fields.Selection(
        [("no", "No messages"), ("yes", "Agreed")], required=True, default="no"
    )
    source = fields.Selection(
        [
            ("manual", "By hand"),
            ("link", "Link in a message"),
            ("portal", "My Rewards"),
            ("signup", "Signup"),
        ],
        string="Said By",
        required=True,
        readonly=True,
        default="manual",
    )
    company_id = fields.Many2one(related="category_id.company_id", store=True)

    _once = models.Constraint(
        "UNIQUE (partner_id, category_id, channel)",
        "The customer chose about these messages already. Remove that choice first.",
    )

    @api.depends("partner_id", "category_id", "channel", "choice")
    def _compute_display_name(self):
        channels = dict(self._fields["channel"]._description_selection(self.env))
        for optout in self:
            values = {
                "customer": optout.partner_id.display_name,
                "channel": channels.get(optout.channel, ""),
                "category": optout.category_id.name,
            }
            if optout.choice == "yes":
                optout.display_name = self.env._(
                    "%(customer)s: %(channel)s of “%(category)s”", **values
                )
            else:
                optout.display_name = self.env._(
                    "%(customer)s: no %(channel)s of “%(category)s”", **values
                )

    @api.constrains("partner_id", "category_id")
    def _check_company_of_customer(self):
        for optout in self:
            optout.partner_id._check_customer_category_company(optout.category_id)

    @api.model_create_multi
    def create(self, vals_list):
        """Note it for the customer, not for one of its contacts, and by whom truly.

        What a user notes was said to the shop; no user can say it was on My Rewards.
        """
        said = {} if self.env.su else {"source": "manual"}
        return super().create(
            [{**self._with_customer(vals), **said} for vals in vals_list]
        )

    def write(self, vals):
        """Note it for the customer, not for one of its contacts."""
        return super().write(self._with_customer(vals))

    def unlink(self):
        """Keep in the customer's chatter what a user takes back.

        :raise AccessError: for a no that customers said themselves, unless by an
            administrator
        """
        if not self.env.su:
            self._check_said_to_the_shop()
            self._log_taken_back()
        return super().unlink()

    def _check_said_to_the_shop(self):
        """Let administrators alone take back a no that customers said themselves.

        A yes makes room for the no that a customer says on the telephone.
        """
        said = self.filtered(lambda o: o.choice == "no" and o.source != "manual")
        if said and not self.env.user.has_group(ADMINISTRATORS):
            raise AccessError(
                self.env._(
                    "The customer chose this: %s. Only a customer category "
                    "administrator can remove it, or the customer on My Rewards.",
                    said[0].display_name,
                )
            )

    def _log_taken_back(self):
        """Log it where colleagues read of the customer, without names of secrets."""
        for optout in self.filtered(lambda o: not o.category_id.confidential):
            optout.partner_id.sudo()._message_log(
                body=self.env._(
                    "Message choice removed: %(choice)s (%(said_by)s).",
                    choice=optout._text_for_colleagues(),
                    said_by=optout._label_of("source"),
                )
            )

    def _text_for_colleagues(self):
        """Return what was chosen, as everybody may read who sees the customer.

        Another company does not see this one's category, but a shared customer.
        """
        company = self.category_id.company_id
        if not company or company == self.partner_id.company_id:
            return self.display_name
        if self.env["res.company"].sudo().search_count([], limit=2) < 2:
            return self.display_name
        values = {
            "customer": self.partner_id.display_name,
            "channel": self._label_of("channel"),
            "company": company.sudo().name,
        }
        if self.choice == "yes":
            return self.env._(
                "%(customer)s: %(channel)s of a category of %(company)s", **values
            )
        return self.env._(
            "%(customer)s: no %(channel)s of a category of %(company)s", **values
        )

    def _label_of(self, fname):
        """Return how a selection field's value is shown."""
        labels = dict(self._fields[fname]._description_selection(self.env))
        return labels.get(self[fname], "")

    @api.model
    def _with_customer(self, vals):
        """Return the values with the company in place of its contact."""
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            vals = {**vals, "partner_id": partner.commercial_partner_id.id}
        return vals
