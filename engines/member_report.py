"""Member reports: who came, went and moved when, and who is in two categories."""

from odoo.tools import SQL

from .windows import COMPLETED

# A member has used the category when it gave the price of something since joining.
_IS_USED = SQL(
    """EXISTS (
        SELECT 1
          FROM res_partner buyer
          JOIN pos_order o ON o.partner_id = buyer.id
          JOIN pos_order_line l ON l.order_id = o.id
         WHERE buyer.commercial_partner_id = m.partner_id
           AND o.state IN %s
           AND o.date_order >= m.date_start
           AND (m.date_end IS NULL OR o.date_order < m.date_end)
           AND l.customer_category_id = m.category_id)""",
    COMPLETED,
)
_DAYS = SQL(
    """EXTRACT(EPOCH FROM COALESCE(m.date_end, NOW() AT TIME ZONE 'UTC')
                          - m.date_start) / 86400"""
)


def _same_category_sql(one, other) -> SQL:
    """Return that two stays are in one category, which may be deleted.

    A deleted category is known by its name, which stays on record.
    """
    return SQL(
        """%(one)s.category_id IS NOT DISTINCT FROM %(other)s.category_id
           AND %(one)s.category_name IS NOT DISTINCT FROM %(other)s.category_name""",
        one=SQL.identifier(one),
        other=SQL.identifier(other),
    )


def _is_stay_sql(stay) -> SQL:
    """Return that a row is a stay: a merge may have ended what was one twice (R16).

    Of two memberships of the same category a merge ends the later one.

    :param str stay: the row's name
    """
    return SQL(
        """(%(stay)s.end_source IS DISTINCT FROM 'merge' OR NOT EXISTS (
            SELECT 1
              FROM customer_category_membership kept
             WHERE kept.partner_id = %(stay)s.partner_id
               AND %(same)s
               AND (kept.date_start, kept.id) < (%(stay)s.date_start, %(stay)s.id)
               AND (kept.date_end IS NULL OR kept.date_end >= %(stay)s.date_end)))""",
        stay=SQL.identifier(stay),
        same=_same_category_sql("kept", stay),
    )


def member_report_sql() -> SQL:
    """Return the query of the member report: a row per entry and per leaving.

    The sum of ``change`` up to a day is the number of members of then. What is said of
    a stay as a whole, such as how long it is, stands on the row of its entry alone, so
    that it counts once. Archived customers are left out, as in the number of members
    of a category.
    """
    return SQL(
        """
        SELECT m.id * 2 AS id, m.id AS membership_id, m.date_start AS date,
               CASE WHEN beside.is_same IS NULL THEN 'join'
                    WHEN beside.is_same THEN 'renew'
                    ELSE 'move_in' END AS event,
               CASE WHEN NOT beside.is_same
                    THEN beside.category_id END AS other_category_id,
               1 AS change,
               CASE WHEN beside.is_same IS NULL THEN 1 ELSE 0 END AS joined,
               0 AS departed,
               CASE WHEN NOT beside.is_same THEN 1 ELSE 0 END AS moved,
               CASE WHEN m.date_end IS NULL AND m.date_risk IS NOT NULL
                    THEN 1 ELSE 0 END AS at_risk,
               %(days)s AS stay_days,
               FLOOR(%(days)s / 30)::int AS stay_months,
               %(used)s AS is_used,
               %(columns)s
          FROM customer_category_membership m
          JOIN res_partner p ON p.id = m.partner_id AND p.active
          LEFT JOIN LATERAL (%(before)s) beside ON TRUE
         WHERE %(is_stay)s
         UNION ALL
        SELECT m.id * 2 + 1, m.id, m.date_end,
               CASE WHEN beside.is_same IS NULL THEN 'leave'
                    WHEN beside.is_same THEN 'renew'
                    ELSE 'move_out' END,
               CASE WHEN NOT beside.is_same THEN beside.category_id END,
               -1, 0,
               CASE WHEN beside.is_same IS NULL THEN 1 ELSE 0 END,
               0, 0, NULL, NULL, %(used)s,
               %(columns)s
          FROM customer_category_membership m
          JOIN res_partner p ON p.id = m.partner_id AND p.active
          LEFT JOIN LATERAL (%(after)s) beside ON TRUE
         WHERE m.date_end IS NOT NULL AND %(is_stay)s""",
        days=_DAYS,
        used=_IS_USED,
        is_stay=_is_stay_sql("m"),
        before=_beside_sql(SQL("other.date_end = m.date_start"), SQL("<"), SQL("DESC")),
        after=_beside_sql(SQL("other.date_start = m.date_end"), SQL(">"), SQL("ASC")),
        columns=SQL(
            """m.partner_id, m.category_id, m.company_id, m.assignment,
               m.date_start, m.date_end, m.date_end IS NULL AS is_current,
               m.source, m.end_source"""
        ),
    )


def _beside_sql(touches, order, direction) -> SQL:
    """Return the query of the one stay that a stay follows, or that follows it.

    It is a renewal of the same membership, or a change of rewards group. Of several
    within one second it is the nearest, of those that a merge brought to one customer
    rather one that the merge had kept.

    :param SQL touches: that the stay ``other`` ends as ``m`` begins, or the reverse
    :param SQL order: how ``other`` compares to ``m``
    :param SQL direction: which of several is the nearest
    """
    return SQL(
        """SELECT other.category_id, %(same)s AS is_same
             FROM customer_category_membership other
            WHERE other.partner_id = m.partner_id
              AND COALESCE(other.company_id, 0) = COALESCE(m.company_id, 0)
              AND %(touches)s
              AND %(is_stay)s
              AND (other.date_start, other.id) %(order)s (m.date_start, m.id)
              AND ((%(same)s)
                   OR (other.assignment = 'rewards' AND m.assignment = 'rewards'))
            ORDER BY other.end_source IS NOT DISTINCT FROM 'merge',
                     other.date_start %(direction)s, other.id %(direction)s
            LIMIT 1""",
        same=_same_category_sql("other", "m"),
        is_stay=_is_stay_sql("other"),
        touches=touches,
        order=order,
        direction=direction,
    )


def overlap_report_sql() -> SQL:
    """Return the query of the overlaps: a row per member and pair of categories.

    A category makes a pair with itself as well, which is all of its members.
    """
    return SQL(
        """
        SELECT m.id::bigint * 100000 + other.category_id AS id, m.partner_id,
               m.category_id, other.category_id AS other_category_id,
               m.partner_id AS customer_count, m.company_id,
               other.company_id AS other_company_id
          FROM customer_category_membership m
          JOIN res_partner p ON p.id = m.partner_id AND p.active
          JOIN customer_category_membership other
            ON other.partner_id = m.partner_id AND other.date_end IS NULL
         WHERE m.date_end IS NULL"""
    )
