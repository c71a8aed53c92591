from odoo import models
from odoo.exceptions import UserError


class CustomerCategoryMailing(models.AbstractModel):
    """Writing to the members of categories: Odoo's own mailings, filled in."""

    _name = "customer.category.mailing"
    _description = "Messages to Customer Categories"

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
        defaults = {
            "default_mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
            "default_mailing_type": mailing_type,
            "default_customer_category_ids": self.ids,
            "default_subject": self._message_subject(),
        }
        if mailing_type == "sms":
            defaults["default_sms_allow_unsubscribe"] = True
        return defaults

    def _message_subject(self):
        """Return a subject to begin with."""
        return self.env._("News for %s", ", ".join(self.mapped("name")))

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
