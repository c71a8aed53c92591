from odoo import api, fields, models

from ..engines.invitations import (
    left_sql,
    queue_sql,
    retry_sql,
    returned_sql,
    undelivered_sql,
)

# Members invited in one transaction: each is an account and an e-mail.
BATCH = 50


class CustomerCategoryInvitationQueue(models.AbstractModel):
    """Who is invited when: a job of its own, so that no sale waits for it."""

    _name = "customer.category.invitation.queue"
    _description = "Queue of App Access"

    @api.model
    def _cron_invite(self):
        """Invite new members of categories with app access, batch by batch.

        Who left is asked about; nobody loses access by it.
        """
        self._queue_invitations()
        domain = self._waiting_domain()
        todo = self.search_count(domain)
        categories = self.env["customer.category"]
        categories._commit_schedule(0, todo)
        while todo:
            rows = self.search(domain, order="id", limit=BATCH)
            rows._invite()
            todo = max(todo - len(rows), 0) if rows else 0
            self._trigger_mails()
            if not categories._commit_schedule(len(rows), todo):
                return

    @api.model
    def _queue_invitations(self):
        """Note who is to be invited and who left, by a fixed number of statements."""
        self.env.flush_all()
        now = fields.Datetime.now()
        for statement in (
            returned_sql(now),
            queue_sql(self.env.uid, now),
            retry_sql(now),
            undelivered_sql(now),
        ):
            self.env.cr.execute(statement)
        rows = self.env.execute_query(left_sql(now))
        self.invalidate_model()
        categories = self.env["customer.category"]
        asking = categories.browse(category_id for (category_id,) in rows)
        for category in asking:
            category._ask_about_access()
        categories._find_asking()._close_answered_questions()

    @api.model
    def _trigger_mails(self):
        """Have invitations sent soon; the queue by itself is for within the hour."""
        self._ask_for_run("mail.ir_cron_mail_scheduler_action")

    @api.model
    def _trigger_invitations(self):
        """Have members invited soon."""
        self._ask_for_run("customer_category.ir_cron_invite")

    @api.model
    def _ask_for_run(self, xmlid):
        """Ask for a run soon, if the owner has not deleted the scheduled action."""
        cron = self.env.ref(xmlid, raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger()
