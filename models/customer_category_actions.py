from odoo import models

# What decides who would be a member, and what that would cost.
DRAFT = {
    "assignment",
    "company_id",
    "criterion_ids",
    "currency_id",
    "min_lifetime_points",
    "min_lifetime_spend",
    "min_visits",
    "name",
    "partner_domain",
    "price_percent",
    "sequence",
    "visit_days",
}


class CustomerCategoryActions(models.AbstractModel):
    """What the buttons of a category do."""

    _name = "customer.category.actions"
    _description = "Buttons of Customer Categories"

    def action_view_members(self):
        """Open the customers who are members now, without their contacts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "contacts.action_contacts"
        )
        action["name"] = action["display_name"] = self.name
        action["domain"] = [
            ("customer_category_ids", "in", self.ids),
            "|",
            ("parent_id", "=", False),
            ("is_company", "=", True),
        ]
        action["context"] = {"customer_category_id": self.id}
        if self.assignment == "manual":
            action["context"]["default_customer_category_ids"] = self.ids
        members = self.env.ref("customer_category.res_partner_view_list_members")
        action["views"] = [
            (members.id if mode == "list" else view_id, mode)
            for view_id, mode in action["views"]
        ]
        return action

    def action_add_members(self):
        """Open the dialog in which to choose who joins this category."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_assign_action_add"
        )
        name = self.env._("Add to %s", self.name)
        return {
            **action,
            "name": name,
            "display_name": name,
            "context": {
                "default_mode": "add",
                "default_category_ids": self.ids,
                "default_picks_customers": True,
                "active_ids": [],
            },
        }

    def action_view_history(self):
        """Open who was a member when."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_membership_action"
        )
        action["domain"] = [("category_id", "in", self.ids)]
        return action

    def action_assign_now(self):
        """Show what the rules would change, to apply it."""
        preview = self._create_preview()
        if preview.line_ids:
            return preview._action_show()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._("Everybody is where the rules want them."),
            },
        }

    def action_preview_saved(self):
        """Return the dialog to show after a rule was saved, False when none is needed.

        The rule itself changes nobody: who says no keeps members as they are, and
        customers join as they complete their next order.
        """
        automatic = self.filtered(lambda c: c.active and c.assignment != "manual")
        preview = automatic and automatic._create_preview()
        return preview._action_show() if preview and preview.line_ids else False

    def action_replay(self, values=None):
        """Show what a rule would have done in the past, without saving it.

        :param dict values: what was changed on the form, as it would be saved
        :raise ValidationError: for a rule that could not be saved
        """
        self.check_access("write")
        draft = {name: (values or {})[name] for name in DRAFT if name in (values or {})}
        preview = self.env["customer.category.preview"].create(
            {"category_ids": [(6, 0, self.ids)], "is_draft": True, "draft": draft}
        )
        return preview.action_backtest()

    def _create_preview(self):
        """Return a new preview of what the rules of these categories would change."""
        return self.env["customer.category.preview"].create(
            {"category_ids": [(6, 0, self.ids)]}
        )
