from collections import Counter

from odoo import api, fields, models
from odoo.tools import SQL

from ..engines.ledger import Cause, apply_sql
from ..engines.parts import aside_sql, part_sql

# So many changes are written at once while somebody waits.
STEP = 20_000


class CustomerCategoryLedger(models.AbstractModel):
    """Writing memberships: every change of the ledger passes here."""

    _name = "customer.category.ledger"
    _description = "Writing Customer Category Memberships"

    @api.model
    def _cause(self, source, moment=None, **why):
        """Return the engines' :class:`Cause` of an act of the current user."""
        return Cause(
            source=source,
            moment=moment or fields.Datetime.now(),
            user_id=self.env.uid,
            **why,
        )

    @api.model
    def _apply_changes(self, changes, cause):
        """Write membership changes by one statement, for any number of customers.

        :param SQL changes: query of changes, see ``engines.ledger``
        :param Cause cause: what the ledger keeps about the act
        :return: list of ``(category_id, joins, count)``
        """
        self.env.flush_all()
        rows = self.env.execute_query(apply_sql(changes, cause))
        if rows:
            self._forget_cached_memberships()
            self._tell_tills_of_members(rows)
        return [row[:3] for row in rows]

    @api.model
    def _apply_many_changes(self, changes, cause, name=None):
        """Write the changes of very many customers, as :meth:`_apply_changes` does.

        PostgreSQL lets several workers find changes, but not in a statement that also
        writes; so they are put aside first.

        :param str | None name: what is being done, for the user who waits, who is told
            how far it is
        """
        self.env.flush_all()
        table = SQL.identifier("customer_category_change")
        cr = self.env.cr
        cr.execute(aside_sql(table, changes))
        total = cr.rowcount
        cr.execute(SQL("ANALYZE %s", table))
        size = STEP if name else max(total, 1)
        counts = Counter()
        steps = self.env["customer.category.steps"]._steps(name, total, size)
        for number, _start in enumerate(steps):
            part = part_sql(table, number, -(-total // size))
            for category_id, joins, count in self._apply_changes(part, cause):
                counts[category_id, joins] += count
        cr.execute(SQL("DROP TABLE %s", table))
        return [(*key, count) for key, count in counts.items()]

    @api.model
    def _forget_cached_memberships(self):
        """Make the next read see what SQL wrote."""
        self.env["res.partner"].invalidate_model(
            [
                "customer_category_ids",
                "rewards_category_id",
                "customer_category_membership_ids",
            ]
        )
        self.env["customer.category"].invalidate_model(["member_count"])
        self.env["customer.category.membership"].invalidate_model()

    def _end_all_memberships(self):
        """End every membership of these categories and keep their names on record."""
        if not self.ids:
            return
        changes = SQL(
            """
            SELECT partner_id, category_id, FALSE AS joins,
                   NULL::date AS date_risk, NULL::date AS date_expire
              FROM customer_category_membership
             WHERE date_end IS NULL AND category_id = ANY(%s)""",
            self.ids,
        )
        reason = self.env._("The category was deleted.")
        self._apply_changes(changes, self._cause("manual", reason=reason))
        self.env.execute_query(
            SQL(
                """
                UPDATE customer_category_membership m
                   SET category_name = COALESCE(
                           category.name->>%(lang)s, category.name->>'en_US')
                  FROM customer_category category
                 WHERE category.id = m.category_id AND category.id = ANY(%(ids)s)
             RETURNING m.id""",
                lang=self.env.lang or "en_US",
                ids=self.ids,
            )
        )
