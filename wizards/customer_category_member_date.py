from odoo import api, fields, models


class CustomerCategoryMemberDate(models.TransientModel):
    """Who was a member of a category on a date."""

    _name = "customer.category.member.date"
    _description = "Members of a Customer Category on a Date"

    category_id = fields.Many2one(
        "customer.category", required=True, ondelete="cascade"
    )
    day = fields.Date(string="Date", required=True, default=fields.Date.context_today)
    member_count = fields.Integer(string="Members", compute="_compute_member_count")

    @api.depends("category_id", "day")
    def _compute_member_count(self):
        """Count customers, of whom one may have been a member twice that day."""
        memberships = self.env["customer.category.membership"]
        for dialog in self:
            groups = memberships._read_group(
                dialog._memberships_domain(), [], ["partner_id:count_distinct"]
            )
            dialog.member_count = groups[0][0] if dialog.day else 0

    def _memberships_domain(self):
        """Return the domain of the memberships that held on the date."""
        return [
            ("category_id", "in", self.category_id._origin.ids),
            ("member_on", "=", self.day),
        ]

    def action_show(self):
        """Open the memberships that held on the date."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_membership_action"
        )
        name = self.category_id.name
        action["name"] = action["display_name"] = self.env._("Members of %s", name)
        action["domain"] = [("category_id", "=", self.category_id.id)]
        # As a facet, which the person can take away or change.
        action["context"] = {
            "search_default_member_on": fields.Date.to_string(self.day)
        }
        return action
