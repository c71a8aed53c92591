"""Eligibility: which rewards group each customer has earned, as SQL (R5, R6)."""

from odoo.tools import SQL

from .history import among_sql, history_ctes, spend_column, visits_column


def changes_sql(rules, days, customer_ids=None) -> SQL:
    """Return the query of the changes that bring rewards groups up to the rules.

    Each row is one step: ``partner_id``, ``category_id`` and ``joins`` (true to
    enter, false to leave). A customer who moves has two rows. Customers whose group
    is right have none. Archived customers are left alone (R14); a group that is
    archived is kept until a better one is earned.

    :param rules: :class:`~.rules.RewardsRule` of every active rewards group
    :param days: a :class:`~.company_day.CompanyDay` per company
    :param customer_ids: ids of commercial entities, or None for everybody
    """
    return SQL(
        """
        WITH %(history)s,
             earned AS (%(earned)s),
             held AS (%(held)s),
             best AS (%(best)s),
             decided AS (
                SELECT COALESCE(held.partner_id, best.partner_id) AS partner_id,
                       held.category_id AS old_id,
                       best.category_id AS new_id
                  FROM held
                  FULL JOIN best
                    ON best.partner_id = held.partner_id AND best.slot = held.slot
                 WHERE held.category_id IS DISTINCT FROM best.category_id
                   AND (best.category_id IS NOT NULL OR held.is_active)
             )
        SELECT step.partner_id, step.category_id, step.joins
          FROM decided
          JOIN res_partner customer
            ON customer.id = decided.partner_id
           AND customer.active
           AND customer.commercial_partner_id = customer.id
         CROSS JOIN LATERAL (
                VALUES (decided.partner_id, decided.old_id, FALSE),
                       (decided.partner_id, decided.new_id, TRUE)
               ) AS step (partner_id, category_id, joins)
         WHERE step.category_id IS NOT NULL""",
        history=history_ctes(rules, days, customer_ids),
        earned=_earned_sql(rules),
        held=_held_sql(customer_ids),
        best=_best_sql(rules),
    )


def _earned_sql(rules) -> SQL:
    """Every rewards group that each customer qualifies for, best or not (R5)."""
    if not rules:
        return SQL("SELECT NULL::int AS partner_id, NULL::int AS category_id LIMIT 0")
    return SQL(" UNION ALL ").join(
        SQL(
            """
            SELECT customer_id AS partner_id, %s AS category_id
              FROM facts
             WHERE %s
             GROUP BY customer_id
            HAVING %s""",
            rule.category_id,
            _company_condition(rule),
            SQL(" AND ").join(_conditions(rule)),
        )
        for rule in rules
    )


def _company_condition(rule) -> SQL:
    """Only the orders of the group's company count, or of all for a shared one."""
    if not rule.company_id:
        return SQL("TRUE")
    return SQL("(company_id = %s OR company_id IS NULL)", rule.company_id)


def _conditions(rule):
    """Yield one condition per criterion above zero."""
    if rule.min_visits:
        column = visits_column(rule.visit_days)
        yield SQL("SUM(%s) >= %s", column, rule.min_visits)
    if rule.min_points:
        # Points are floats: a shortfall far below any point is no shortfall.
        yield SQL("SUM(points) >= %s - 0.000001", rule.min_points)
    if rule.min_spend:
        yield SQL(
            "ROUND(SUM(%(spend)s) / %(unit)s) >= ROUND(%(least)s / %(unit)s)",
            spend=spend_column(rule.currency_id),
            least=SQL("%s::numeric", repr(rule.min_spend)),
            unit=SQL("%s::numeric", repr(rule.rounding)),
        )


def _held_sql(customer_ids) -> SQL:
    """The rewards group that each customer holds now, one per company slot."""
    return SQL(
        """
        SELECT m.partner_id, COALESCE(m.company_id, 0) AS slot, m.category_id,
               category.active AS is_active
          FROM customer_category_membership m
          JOIN res_partner p ON p.id = m.partner_id
          JOIN customer_category category ON category.id = m.category_id
         WHERE m.date_end IS NULL AND m.assignment = 'rewards' AND %s""",
        among_sql(customer_ids),
    )


def _best_sql(rules) -> SQL:
    """The best earned group per customer and company slot (R6)."""
    if not rules:
        return SQL(
            "SELECT NULL::int AS partner_id, 0 AS slot, NULL::int AS category_id"
            " LIMIT 0"
        )
    ranks = {rank: i for i, rank in enumerate(sorted({r.rank for r in rules}))}
    return SQL(
        """
        SELECT DISTINCT ON (earned.partner_id, ladder.slot)
               earned.partner_id, ladder.slot, earned.category_id
          FROM earned
          JOIN (VALUES %s) AS ladder (category_id, slot, rank)
            ON ladder.category_id = earned.category_id
          LEFT JOIN held
            ON held.partner_id = earned.partner_id
           AND held.category_id = earned.category_id
         ORDER BY earned.partner_id, ladder.slot, ladder.rank,
                  held.category_id IS NULL, earned.category_id""",
        SQL(", ").join(
            SQL("(%s, %s, %s)", r.category_id, r.company_id or 0, ranks[r.rank])
            for r in rules
        ),
    )
