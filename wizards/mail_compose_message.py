from odoo import models


class MailComposeMessage(models.TransientModel):
    """E-mails to categories: each batch asks for its own addresses alone.

    Odoo asks anew for all addresses that were written to before each batch of 50, which
    takes longer and longer. The context key ``customer_category_addresses`` hands the
    addresses of the batch to ``mailing.mailing``.

    An address gets one e-mail. Odoo sees to it from batch to batch, but within one
    sends as many as differ, if only by a name.
    """

    _inherit = "mail.compose.message"

    def _process_mail_values_state(self, mail_values_dict):
        values = super()._process_mail_values_state(mail_values_dict)
        if not self.mass_mailing_id.is_for_customer_categories:
            return values
        recipients = self._get_recipients_data(values)
        reached = set()
        for res_id, mail_values in values.items():
            if mail_values.get("state") in ("cancel", "exception"):
                continue
            addresses = set(recipients[res_id]["mail_to_normalized"])
            if addresses and addresses <= reached:
                mail_values.update(state="cancel", failure_type="mail_dup")
            reached |= addresses
        return values

    def _get_done_emails(self, mail_values_dict):
        composer = self._for_addresses_of(mail_values_dict)
        return super(MailComposeMessage, composer)._get_done_emails(mail_values_dict)

    def _get_optout_emails(self, mail_values_dict):
        composer = self._for_addresses_of(mail_values_dict)
        return super(MailComposeMessage, composer)._get_optout_emails(mail_values_dict)

    def _for_addresses_of(self, mail_values_dict):
        """Return this composer, telling mailings whose addresses are asked for."""
        if not self.mass_mailing_id.is_for_customer_categories:
            return self
        recipients = self._get_recipients_data(mail_values_dict).values()
        addresses = {a for data in recipients for a in data["mail_to_normalized"]}
        return self.with_context(customer_category_addresses=list(addresses))
