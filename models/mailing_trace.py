from odoo import models


class MailingTrace(models.Model):
    """What became of a message; found by the customer who got it."""

    _inherit = "mailing.trace"

    _customer_category_contact = models.Index(
        "(res_id, create_date) WHERE model = 'res.partner'"
    )
    _customer_category_address = models.Index("(mass_mailing_id, email)")
