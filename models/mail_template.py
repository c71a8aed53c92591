from odoo import models


class MailTemplate(models.Model):
    """Invitations to the portal wait in the queue of e-mails, where there are many."""

    _inherit = "mail.template"

    def send_mail(self, res_id, force_send=False, **kwargs):
        """Queue what Odoo's wizard would send at once, one connection an e-mail."""
        if self.env.context.get("customer_category_queued"):
            force_send = False
        return super().send_mail(res_id, force_send=force_send, **kwargs)
