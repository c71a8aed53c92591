"""Ledger: the one statement that writes memberships, for any number of customers.

A *change* is a row ``partner_id, category_id, joins, date_risk, date_expire``: true to
enter, false to leave, NULL to stay with another ``date_risk``; ``date_expire`` is the
last day of a membership that begins, which may be at risk where it comes back. Two rows
of one customer and category, one false and one true, renew a membership: the old one
ends and a new one begins. Whoever decides changes hands a query to :func:`apply_sql`.
"""

from dataclasses import dataclass
from datetime import datetime

from odoo.tools import SQL

from .freshness import NAMED
from .rewards_pointer import rewards_pointer_sql


@dataclass(frozen=True)
class Cause:
    """Why memberships change: what the ledger keeps about the act.

    :param str source: a key of the membership's ``source``
    :param datetime moment: UTC, without tzinfo, when it takes effect
    :param int user_id: who did it
    :param int | None order_id: the order that brought it about
    :param int | None operation_id: the bulk act it belongs to
    :param str | None reason: a sentence for people
    :param int | None proof_id: the attachment that proves what begins
    :param int | None undone_id: the bulk act that is reversed, whose ended memberships
        come back with their proof
    """

    source: str
    moment: datetime
    user_id: int
    order_id: int | None = None
    operation_id: int | None = None
    reason: str | None = None
    proof_id: int | None = None
    undone_id: int | None = None


def apply_sql(changes: SQL, cause: Cause) -> SQL:
    """Return the statement that applies changes and counts them.

    It closes and opens ledger rows, keeps the members' badges and their contacts'
    in step, and points customers to their rewards group. The result has a row per
    category and direction: ``category_id, joins, count, partner_ids``, one more than
    ``NAMED`` of them at most. Data-modifying parts see each other only through what
    they return, so ``opened`` waits for ``closed``. It also waits for the last change,
    which may be looked for in what it writes to.

    :param changes: query of changes, with the columns named above
    :param cause: what the ledger keeps about the act
    """
    return SQL(
        """
        WITH change AS MATERIALIZED (
                SELECT *, COUNT(*) OVER (PARTITION BY partner_id, category_id) > 1
                          AS renews
                  FROM (%(changes)s) step),
             closed AS (%(close)s),
             opened AS (%(open)s),
             unlinked AS (%(unlink)s),
             linked AS (%(link)s),
             repointed AS (%(repoint)s),
             marked AS (%(mark)s)
        SELECT category_id, joins, COUNT(*), (ARRAY_AGG(partner_id))[:%(named)s]
          FROM (SELECT category_id, FALSE AS joins, partner_id FROM closed
                 UNION ALL SELECT category_id, TRUE, partner_id FROM opened
                 UNION ALL SELECT category_id, NULL, NULL FROM marked) done
         GROUP BY category_id, joins""",
        changes=changes,
        close=_close_sql(cause),
        open=_open_sql(cause),
        unlink=_UNLINK,
        link=_LINK,
        repoint=_repoint_sql(cause),
        mark=_mark_sql(cause),
        named=NAMED + 1,
    )


def _close_sql(cause) -> SQL:
    return SQL(
        """
        UPDATE customer_category_membership m
           SET date_end = GREATEST(%(moment)s, m.date_start),
               end_source = %(source)s,
               end_user_id = %(user)s,
               end_order_id = %(order)s,
               end_operation_id = %(operation)s,
               end_reason = %(reason)s,
               write_uid = %(user)s,
               write_date = %(moment)s
          FROM change
         WHERE NOT change.joins
           AND m.partner_id = change.partner_id
           AND m.category_id = change.category_id
           AND m.date_end IS NULL
        RETURNING m.id, m.partner_id, m.category_id, m.assignment, change.renews""",
        **_cause_values(cause),
    )


