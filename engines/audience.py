"""Audience: whom a message that is only for some categories may and does reach."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from odoo.tools import SQL

from .channels import ADDRESS, address_sql, is_blocked_sql
from .optouts import refusing_sql, said_no_sql, said_no_to_sql

# Days that the preview calls "lately".
LATELY = 7


@dataclass(frozen=True)
class Audience:
    """For whom a message is, and whom it leaves out.

    :param tuple category_ids: members of any of these
    :param tuple company_ids: the sender's company and those above it (R15)
    :param str channel: ``email`` or ``sms``
    :param datetime moment: UTC, now
    :param int mailing_id: the mailing, whose own messages do not count as others
    :param bool uses_blacklist: leave out addresses that blocked all messages
    :param int cap: leave out who got so many messages, 0 for nobody
    :param int cap_days: within so many days
    :param float holdout: percent of those left who get nothing, to compare with
    :param str holdout_key: what decides who these are, besides the customer
    :param bool is_farewell: for who has left and is told so, in place of members
    """

    category_ids: tuple[int, ...]
    company_ids: tuple[int, ...]
    channel: str = "email"
    moment: datetime = datetime.min
    mailing_id: int = 0
    uses_blacklist: bool = True
    cap: int = 0
    cap_days: int = LATELY
    holdout: float = 0
    holdout_key: str = ""
    is_farewell: bool = False

    def refusing(self, channel, among=None) -> SQL:
        """Return the query of those who want no such message.

        :param str channel: ``email`` or ``sms``
        :param SQL | None among: query of ids of those asked about; None is all
        """
        if self.is_farewell:
            return said_no_to_sql(self.category_ids, channel)
        return refusing_sql(self.category_ids, channel, among)


def members_sql(audience: Audience) -> SQL:
    """Return the query of customers who may get the message at all.

    Members of today alone: of categories that are neither archived nor another
    company's, and not archived themselves (R14, R15). Contacts do not count besides
    their company. A farewell is for whom it was queued. Column: ``partner_id``.
    """
    members = SQL("m.date_end IS NULL")
    rows = SQL.identifier("customer_category_membership")
    if audience.is_farewell:
        members = SQL("m.mailing_id = %s", audience.mailing_id)
        rows = SQL.identifier("customer_category_note")
    return SQL(
        """
        SELECT m.partner_id
          FROM %(rows)s m
          JOIN customer_category category
            ON category.id = m.category_id
           AND category.active
           AND (category.company_id IS NULL
                OR category.company_id = ANY(%(companies)s::int[]))
          JOIN res_partner customer
            ON customer.id = m.partner_id
           AND customer.active
           AND (customer.company_id IS NULL
                OR customer.company_id = ANY(%(companies)s::int[]))
         WHERE %(members)s
           AND m.category_id = ANY(%(categories)s::int[])""",
        rows=rows,
        members=members,
        categories=list(audience.category_ids),
        companies=list(audience.company_ids),
    )


def spared_sql(audience: Audience, partner: SQL) -> SQL:
    """Return the condition that a member is left out: by the cap, or to compare with.

    :param SQL partner: the member's id, as a column
    """
    return SQL(
        "(%s OR %s)", _is_capped(audience, partner), _is_held_out(audience, partner)
    )


def counts_sql(audience: Audience, chosen: SQL) -> SQL:
    """Return the query of one row that tells beforehand whom a message reaches.

    Columns: members; reachable by e-mail; by SMS; then, by the message's own channel,
    opted out; did not agree; blocked; without address; got a message lately; left out
    by the cap; held out; recipients, of whom those with one address get one message.

    :param SQL chosen: query of ids of members that the mailing's filter leaves
    """
    return SQL(
        """
        SELECT COUNT(*),
               COUNT(*) FILTER (WHERE email_works),
               COUNT(*) FILTER (WHERE sms_works),
               COUNT(*) FILTER (WHERE is_refusing AND said_no),
               COUNT(*) FILTER (WHERE is_refusing AND NOT said_no),
               COUNT(*) FILTER (WHERE is_blocked AND NOT is_refusing),
               COUNT(*) FILTER (WHERE address IS NULL),
               COUNT(*) FILTER (WHERE is_recent),
               COUNT(*) FILTER (WHERE works AND is_capped),
               COUNT(*) FILTER (WHERE works AND NOT is_capped AND is_held_out),
               COUNT(DISTINCT address) FILTER (
                    WHERE works AND NOT is_capped AND NOT is_held_out)
          FROM (%s) member""",
        _described_sql(audience, chosen),
    )


def hold_out_sql(audience: Audience, chosen: SQL) -> SQL:
    """Return the statement that notes who would get the message but is held out.

    :param SQL chosen: as above
    """
    return SQL(
        """
        INSERT INTO customer_category_holdout
              (mailing_id, partner_id, company_id, create_date)
        SELECT %(mailing)s, member.id, %(company)s, %(now)s
          FROM (%(members)s) member
         WHERE works AND NOT is_capped AND is_held_out
           AND NOT EXISTS (
                SELECT 1
                  FROM customer_category_holdout known
                 WHERE known.mailing_id = %(mailing)s
                   AND known.partner_id = member.id)
     RETURNING id""",
        mailing=audience.mailing_id,
        company=audience.company_ids[-1] if audience.company_ids else None,
        now=audience.moment,
        members=_described_sql(audience, chosen),
    )


def _described_sql(audience: Audience, chosen: SQL) -> SQL:
    """Return the query of members with all that decides whether a message arrives."""
    partner = SQL.identifier("p", "id")
    works = {channel: _works(audience, channel) for channel in ADDRESS}
    own = audience.channel
    return SQL(
        """
        SELECT p.id,
               %(address)s AS address,
               %(refusing)s AS is_refusing,
               %(no)s AS said_no,
               %(blocked)s AS is_blocked,
               %(email)s AS email_works,
               %(sms)s AS sms_works,
               %(works)s AS works,
               %(recent)s > 0 AS is_recent,
               %(capped)s AS is_capped,
               %(held)s AS is_held_out
          FROM res_partner p
         WHERE p.id IN (%(chosen)s)""",
        address=address_sql(own),
        refusing=_is_refusing(audience, own),
        no=said_no_sql(audience.category_ids, own, partner),
        blocked=_is_blocked(audience, own),
        email=works["email"],
        sms=works["sms"],
        works=works[own],
        recent=_messages(audience, partner, LATELY),
        capped=_is_capped(audience, partner),
        held=_is_held_out(audience, partner),
        chosen=chosen,
    )


def _is_refusing(audience, channel) -> SQL:
    return SQL("p.id IN (%s)", audience.refusing(channel))


def _is_blocked(audience, channel) -> SQL:
    """Return the condition that the address is one to which nothing may be sent."""
    return is_blocked_sql(channel) if audience.uses_blacklist else SQL("FALSE")


def _works(audience, channel) -> SQL:
    """Return the condition that a channel reaches the member."""
    return SQL(
        "(%s IS NOT NULL AND NOT %s AND NOT %s)",
        address_sql(channel),
        _is_refusing(audience, channel),
        _is_blocked(audience, channel),
    )


def _messages(audience, partner, days) -> SQL:
    """Return how many other messages of this company a member got within some days.

    What failed or was called off did not reach anybody.
    """
    return SQL(
        """(SELECT COUNT(*)
              FROM mailing_trace trace
              JOIN mailing_mailing other ON other.id = trace.mass_mailing_id
             WHERE trace.model = 'res.partner'
               AND trace.res_id = %(partner)s
               AND trace.create_date >= %(since)s
               AND trace.trace_status NOT IN ('cancel', 'error', 'bounce')
               AND trace.is_test_trace IS NOT TRUE
               AND other.id != %(mailing)s
               AND (other.customer_category_company_id IS NULL
                    OR other.customer_category_company_id = ANY(%(companies)s::int[]))
           )""",
        partner=partner,
        since=audience.moment - timedelta(days=days),
        mailing=audience.mailing_id,
        companies=list(audience.company_ids),
    )


def _is_capped(audience, partner) -> SQL:
    if audience.cap <= 0:
        return SQL("FALSE")
    return SQL(
        "%s >= %s", _messages(audience, partner, audience.cap_days), audience.cap
    )


def _is_held_out(audience, partner) -> SQL:
    """Return the condition that chance holds a member out, always the same ones."""
    if audience.holdout <= 0:
        return SQL("FALSE")
    return SQL(
        "('x' || SUBSTR(MD5(%s || '/' || %s), 1, 8))::bit(32)::bigint %% 10000 < %s",
        audience.holdout_key,
        partner,
        round(audience.holdout * 100),
    )
