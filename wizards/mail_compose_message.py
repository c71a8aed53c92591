from odoo import models


class MailComposeMessage(models.TransientModel):
    """E-mails to categories: each batch asks for its own addresses alone.

    Odoo asks anew for all addresses that were written to before each batch of 50, which
    takes longer and longer. The context key ``customer_category_addresses`` hands the
    addresses of the batch to ``mailing.mailing``.
    """

    _inherit = "mail.compose.message"

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
