from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import format_date

# Who may see a proof: administrators and those who may assign.
GROUPS = (
    "base.group_partner_manager,customer_category.customer_category_group_administrator"
)


class CustomerCategoryLastDay(models.AbstractModel):
    """What a contact shows of memberships that end on an agreed day."""

    _name = "customer.category.last.day"
    _description = "Last Days of Customer Categories"

    customer_category_date_expire = fields.Date(
        string="Category Ends",
        compute="_compute_customer_category_last_day",
        search="_search_customer_category_date_expire",
        help="The first last day among the customer's categories.",
    )
    customer_category_expiry = fields.Char(
        string="Last Day", compute="_compute_customer_category_last_day"
    )
    customer_category_proof_ids = fields.Many2many(
        "ir.attachment",
        string="Proof",
        compute="_compute_customer_category_proof_ids",
        groups=GROUPS,
    )

    def _compute_customer_category_last_day(self):
        rows = self._memberships_shown(Domain("date_expire", "!=", False))
        stays = rows.sorted("date_expire").grouped("partner_id")
        for partner in self:
            own = stays.get(partner.commercial_partner_id, rows.browse())
            partner.customer_category_date_expire = own[:1].date_expire
            partner.customer_category_expiry = ", ".join(
                self.env._(
                    "%(category)s until %(day)s",
                    category=m.category_id.name,
                    day=format_date(self.env, m.date_expire, date_format="d MMM y"),
                )
                for m in own
            )

    def _compute_customer_category_proof_ids(self):
        rows = self._memberships_shown(Domain("proof_id", "!=", False))
        stays = rows.grouped("partner_id")
        for partner in self:
            own = stays.get(partner.commercial_partner_id, rows.browse())
            proofs = own.proof_id.sudo(False)
            partner.customer_category_proof_ids = proofs._filtered_access("read")

    @api.model
    def _search_customer_category_date_expire(self, operator, value):
        """Find customers by the last day of any membership they have."""
        if operator == "not in":
            return NotImplemented
        if operator == "in" and False in value:
            dated = self._with_membership(Domain("date_expire", "!=", False))
            return ~dated | self._with_membership(Domain("date_expire", "in", value))
        return self._with_membership(Domain("date_expire", operator, value))

    @api.model
    def _with_membership(self, domain):
        """Return the domain of contacts with an open membership that matches."""
        rows = self._memberships_shown_query(domain)
        customers = rows.subselect("partner_id")
        return Domain("commercial_partner_id", "in", customers)

    def _memberships_shown(self, domain):
        """Return the open memberships of these contacts that the user may know of."""
        customers = Domain("partner_id", "in", self.commercial_partner_id.ids)
        query = self._memberships_shown_query(customers & domain)
        return self.env["customer.category.membership"].sudo().browse(query)

    @api.model
    def _memberships_shown_query(self, domain):
        """Return the query of open memberships in categories that the user sees.

        The ledger is for administrators; that a customer is a member, and until when,
        is for everybody who sees the category (R15). The context key
        ``customer_category_written_to`` leaves those categories alone whose ids it has.
        """
        seen = self.env["customer.category"]._search([])
        written_to = self.env.context.get("customer_category_written_to")
        if written_to is not None:
            domain &= Domain("category_id", "in", written_to)
        return (
            self.env["customer.category.membership"]
            .sudo()
            ._search(
                Domain("date_end", "=", False)
                & Domain("category_id", "in", seen)
                & domain
            )
        )
