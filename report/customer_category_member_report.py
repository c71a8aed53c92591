from odoo import fields, models

from ..engines.member_report import member_report_sql
from ..models.fields import CategoryField


class CustomerCategoryMemberReport(models.Model):
    """How categories grow and shrink: each entry and each leaving, from the ledger."""

    _name = "customer.category.member.report"
    _description = "Members of Customer Categories"
    _inherit = ["customer.category.report"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    date = fields.Datetime(readonly=True)
    event = fields.Selection(
        [
            ("join", "Joins"),
            ("leave", "Leaves"),
            ("move_in", "Moves In"),
            ("move_out", "Moves Out"),
            ("renew", "Renews"),
        ],
        readonly=True,
    )
    membership_id = fields.Many2one("customer.category.membership", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    category_id = CategoryField("customer.category", readonly=True)
    other_category_id = CategoryField(
        "customer.category",
        string="Moved From or To",
        readonly=True,
        help="The rewards group that the customer left for this one, or this one for.",
    )
    company_id = fields.Many2one("res.company", readonly=True)
    assignment = fields.Selection(
        selection=lambda self: (
            self.env["customer.category"]._fields["assignment"].selection
        ),
        readonly=True,
    )
    date_start = fields.Datetime(string="Member From", readonly=True)
    date_end = fields.Datetime(string="Member Until", readonly=True)
    source = fields.Selection(
        selection=lambda self: self.env[
            "customer.category.membership"
        ]._selection_source(),
        string="Joined By",
        readonly=True,
    )
    end_source = fields.Selection(
        selection=lambda self: self.env[
            "customer.category.membership"
        ]._selection_source(),
        string="Left By",
        readonly=True,
    )
    is_current = fields.Boolean(string="Member Today", readonly=True)
    is_used = fields.Boolean(
        string="Paid the Category's Price",
        readonly=True,
        help="Bought something at the category's price while a member. What only "
        "members may buy, pay with or book does not count.",
    )
    change = fields.Integer(
        string="Members",
        readonly=True,
        help="One more for who enters, one less for who leaves. Added up in time it is "
        "the number of members.",
    )
    joined = fields.Integer(readonly=True, help="Moves and renewals are left out.")
    departed = fields.Integer(
        string="Left", readonly=True, help="Moves and renewals are left out."
    )
    moved = fields.Integer(readonly=True, help="From one rewards group to another.")
    at_risk = fields.Integer(
        readonly=True, help="Members who do not qualify any more, in their grace days."
    )
    stay_days = fields.Float(
        string="Average Stay (Days)",
        aggregator="avg",
        digits=(16, 1),
        readonly=True,
        help="From joining to leaving, or to today.",
    )
    stay_months = fields.Integer(
        string="Months Stayed",
        aggregator=None,
        readonly=True,
        help="Full months of 30 days from joining to leaving, or to today.",
    )

    def _view_sql(self):
        """Return the query of the view."""
        return member_report_sql()

    def action_view_customers(self):
        """Open the customers of these rows."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("contacts.action_contacts"),
            "domain": [("id", "in", self.partner_id.ids)],
            "context": {},
        }
