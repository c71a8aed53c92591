"""Eligibility: who is to enter, leave or be warned, as one query (R5, R6, R9-R11).

What a customer *earned* by the conditions, is *pinned* to, or keeps for a while by
grace makes *candidates*. Of the rewards groups among them the best is *wanted*, of the
segments all. The difference to what is *held* are the changes.
"""

from odoo.tools import SQL

from .entries import undone_sql
from .history import history_ctes
from .holdings import held_sql, ladder_sql, pins_sql
from .metrics import all_hold_sql, holds_without_history, parts_of
from .windows import IS_FOREIGN, among_sql, columns_sql


def changes_sql(rules, days, customer_ids=None, entrants=None) -> SQL:
    """Return the query of the changes that bring memberships up to the rules.

    Each row is one step of one customer in one category: ``partner_id``,
    ``category_id``, ``joins`` (true to enter, false to leave, NULL to stay) and, for
    who stays, ``date_risk``, the first day on which the customer did not qualify.
    Who moves has two rows; where nothing changes there is none. Archived customers
    are left alone (R14), and so are members of archived categories until they earn
    a better rewards group.

    :param rules: :class:`~.rules.Rule` of every active automatic category
    :param days: a :class:`~.company_day.CompanyDay` per company
    :param customer_ids: ids of commercial entities, a query of them, or None for
        everybody
    :param SQL | None entrants: query of the only customers who may enter a rewards
        group while they hold none or still deserve theirs (R8); None lets everybody
    """
    return SQL(
        """
        WITH %(evaluation)s
        SELECT step.partner_id, step.category_id, step.joins, step.date_risk,
               NULL::date AS date_expire
          FROM (%(steps)s) step
          JOIN res_partner customer
            ON customer.id = step.partner_id
           AND customer.active
           AND customer.commercial_partner_id = customer.id
         WHERE TRUE %(entrance)s""",
        evaluation=evaluation_ctes(rules, days, customer_ids),
        steps=_STEPS,
        entrance=_entrance_sql(entrants),
    )


def evaluation_ctes(rules, days, customer_ids, held=None) -> SQL:
    """Return the common table expressions that end in ``wanted``.

    :param SQL | None held: what customers hold; None is what the ledger has now
    """
    among = among_sql(customer_ids)
    return SQL(
        """%(history)s,
             ladder AS (%(ladder)s),
             pin AS (%(pins)s),
             held AS (%(held)s),
             earned AS (%(earned)s),
             undone AS (%(undone)s),
             candidate AS (%(candidates)s),
             wanted AS (%(wanted)s)""",
        history=history_ctes(parts_of(rules), days, customer_ids),
        ladder=ladder_sql(rules),
        pins=pins_sql(customer_ids),
        held=held or held_sql(customer_ids),
        earned=_earned_sql(rules, among),
        undone=undone_sql(rules, customer_ids),
        candidates=_CANDIDATES,
        wanted=_WANTED,
    )


def _earned_sql(rules, among) -> SQL:
    """Every automatic category whose conditions a customer meets (R5).

    Most rules ask for a history and are answered together, by one look at the facts.
    """
    plain, others = [], []
    for rule in rules:
        is_plain = not (rule.filter or holds_without_history(rule))
        (plain if is_plain else others).append(rule)
    queries = [_earned_together_sql(plain)] if plain else []
    queries += [_earned_by_sql(rule, among) for rule in others]
    none = SQL("SELECT NULL::int AS partner_id, NULL::int AS category_id LIMIT 0")
    return SQL(" UNION ALL ").join(queries) or none


def _earned_together_sql(rules) -> SQL:
    """Who meets which of several rules' conditions, among those with a history."""
    return SQL(
        """
        SELECT met.id AS partner_id, rule.category_id
          FROM (SELECT subject_id AS id%s FROM facts GROUP BY subject_id) met
         CROSS JOIN LATERAL (VALUES %s) AS rule (category_id, holds)
         WHERE rule.holds""",
        columns_sql(
            SQL("%s AS %s", all_hold_sql(rule), _holds_column(rule)) for rule in rules
        ),
        SQL(", ").join(
            SQL("(%s, met.%s)", rule.category_id, _holds_column(rule)) for rule in rules
        ),
    )


def _holds_column(rule) -> SQL:
    return SQL.identifier(f"holds_{int(rule.category_id)}")


