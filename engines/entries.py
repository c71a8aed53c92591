"""Entries: was what earned a membership undone by refunds (R9)?

A member who stops qualifying keeps the group for the days of grace, unless refunds that
came after the entry would have prevented it. So the history is summed up once more as
of the entry's own day: with the refunds known at that moment, and with those of today.
Only members who would now be kept by grace are looked at, which are few.

``entry`` has those memberships. Within the query ``company_day`` is a row per entry and
company in place of a row per company; a source does not notice (``scope.py``).
"""

from dataclasses import dataclass

from odoo.tools import SQL

from .entry_days import entry_days_sql
from .history import returned_sql
from .metrics import all_hold_sql, parts_of
from .scope import Scope
from .sources import facts_sql
from .sources.source import source_sql
from .windows import COMPLETED, Untouched, among_sql, rate_column


def undone_sql(rules, customer_ids) -> SQL:
    """Return ``entry_id``, the memberships whose entry refunds have undone.

    It is a query beside ``held``, ``earned`` and ``pin``.

    :param rules: :class:`~.rules.Rule` of every active automatic category
    :param customer_ids: as in :func:`~.windows.among_sql`
    """
    graceful = [rule for rule in rules if rule.grace_days]
    if not graceful or isinstance(customer_ids, Untouched):
        return SQL("SELECT NULL::int AS entry_id LIMIT 0")
    among = among_sql(customer_ids)
    parts = parts_of(graceful)
    return SQL(
        """
        WITH entry AS MATERIALIZED (%(kept)s),
             company_day AS MATERIALIZED (%(days)s)
        SELECT earned_then.entry_id
          FROM (WITH refunded AS (%(refunded_then)s), facts AS (%(then)s)
                %(qualified)s) earned_then
        EXCEPT
        SELECT earned_now.entry_id
          FROM (WITH facts AS (%(now)s)
                %(qualified)s) earned_now""",
        kept=_KEPT,
        days=entry_days_sql(parts),
        refunded_then=_refunded_then_sql(),
        then=_facts_sql(parts, EntryScope(among, knows_later=False)),
        now=_facts_sql(parts, EntryScope(among, knows_later=True)),
        qualified=SQL(" UNION ALL ").join(map(_qualified_sql, graceful)),
    )


@dataclass(frozen=True)
class EntryScope(Scope):
    """The history before each entry, as of the local day of the entry.

    :param bool knows_later: whether refunds after the entry are known
    """

    knows_later: bool = True

    def subject(self, customer):
        """Return the entry."""
        return SQL("company_day.entry_id")

    def day_of(self, company, customer):
        """Return the condition that joins the days of the customer's entries."""
        return SQL(
            "company_day.company_id = %s AND company_day.customer_id = %s",
            company,
            customer,
        )

    def came_back(self, order):
        """Return the condition that joins what came back, as far as it is known."""
        if self.knows_later:
            return super().came_back(order)
        return SQL(
            "refunded.order_id = %s AND refunded.subject = company_day.entry_id", order
        )

    def is_known(self, moment):
        """Return the condition that a moment lies on the entry's day or before it."""
        return SQL("%s <= company_day.day", _local(moment))

    def is_since(self, moment, days_ago):
        """Return the condition that a moment lies so long before the entry or later."""
        return SQL("%s >= company_day.day - %s", _local(moment), days_ago)

    def is_before(self, moment, days_ago):
        """Return the condition that a moment lies longer before the entry."""
        return SQL("%s < company_day.day - %s", _local(moment), days_ago)


def _local(moment: SQL) -> SQL:
    """Return the local date of a UTC moment, for days of which no bounds are known."""
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE company_day.tz)::date", moment)


def _recorded(order: SQL) -> SQL:
    """Return when an order became known, which may be later than it was made."""
    return SQL("GREATEST(%(order)s.date_order, %(order)s.create_date)", order=order)


