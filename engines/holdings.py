"""Holdings: the categories there are, who is pinned to them, who holds them."""

from odoo.tools import SQL

from .windows import holder_sql


def ladder_sql(rules) -> SQL:
    """Return every automatic category; an archived one has no rank (R6)."""
    ranks = {rank: i for i, rank in enumerate(sorted({r.rank for r in rules}))}
    rows = [
        SQL(
            "(%s, %s, %s::date, %s)",
            r.category_id,
            ranks[r.rank],
            r.today,
            r.grace_days,
        )
        for r in rules
    ]
    rows.append(SQL("(0, 0, NULL::date, 0)"))
    ladder = SQL(
        """
        SELECT category.id AS category_id,
               COALESCE(category.company_id, 0) AS slot,
               category.assignment = 'rewards' AS is_exclusive,
               rule.rank, rule.today, rule.grace_days
          FROM customer_category category
          LEFT JOIN (VALUES %s) AS rule (category_id, rank, today, grace_days)
            ON rule.category_id = category.id
         WHERE category.assignment != 'manual'""",
        SQL(", ").join(rows),
    )
    for rule in rules:
        if rule.is_draft:
            ladder = _with_draft(ladder, rule, ranks[rule.rank])
    return ladder


def _with_draft(ladder, rule, rank) -> SQL:
    """Return the ladder with a rule on trial instead of what the database has."""
    return SQL(
        """
        SELECT saved.* FROM (%(ladder)s) saved WHERE saved.category_id <> %(id)s
         UNION ALL
        SELECT %(id)s, %(slot)s, %(is_exclusive)s, %(rank)s, %(today)s::date,
               %(grace)s""",
        ladder=ladder,
        id=rule.category_id,
        slot=rule.company_id or 0,
        is_exclusive=rule.is_exclusive,
        rank=rank,
        today=rule.today,
        grace=rule.grace_days,
    )


def pins_sql(customer_ids) -> SQL:
    """Return the pins that hold on the day of the evaluation (R11).

    :param customer_ids: as in :func:`~.windows.among_sql`
    """
    return SQL(
        """
        SELECT pin.partner_id, pin.category_id, pin.mode
          FROM customer_category_pin pin
          JOIN ladder ON ladder.category_id = pin.category_id
         WHERE pin.active
           AND (pin.date_start IS NULL OR pin.date_start <= ladder.today)
           AND (pin.date_until IS NULL OR pin.date_until >= ladder.today)
           AND %s""",
        holder_sql(SQL("pin.partner_id"), customer_ids),
    )


def held_sql(customer_ids) -> SQL:
    """Return what customers hold of the automatic categories.

    :param customer_ids: as in :func:`~.windows.among_sql`
    """
    return SQL(
        """
        SELECT m.id, m.partner_id, m.category_id, m.date_start, m.date_risk,
               ladder.slot, ladder.is_exclusive, ladder.rank, ladder.today,
               ladder.grace_days
          FROM customer_category_membership m
          JOIN ladder ON ladder.category_id = m.category_id
         WHERE m.date_end IS NULL AND %s""",
        holder_sql(SQL("m.partner_id"), customer_ids),
    )


def nothing_held_sql() -> SQL:
    """Return what customers hold before any rule was applied: nothing."""
    return SQL("%s AND FALSE", held_sql(None))