def _earned_by_sql(rule, among) -> SQL:
    """Who meets one rule's conditions.

    Rules that somebody without any history meets look at every customer, the others
    only at those with a history.
    """
    base = SQL("(SELECT subject_id AS id, facts.* FROM facts) fact")
    if holds_without_history(rule):
        base = SQL(
            """(SELECT p.id, facts.*
                  FROM res_partner p
                  LEFT JOIN facts ON facts.subject_id = p.id
                 WHERE p.active AND p.commercial_partner_id = p.id AND %s) fact""",
            among,
        )
    return SQL(
        """
        SELECT id AS partner_id, %s AS category_id
          FROM %s
         WHERE %s AND %s
         GROUP BY id
        HAVING %s""",
        rule.category_id,
        base,
        SQL("id IN (%s)", rule.filter) if rule.filter else SQL("TRUE"),
        _is_near_sql(rule),
        all_hold_sql(rule),
    )


def _is_near_sql(rule) -> SQL:
    """Return the condition that a rule's company sees the customer ``id`` (R15)."""
    if not rule.company_id:
        return SQL("TRUE")
    return SQL(
        "id NOT IN (SELECT customer.id FROM res_partner customer"
        " JOIN res_company home ON home.id = customer.company_id"
        " JOIN res_company owner ON owner.id = %s WHERE %s)",
        rule.company_id,
        IS_FOREIGN,
    )


_CANDIDATES = SQL(
    """
        SELECT claim.partner_id, claim.category_id,
               BOOL_OR(claim.is_earned) AS is_earned,
               BOOL_OR(claim.is_pinned) AS is_pinned
          FROM (SELECT partner_id, category_id, TRUE AS is_earned, FALSE AS is_pinned
                  FROM earned
                 UNION ALL
                SELECT partner_id, category_id, FALSE, TRUE
                  FROM pin
                 WHERE mode = 'in'
                 UNION ALL
                SELECT partner_id, category_id, FALSE, FALSE
                  FROM held
                  LEFT JOIN undone ON undone.entry_id = held.id
                 WHERE rank IS NULL
                    OR (today < LEAST(date_risk, today) + grace_days
                        AND undone.entry_id IS NULL)
               ) claim
         WHERE NOT EXISTS (
                SELECT 1
                  FROM pin
                 WHERE pin.mode = 'out'
                   AND pin.partner_id = claim.partner_id
                   AND pin.category_id = claim.category_id)
         GROUP BY claim.partner_id, claim.category_id"""
)

_WANTED = SQL(
    """
        SELECT candidate.*, ladder.slot, ladder.is_exclusive
          FROM candidate
          JOIN ladder USING (category_id)
         WHERE NOT ladder.is_exclusive
         UNION ALL
        (SELECT DISTINCT ON (candidate.partner_id, ladder.slot)
                candidate.*, ladder.slot, ladder.is_exclusive
           FROM candidate
           JOIN ladder USING (category_id)
           LEFT JOIN held USING (partner_id, category_id)
          WHERE ladder.is_exclusive
          ORDER BY candidate.partner_id, ladder.slot, candidate.is_pinned DESC,
                   ladder.rank NULLS LAST, held.partner_id IS NULL,
                   candidate.category_id)"""
)

_STEPS = SQL(
    """
        SELECT COALESCE(held.partner_id, wanted.partner_id) AS partner_id,
               COALESCE(held.category_id, wanted.category_id) AS category_id,
               CASE WHEN wanted.partner_id IS NULL THEN FALSE
                    WHEN held.partner_id IS NULL THEN TRUE END AS joins,
               risk.date_risk, COALESCE(held.slot, wanted.slot) AS slot,
               COALESCE(held.is_exclusive, wanted.is_exclusive) AS is_exclusive
          FROM held
          FULL JOIN wanted
            ON wanted.partner_id = held.partner_id
           AND wanted.category_id = held.category_id
         CROSS JOIN LATERAL (
                SELECT CASE WHEN NOT (wanted.is_earned OR wanted.is_pinned)
                            THEN COALESCE(held.date_risk, held.today)
                       END AS date_risk) risk
         WHERE held.partner_id IS NULL
            OR wanted.partner_id IS NULL
            OR held.date_risk IS DISTINCT FROM risk.date_risk"""
)


def _entrance_sql(entrants) -> SQL:
    """Keep customers out of rewards groups whom the owner chose not to assign (R8).

    Who holds a group moves when it is lost, or kept by grace or an archived rule alone.
    """
    if entrants is None:
        return SQL("")
    return SQL(
        """
           AND (step.joins IS NULL
                OR NOT step.is_exclusive
                OR step.partner_id IN (%s)
                OR (step.partner_id, step.slot) IN (
                    SELECT held.partner_id, held.slot
                      FROM held
                      LEFT JOIN candidate USING (partner_id, category_id)
                     WHERE held.is_exclusive
                       AND (candidate.is_earned OR candidate.is_pinned)
                           IS NOT TRUE))""",
        entrants,
    )
