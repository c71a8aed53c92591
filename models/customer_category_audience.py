from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engines.audience import (
    Audience,
    counts_sql,
    hold_out_sql,
    members_sql,
    spared_sql,
)

COUNTS = (
    "category_member_count",
    "category_email_count",
    "category_sms_count",
    "category_optout_count",
    "category_unagreed_count",
    "category_blocked_count",
    "category_unaddressed_count",
    "category_recent_count",
    "category_capped_count",
    "category_holdout_count",
    "category_recipient_count",
)

# Fields of contacts that tell of their memberships in any category.
ENDING = ("customer_category_at_risk", "customer_category_date_expire")

_Count = partial(fields.Integer, compute="_compute_category_counts")


class CustomerCategoryAudience(models.AbstractModel):
    """Whom a mailing to categories reaches, told beforehand and decided at sending."""

    _name = "customer.category.audience"
    _description = "Audience of Mailings to Customer Categories"

    category_cap = fields.Integer(
        string="Frequency Cap",
        help="Leaves out who got this many messages already within the days beside; "
        "0 leaves out nobody.",
    )
    category_cap_days = fields.Integer(string="Within Days", default=7)
    category_holdout_percent = fields.Float(
        string="Hold-out",
        digits=(5, 2),
        help="This share of the members, chosen by chance, gets nothing: what they buy "
        "afterwards tells what the message brought.",
    )
    category_is_farewell = fields.Boolean(
        string="To Who Left",
        readonly=True,
        copy=False,
        help="An automatic note to customers who left the category.",
    )
    category_member_count = _Count(string="Members")
    category_email_count = _Count(
        string="By E-mail",
        help="Members with an e-mail address who neither opted out nor are blocked.",
    )
    category_sms_count = _Count(
        string="By SMS",
        help="Members with a phone number who neither opted out nor are blocked.",
    )
    category_optout_count = _Count(string="Opted Out")
    category_unagreed_count = _Count(
        string="Did Not Agree",
        help="Members of categories that write only to who agreed.",
    )
    category_blocked_count = _Count(
        string="Blocked",
        help="Members whose address is on the exclusion list of all messages. The "
        "unsubscribe button of a mail program puts it there; the link in a message "
        "lets members choose.",
    )
    category_unaddressed_count = _Count(string="Without Address")
    category_recent_count = _Count(
        string="Messaged in 7 Days",
        help="Members who got a message in the last 7 days.",
    )
    category_capped_count = _Count(string="Left Out by the Cap")
    category_holdout_count = _Count(string="Held Out")
    category_recipient_count = _Count(
        string="Get It Now",
        help="Messages that are sent: members with the same address or number get one.",
    )

    @api.depends(
        "category_cap",
        "category_cap_days",
        "category_holdout_percent",
        "customer_category_ids",
        "customer_category_company_id",
        "mailing_domain",
        "mailing_model_id",
        "mailing_type",
        "use_exclusion_list",
    )
    def _compute_category_counts(self):
        for mailing in self:
            counts = [0] * len(COUNTS)
            if (
                mailing._is_limited_to_categories()
                and mailing.sudo().customer_category_ids
            ):
                counts = mailing._count_audience()
            mailing.update(dict(zip(COUNTS, counts, strict=True)))

    def _count_audience(self):
        """Return the figures of ``COUNTS``, by one statement for any number."""
        chosen = self._find_chosen_members()
        return self.env.execute_query(counts_sql(self._get_audience(), chosen))[0]

    def _find_chosen_members(self):
        """Return the query of members whom the mailing's own filter leaves."""
        if self._find_customer_category_problem():
            return SQL("SELECT NULL::int")
        self.env.flush_all()
        partners = self.env["res.partner"]
        chosen = self._bind_to_categories(Domain(self._parse_mailing_domain()))
        members = chosen & self._members_domain()
        return partners._search(members).select()

    def _members_domain(self):
        """Return who the members are."""
        members = members_sql(self._get_audience())
        return Domain.custom(
            to_sql=lambda partners, alias, query: SQL(
                "%s IN (%s)", SQL.identifier(alias, "id"), members
            )
        )

    def _bind_to_categories(self, domain):
        """Return a filter of contacts where what ends is a category written to.

        That another one ends, perhaps in another company, is not what is meant, and
        who sends by a schedule sees them all.
        """
        partners = self.env["res.partner"].sudo()
        partners = partners.with_context(
            active_test=False,
            customer_category_written_to=self.sudo().customer_category_ids.ids,
        )

        def bind(condition):
            if condition.field_expr not in ENDING:
                return condition
            return Domain("id", "in", partners._search(condition))

        return domain.map_conditions(bind)

    def _get_customer_category_domain(self):
        """Return who gets it, besides the filter; nobody where it cannot be told."""
        if self._find_customer_category_problem():
            return Domain.FALSE
        self.env.flush_all()
        audience = self._get_audience()
        spared = Domain.custom(
            to_sql=lambda partners, alias, query: SQL(
                "NOT %s", spared_sql(audience, SQL.identifier(alias, "id"))
            )
        )
        return self._members_domain() & spared

    def _get_audience(self):
        """Return the engines' :class:`Audience` of this mailing."""
        tested = self.ab_testing_enabled and self.campaign_id
        return Audience(
            category_ids=tuple(self.sudo().customer_category_ids.ids),
            company_ids=tuple(self.sudo().customer_category_company_id.parent_ids.ids),
            channel="sms" if self.mailing_type == "sms" else "email",
            moment=fields.Datetime.now(),
            mailing_id=self._origin.id or 0,
            uses_blacklist=self.use_exclusion_list,
            cap=self.category_cap,
            cap_days=self.category_cap_days,
            holdout=self.category_holdout_percent,
            # The winner of a test must not write to whom the tests held out.
            is_farewell=self.category_is_farewell,
            holdout_key=str(tested or self._origin or self._name),
        )

    def _hold_out_members(self):
        """Note who is held out, so that the result can be compared later."""
        if self.category_holdout_percent and not self.customer_category_problem:
            chosen = self._find_chosen_members()
            self.env.execute_query(hold_out_sql(self._get_audience(), chosen))
            self.env["customer.category.holdout"].invalidate_model()

    def _find_refusing_partners(self, domain=None):
        """Return the ids of members who want nothing of all that this mailing is for.

        :param domain: which members are asked about; None is all
        """
        audience = self._get_audience()
        self.env.flush_all()
        among = domain and self.env["res.partner"].sudo()._search(domain).select()
        rows = self.env.execute_query(audience.refusing(audience.channel, among))
        return [row[0] for row in rows]
