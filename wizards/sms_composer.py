from odoo import models


class SmsComposer(models.TransientModel):
    """SMS to categories: a number gets one, also when its batch is another.

    The context key ``customer_category_partner_ids`` tells whose choices matter to a
    batch, or each would ask for those of all members.
    """

    _inherit = "sms.composer"

    def _get_optout_record_ids(self, records, recipients_info):
        composer = self.with_context(customer_category_partner_ids=records.ids)
        return super(SmsComposer, composer)._get_optout_record_ids(
            records, recipients_info
        )

    def _get_done_record_ids(self, records, recipients_info):
        done = super()._get_done_record_ids(records, recipients_info)
        if not self.mailing_id.is_for_customer_categories:
            return done
        numbers = {info["sanitized"] for info in recipients_info.values()} - {False}
        traces = self.env["mailing.trace"].search_fetch(
            [
                ("mass_mailing_id", "=", self.mailing_id.id),
                ("sms_number", "in", list(numbers)),
            ],
            ["sms_number"],
        )
        seen = set(traces.mapped("sms_number"))
        known = set(done)
        return done + [
            record.id
            for record in records
            if record.id not in known
            and recipients_info[record.id]["sanitized"] in seen
        ]
