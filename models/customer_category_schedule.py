from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# Customers per transaction of the scheduled run: long enough to be quick, short enough
# to give back locks soon.
BATCH = 50_000


class CustomerCategorySchedule(models.AbstractModel):
    """The scheduled run: what time alone changes, for everybody, in batches (R8)."""

    _name = "customer.category.schedule"
    _inherit = ["customer.category.schedule.state"]
    _description = "Scheduled Run of Customer Categories"

    @api.model
    def _cron_recompute(self):
        """Apply the rules to everybody, batch by batch, and end what expired.

        A run that was interrupted goes on where it stopped. Each batch is right by
        itself, so running one again does no harm.
        """
        state = self._schedule_state()
        if not state["last_id"]:
            self._end_expired()
            self._remind_or_log()
            self._review_or_log()
        todo = self._count_customers_after(state["last_id"])
        self._commit_schedule(0, todo)
        while todo:
            last_id, count = self._recompute_batch(state)
            # Customers may have been deleted since they were counted.
            todo = max(todo - count, 0) if count else 0
            state["last_id"] = last_id if todo else 0
            self._save_schedule_state(state)
            if not self._commit_schedule(count, todo) and todo:
                return
        self._schedule_next_day()

    @api.model
    def _schedule_next_day(self):
        """Ask for the next run as soon as a day begins in any company (R8)."""
        self._trigger_schedule(min(day.ends for day in self._company_days()))

    @api.model
    def _trigger_schedule(self, at=None):
        """Ask for a run, if the owner has not deleted the scheduled action.

        :param datetime | None at: UTC moment; None is as soon as possible
        """
        cron = self.env.ref(
            "customer_category.ir_cron_recompute", raise_if_not_found=False
        )
        if cron:
            cron.sudo()._trigger(at)

    @api.model
    def _commit_schedule(self, processed, remaining):
        """Commit a batch, if a cron job runs us; else the caller's transaction goes on.

        :return: seconds left for this run
        """
        if not self.env.context.get("ir_cron_progress_id"):
            return float("inf")
        cron = self.env["ir.cron"]
        return cron._commit_progress(processed, remaining=remaining)

    @api.model
    def _recompute_batch(self, state):
        """Apply the rules to the next customers.

        :return: ``(last id, count)`` of the batch
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT MAX(id), COUNT(*)
                  FROM (SELECT id
                          FROM res_partner
                         WHERE id > %s AND commercial_partner_id = id AND active
                         ORDER BY id
                         LIMIT %s) batch""",
                state["last_id"],
                BATCH,
            )
        )
        last_id, count = rows[0]
        if count:
            customers = SQL(
                """SELECT id FROM res_partner
                    WHERE id > %s AND id <= %s AND commercial_partner_id = id""",
                state["last_id"],
                last_id,
            )
            waiting = self._waiting_customers(state["last_id"], last_id)
            entrants = self._entrants_sql(fields.Datetime.to_datetime(state["since"]))
            for day in state["missed"]:
                self._mark_risk(customers, fields.Date.to_date(day))
            changes = self._changes_sql(customers, entrants=entrants)
            self._apply_many_changes(changes, self._cause("schedule"))
            waiting.unlink()
        return last_id, count

    @api.model
    def _mark_risk(self, customers, day):
        """Note who did not qualify on a day on which no run took place (R9).

        Grace begins with the first failing day, also if nobody was there to see it.

        :param SQL customers: query of ids of commercial entities
        :param date day: the day to look back at
        """
        marks = SQL(
            """
            SELECT change.*
              FROM (%s) change
              JOIN customer_category_membership m
                ON m.partner_id = change.partner_id
               AND m.category_id = change.category_id
               AND m.date_end IS NULL
               AND m.date_start < %s
             WHERE change.joins IS NULL""",
            self._changes_sql(customers, at=day),
            day,
        )
        self._apply_changes(marks, self._cause("schedule"))

    @api.model
    def _waiting_customers(self, after_id, until_id):
        """Return the rows of customers in the batch whom a till left to us."""
        return (
            self.env["customer.category.pending"]
            .sudo()
            .search(
                [
                    ("partner_id.commercial_partner_id.id", ">", after_id),
                    ("partner_id.commercial_partner_id.id", "<=", until_id),
                ]
            )
        )

    @api.model
    def _entrants_sql(self, since):
        """Return the query of customers whose history changed since the last run (R8).

        A pin that began or ended changes what they are due as well.

        :param datetime since: UTC
        """
        return SQL(
            """
                SELECT p.commercial_partner_id
                  FROM pos_order o
                  JOIN res_partner p ON p.id = o.partner_id
                 WHERE o.write_date >= %(since)s
                 UNION
                SELECT p.commercial_partner_id
                  FROM loyalty_history history
                  JOIN loyalty_card card ON card.id = history.card_id
                  JOIN res_partner p ON p.id = card.partner_id
                 WHERE history.write_date >= %(since)s
                 UNION
                SELECT p.commercial_partner_id
                  FROM customer_category_pending pending
                  JOIN res_partner p ON p.id = pending.partner_id
                 UNION
                SELECT partner_id
                  FROM customer_category_pin
                 WHERE date_start BETWEEN %(first)s AND %(last)s
                    OR date_until BETWEEN %(first)s AND %(last)s""",
            since=since,
            # A day more at each end, for companies whose day it is already or still.
            first=since.date() - timedelta(days=2),
            last=fields.Date.today() + timedelta(days=1),
        )

    @api.model
    def _count_customers_after(self, last_id):
        """Return how many customers the run has still to look at."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*)
                  FROM res_partner
                 WHERE id > %s AND commercial_partner_id = id AND active""",
                last_id,
            )
        )
        return rows[0][0]

    @api.model
    def _end_expired(self, at=None):
        """End memberships kept by hand whose last day is over (R12).

        :param at: as of this date or UTC datetime; None means now
        """
        days = self._company_days(at)
        changes = SQL(
            """
            SELECT m.partner_id, m.category_id, FALSE AS joins,
                   NULL::date AS date_risk, NULL::date AS date_expire
              FROM customer_category_membership m
              LEFT JOIN (VALUES %s) AS local (company_id, today)
                ON local.company_id = m.company_id
             WHERE m.date_end IS NULL
               AND m.assignment = 'manual'
               AND m.date_expire < COALESCE(local.today, %s)""",
            SQL(", ").join(SQL("(%s, %s::date)", d.company_id, d.day) for d in days),
            days[0].day,
        )
        reason = self.env._("The membership expired.")
        cause = self._cause("schedule", moment=self._as_of_moment(at), reason=reason)
        return self._apply_changes(changes, cause)