# Who does not qualify, but stays for now.
_KEPT = SQL(
    """
        SELECT held.id AS entry_id, held.partner_id AS customer_id, held.category_id,
               held.date_start
          FROM held
         WHERE held.rank IS NOT NULL
           AND held.today < LEAST(held.date_risk, held.today) + held.grace_days
           AND NOT EXISTS (
                SELECT 1
                  FROM earned
                 WHERE earned.partner_id = held.partner_id
                   AND earned.category_id = held.category_id)
           AND NOT EXISTS (
                SELECT 1
                  FROM pin
                 WHERE pin.partner_id = held.partner_id
                   AND pin.category_id = held.category_id)"""
)


def _refunded_then_sql() -> SQL:
    """Return what of each order had come back at the moment of each entry."""
    return returned_sql(
        SQL(
            """
            SELECT o.id, entry.entry_id AS subject
              FROM entry
              JOIN res_partner p ON p.commercial_partner_id = entry.customer_id
              JOIN pos_order o ON o.partner_id = p.id AND o.customer_category_refunded
             UNION
            SELECT history.order_id, entry.entry_id
              FROM entry
              JOIN res_partner p ON p.commercial_partner_id = entry.customer_id
              JOIN loyalty_card card ON card.partner_id = p.id
              JOIN loyalty_history history
                ON history.card_id = card.id AND history.order_model = 'pos.order'
              JOIN pos_order o
                ON o.id = history.order_id AND o.customer_category_refunded"""
        ),
        SQL(
            "company_day.company_id = refund.company_id"
            " AND company_day.entry_id = sale.subject"
        ),
        SQL("%s < company_day.moment", _recorded(SQL("refund"))),
    )


def _facts_sql(parts, scope) -> SQL:
    return SQL(
        "%s UNION ALL %s", facts_sql(parts, scope), _late_refunds_sql(parts, scope)
    )


def _late_refunds_sql(parts, scope) -> SQL:
    """Return what refunds change that came after the entry, of goods bought before.

    A refund is an order of its own. One of the entry's day is among the facts already,
    though it was not known yet; one of a later day is not, though it is known today.
    """
    is_later_day = SQL("%s > company_day.day", _local(SQL("o.date_order")))
    if scope.knows_later:
        sign = SQL("-1")
        is_counted = SQL("%s AND o.date_order < company_day.known_ends", is_later_day)
    else:
        sign = SQL("1")
        is_counted = SQL(
            "NOT %s AND %s >= company_day.moment", is_later_day, _recorded(SQL("o"))
        )

    def own(part):
        if part.kind != "spend":
            return None
        # Tills store the amounts of refund lines positive, the back office negative.
        return SQL(
            """SUM(%s * ABS(line.price_subtotal_incl)
                   / COALESCE(NULLIF(o.currency_rate, 0), 1) * company_day.%s)""",
            sign,
            rate_column(part.subject),
        )

    return source_sql(
        parts,
        own,
        (
            SQL("company_day.entry_id AS subject_id, o.company_id"),
            SQL(
                """
          FROM company_day
          JOIN res_partner p ON p.commercial_partner_id = company_day.customer_id
          JOIN pos_order o
            ON o.partner_id = p.id AND o.company_id = company_day.company_id
          JOIN pos_order_line line ON line.order_id = o.id
          JOIN pos_order_line goods ON goods.id = line.refunded_orderline_id
          JOIN pos_order sale ON sale.id = goods.order_id
          JOIN res_partner buyer ON buyer.id = sale.partner_id
         WHERE o.state IN %(completed)s
           AND sale.state IN %(completed)s
           AND sale.customer_category_refunded
           AND buyer.commercial_partner_id = company_day.customer_id
           AND %(is_sold_before)s
           AND %(is_counted)s
         GROUP BY company_day.entry_id, o.company_id""",
                completed=COMPLETED,
                is_sold_before=scope.is_known(SQL("sale.date_order")),
                is_counted=is_counted,
            ),
        ),
    )


def _qualified_sql(rule) -> SQL:
    """Return the entries of one rule that meet its conditions by ``facts``."""
    return SQL(
        """
        SELECT entry.entry_id
          FROM facts
          JOIN entry ON entry.entry_id = facts.subject_id
         WHERE entry.category_id = %s
         GROUP BY entry.entry_id
        HAVING %s""",
        rule.category_id,
        all_hold_sql(rule),
    )