def _open_sql(cause) -> SQL:
    return SQL(
        """
        INSERT INTO customer_category_membership
               (partner_id, category_id, company_id, assignment, date_start,
                date_risk, date_expire, source, user_id, order_id, operation_id, reason,
                proof_id, create_uid, create_date, write_uid, write_date)
        SELECT change.partner_id, category.id, category.company_id,
               category.assignment, %(moment)s, change.date_risk, change.date_expire,
               %(source)s, %(user)s, %(order)s, %(operation)s, %(reason)s,
               COALESCE(%(proof)s, %(before)s),
               %(user)s, %(moment)s, %(user)s, %(moment)s
          FROM change
          JOIN customer_category category ON category.id = change.category_id
         WHERE change.joins
           AND (SELECT COUNT(*) FROM closed) IS NOT NULL
           AND (SELECT COUNT(*) FROM change) IS NOT NULL
            ON CONFLICT DO NOTHING
        RETURNING partner_id, category_id, company_id, assignment""",
        before=_proof_before_sql(cause),
        **_cause_values(cause),
    )


def _proof_before_sql(cause) -> SQL:
    """Return the proof of the membership that a reversed act had ended."""
    if cause.undone_id is None:
        return SQL("NULL::int")
    # Adding zero keeps the planner from walking through the whole act for each row.
    return SQL(
        """(SELECT ended.proof_id
              FROM customer_category_membership ended
             WHERE ended.partner_id = change.partner_id
               AND ended.category_id = change.category_id
               AND ended.end_operation_id + 0 = %s
             ORDER BY ended.id DESC LIMIT 1)""",
        cause.undone_id,
    )


def _mark_sql(cause) -> SQL:
    return SQL(
        """
        UPDATE customer_category_membership m
           SET date_risk = change.date_risk,
               write_uid = %(user)s,
               write_date = %(moment)s
          FROM change
         WHERE change.joins IS NULL
           AND m.partner_id = change.partner_id
           AND m.category_id = change.category_id
           AND m.date_end IS NULL
        RETURNING m.category_id""",
        **_cause_values(cause),
    )


def _cause_values(cause):
    return {
        "moment": cause.moment,
        "source": cause.source,
        "user": cause.user_id,
        "order": cause.order_id,
        "operation": cause.operation_id,
        "reason": cause.reason,
        "proof": cause.proof_id,
    }


# A renewed membership begins again: its badge stays, whichever part runs first.
_UNLINK = SQL(
    """
        DELETE FROM res_partner_customer_category_rel badge
         USING closed, res_partner contact
         WHERE contact.commercial_partner_id = closed.partner_id
           AND badge.partner_id = contact.id
           AND badge.category_id = closed.category_id
           AND NOT closed.renews"""
)

_LINK = SQL(
    """
        INSERT INTO res_partner_customer_category_rel (partner_id, category_id)
        SELECT contact.id, opened.category_id
          FROM opened
          JOIN res_partner contact
            ON contact.commercial_partner_id = opened.partner_id
            ON CONFLICT DO NOTHING"""
)


def _repoint_sql(cause) -> SQL:
    """Point customers and their contacts to the rewards group now held."""
    return SQL(
        """
        UPDATE res_partner contact
           SET rewards_category_id = pointer.value,
               write_uid = %(user)s,
               write_date = %(moment)s
          FROM (SELECT partner_id FROM closed WHERE assignment = 'rewards'
                 UNION
                SELECT partner_id FROM opened WHERE assignment = 'rewards') touched
          LEFT JOIN (%(pointers)s) pointer ON pointer.partner_id = touched.partner_id
         WHERE contact.commercial_partner_id = touched.partner_id""",
        user=cause.user_id,
        moment=cause.moment,
        pointers=rewards_pointer_sql(
            SQL(
                """
                SELECT m.partner_id, m.category_id, m.company_id
                  FROM customer_category_membership m
                 WHERE m.date_end IS NULL
                   AND m.assignment = 'rewards'
                   AND m.partner_id IN (SELECT partner_id FROM change)
                   AND NOT EXISTS (SELECT 1 FROM closed WHERE closed.id = m.id)
                 UNION ALL
                SELECT partner_id, category_id, company_id
                  FROM opened
                 WHERE assignment = 'rewards'"""
            )
        ),
    )
