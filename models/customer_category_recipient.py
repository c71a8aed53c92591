from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .customer_category_ready_message import OWN
from .filters import CATEGORIES, exchange_categories


class CustomerCategoryRecipient(models.AbstractModel):
    """A contact as one who gets messages to categories."""

    _name = "customer.category.recipient"
    _description = "Recipient of Messages to Customer Categories"

    mailing_trace_ids = fields.One2many(
        "mailing.trace",
        "res_id",
        string="Mailings Received",
        domain=[("model", "=", "res.partner"), ("is_test_trace", "=", False)],
        copy=False,
        readonly=True,
        groups="mass_mailing.group_mass_mailing_user",
    )

    def action_email_as_members(self):
        """Open a new e-mail to these members of the category they are listed for."""
        return self._action_write_to_members("action_send_email")

    def action_sms_as_members(self):
        """Open a new SMS to these members of the category they are listed for."""
        return self._action_write_to_members("action_send_sms")

    def action_follow_up_as_members(self):
        """Open the dialog that schedules an activity for each of these members."""
        category_id = self.env.context.get("customer_category_id")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_follow_up_action"
        )
        defaults = {"default_category_id": category_id, "default_partner_ids": self.ids}
        return {**action, "context": defaults}

    def _action_write_to_members(self, method):
        """Return the action of a category, for the selected members alone.

        :param str method: which action
        """
        category_id = self.env.context.get("customer_category_id")
        category = self.env["customer.category"].browse(category_id or []).exists()
        action = getattr(category, method)()
        # Odoo selects no more than this at once, and would leave out the others.
        limit = self.env["ir.config_parameter"].sudo().get_param("web.active_ids_limit")
        if len(self) >= int(limit or 20_000):
            raise UserError(
                self.env._(
                    "%s members are too many to select. Select nobody to write to all "
                    "members.",
                    len(self),
                )
            )
        if self:
            chosen = [
                ("customer_category_ids", "in", category.ids),
                ("id", "in", self.ids),
            ]
            action["context"]["default_mailing_domain"] = repr(chosen)
        return action

    @api.model
    def mail_allowed_qweb_expressions(self):
        """Let whoever may write messages use the words of the ready ones."""
        return (*super().mail_allowed_qweb_expressions(), *OWN.values())

    @api.model
    def _mailing_get_default_domain(self, mailing):
        """Return the filter that a mailing to contacts begins with.

        :param mailing: the ``mailing.mailing``
        :rtype: Domain
        """
        categories = mailing.customer_category_ids.ids
        current = Domain(
            mailing._parse_mailing_domain() if mailing.mailing_domain else []
        )
        # A change to SMS, or of the categories, keeps whom somebody selected.
        if not self._is_filter_of_members(current, categories):
            current = Domain.TRUE
        if mailing.category_is_farewell:
            # Who has left is no member.
            return current
        return exchange_categories(current, categories)

    @api.model
    def _is_filter_of_members(self, domain, category_ids):
        """Tell whether a filter was of contacts, not of recipients chosen before."""
        names = {c.field_expr.split(".")[0] for c in domain.iter_conditions()}
        is_of_members = bool(category_ids) or CATEGORIES in names
        return is_of_members and names <= set(self._fields)

    @api.model
    def _mailing_get_opt_out_list(self, mailing):
        """Return addresses of members who want no e-mail of the categories.

        :param mailing: the ``mailing.mailing``
        :rtype: set[str]
        """
        if not mailing.is_for_customer_categories:
            return set()
        addresses = self.env.context.get("customer_category_addresses")
        domain = Domain("email_normalized", "!=", False)
        if addresses is not None:
            domain &= Domain("email_normalized", "in", addresses)
        ids = mailing._find_refusing_partners(domain)
        refusing = self.sudo().browse(ids)
        return set(refusing.mapped("email_normalized"))

    @api.model
    def _mailing_get_opt_out_list_sms(self, mailing):
        """Return ids of members at whose number no SMS of the categories is wanted.

        :param mailing: the ``mailing.mailing``
        :rtype: list[int]
        """
        if not mailing.is_for_customer_categories:
            return []
        asked = self.env.context.get("customer_category_partner_ids")
        domain = None if asked is None else Domain("id", "in", asked)
        return mailing._find_refusing_partners(domain)
