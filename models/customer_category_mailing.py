from odoo import fields, models
from odoo.exceptions import UserError


class CustomerCategoryMailing(models.AbstractModel):
    """Writing to the members of categories: Odoo's own mailings, filled in."""

    _name = "customer.category.mailing"
    _description = "Messages to Customer Categories"

    mailing_count = fields.Integer(
        string="Messages Sent",
        compute="_compute_mailing_count",
        groups="mass_mailing.group_mass_mailing_user",
    )

    def _compute_mailing_count(self):
        groups = self.env["mailing.mailing"]._read_group(
            [("customer_category_ids", "in", self.ids)],
            ["customer_category_ids"],
            ["__count"],
        )
        counts = {category.id: count for category, count in groups}
        for category in self:
            category.mailing_count = counts.get(category.id, 0)

    def action_view_mailings(self):
        """Open what was sent to this category, and what is about to be."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.mailing_mailing_action_customer_category"
        )
        name = self.env._("Messages to %s", self.name)
        return {
            **action,
            "name": name,
            "display_name": name,
            "domain": [("customer_category_ids", "in", self.ids)],
            "context": self._prepare_mailing_context("mail"),
        }

    def action_send_email(self):
        """Open a new e-mail to the members of these categories.

        :return: an action whose context alone makes a mailing limited to them
        """
        return self._action_compose("mail", self.env._("Send E-mail"))

    def action_send_sms(self):
        """Open a new SMS to the members of these categories; as above."""
        return self._action_compose("sms", self.env._("Send SMS"))

    def _action_compose(self, mailing_type, name):
        """Return the action that opens a new mailing.

        :param str mailing_type: ``mail`` or ``sms``
        :param str name: title of the window
        """
        self._check_can_be_written_to()
        view = self.env.ref("mass_mailing_sms.mailing_mailing_view_form_mixed")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "mailing.mailing",
            "view_mode": "form",
            "views": [(view.id, "form")],
            "target": "current",
            "context": self._prepare_mailing_context(mailing_type),
        }

    def _prepare_mailing_context(self, mailing_type):
        """Return the defaults of a new mailing to these categories."""
        kind = self._suitable_message()
        values = {
            "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
            "mailing_type": mailing_type,
            "customer_category_ids": self.ids,
            "customer_category_message": kind,
            "sms_allow_unsubscribe": True,
            **self._prepare_ready_message(kind),
        }
        return {f"default_{fname}": value for fname, value in values.items()}

    def _check_can_be_written_to(self):
        """Refuse categories without anybody to write to."""
        if not self:
            raise UserError(self.env._("Choose the categories to write to."))
        archived = self.filtered(lambda category: not category.active)
        if archived:
            raise UserError(
                self.env._(
                    "“%s” is archived. Restore it to write to its members.",
                    archived[0].name,
                )
            )
