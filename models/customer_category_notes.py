import logging

from odoo import api, fields, models

from ..engines.notes import note_events_sql

_logger = logging.getLogger(__name__)

# Event -> the ready message that tells of it.
MESSAGE_OF = {
    "join": "welcome",
    "risk": "losing",
    "leave": "left",
    "expire": "expiring",
}
SWITCHES = {f"note_on_{event}" for event in MESSAGE_OF}


class CustomerCategoryNotes(models.AbstractModel):
    """Telling members what happened to them, where the owner wants it.

    A scheduled action reads the ledger, so that no sale waits for a note. It makes
    ordinary mailings, which respect opt-outs and are told in the history.
    """

    _name = "customer.category.notes"
    _description = "Automatic Notes to Members"

    note_on_join = fields.Boolean(
        string="On Joining", help="Also on moving up from another rewards group."
    )
    note_on_risk = fields.Boolean(
        string="When at Risk", help="When a member does not qualify any more."
    )
    note_on_leave = fields.Boolean(
        string="On Leaving",
        help="By the rules or the last day. Not where the customer moves to another "
        "group or chose to leave, nor where somebody took the customer out.",
    )
    note_on_expire = fields.Boolean(
        string="Before Expiring", help="As many days before as you are reminded."
    )
    note_channel = fields.Selection(
        [
            ("email", "E-mail"),
            ("sms", "SMS"),
            ("either", "E-mail, or SMS without an address"),
        ],
        string="Send By",
        default="email",
        required=True,
        help="Each event is told once, by one of them.",
    )
    needs_consent = fields.Boolean(
        string="Only Who Agreed",
        tracking=True,
        help="Messages and automatic notes go only to members who agreed to them: at "
        "signup, on My Rewards, or to you, as noted on their contact. Customers do not "
        "see confidential categories, nor segments without benefits: there only what "
        "you note counts.",
    )
    notes_since = fields.Datetime(
        readonly=True, copy=False, help="What happened before is told to nobody."
    )
    notes_since_own = fields.Json(
        readonly=True,
        copy=False,
        help="The same, for each switch that came later than the first.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Tell of nothing that happened before notes were switched on."""
        categories = super().create(vals_list)
        for category in categories:
            category._start_notes(set())
        return categories

    def write(self, vals):
        """Tell of nothing that happened before notes were switched on."""
        before = {category: set(category._notes_wanted()) for category in self}
        result = super().write(vals)
        for category in self if SWITCHES & vals.keys() else ():
            category._start_notes(before[category])
        return result

    def _notes_wanted(self):
        """Return the switches that are on."""
        return {fname for fname in SWITCHES if self[fname]}

    def _start_notes(self, before):
        """Note what was switched on, without touching what was on before.

        :param set before: the switches that were on
        """
        now = fields.Datetime.now()
        switched_on = self._notes_wanted() - before
        if switched_on and not before:
            self.write({"notes_since": now, "notes_since_own": False})
        elif switched_on:
            own = dict.fromkeys(switched_on, fields.Datetime.to_string(now))
            self.notes_since_own = {**(self.notes_since_own or {}), **own}

    @api.model
    def _cron_send_notes(self):
        """Queue a note for each event that has none.

        One mailing per kind of event and language of the customers. Of what cannot be
        told today nothing is kept, so the next run tries again.

        :return: the new ``mailing.mailing`` records
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            note_events_sql(self._company_days(), fields.Datetime.now())
        )
        categories = self.env["customer.category"].sudo()
        mailings = self.env["mailing.mailing"].sudo()
        notes = self.env["customer.category.note"].sudo()
        for category_id, event, company_id, channel, note_ids in rows:
            category = categories.browse(category_id)
            by_language = notes.browse(note_ids).grouped(lambda n: n.partner_id.lang)
            for language, told in by_language.items():
                category = category.with_context(lang=language or self.env.lang)
                mailing = category._queue_or_log(event, company_id, channel, told)
                if not mailing:
                    told.unlink()
                mailings += mailing
        return mailings

    def _queue_or_log(self, event, company_id, channel, notes):
        """Queue a note, and leave it to the next run if that fails for whatever reason.

        See ``_queue_note`` for the arguments and what it returns.
        """
        try:
            with self.env.cr.savepoint():
                return self._queue_note(event, company_id, channel, notes)
        except Exception:
            _logger.exception("Members of “%s” were told nothing.", self.name)
            return self.env["mailing.mailing"].sudo()

    def _queue_note(self, event, company_id, channel, notes):
        """Return a queued mailing that tells customers of an event, in their language.

        :param str event: a key of ``MESSAGE_OF``
        :param int company_id: for which company
        :param str channel: ``email`` or ``sms``
        :param notes: the ``customer.category.note`` of each customer
        :return: the ``mailing.mailing``, none where the company has no address
        """
        company = self.env["res.company"].browse(company_id)
        sender = self._reminded_user()
        address = company.email_formatted or sender.email_formatted
        if channel == "email" and not address:
            _logger.warning(
                "Members of “%s” are told nothing: %s has no e-mail address.",
                self.name,
                company.name,
            )
            return self.env["mailing.mailing"]
        # Who sends it need not hear by e-mail that it was made.
        category = self.with_company(company).with_context(
            mail_auto_subscribe_no_notify=True
        )
        values = category._prepare_ready_message(MESSAGE_OF[event])
        mailing = category.env["mailing.mailing"].create(
            {
                **values,
                "mailing_type": "sms" if channel == "sms" else "mail",
                "sms_allow_unsubscribe": True,
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "mailing_domain": repr([("id", "in", notes.partner_id.ids)]),
                "customer_category_ids": [(6, 0, self.ids)],
                "category_is_farewell": event == "leave",
                "customer_category_company_id": company.id,
                "email_from": address,
                "reply_to": address,
                "user_id": sender.id,
            }
        )
        notes.mailing_id = mailing
        mailing.action_put_in_queue()
        return mailing
