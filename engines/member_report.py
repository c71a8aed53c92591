"""Member reports: who came, went and moved when, and who is in two categories."""

from odoo.tools import SQL

from .windows import COMPLETED

# Whether a stay and one that begins as it ends are a change of rewards group, or a
# renewal of the same membership.
_FOLLOWS = SQL(
    """other.partner_id = m.partner_id
       AND COALESCE(other.company_id, 0) = COALESCE(m.company_id, 0)
       AND other.id <> m.id
       AND (other.category_id = m.category_id
            OR (other.assignment = 'rewards' AND m.assignment = 'rewards'))"""
)
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
               CASE WHEN other.id IS NULL THEN 'join'
                    WHEN other.category_id = m.category_id THEN 'renew'
                    ELSE 'move_in' END AS event,
               CASE WHEN other.category_id <> m.category_id
                    THEN other.category_id END AS other_category_id,
               1 AS change,
               CASE WHEN other.id IS NULL THEN 1 ELSE 0 END AS joined,
               0 AS departed,
               CASE WHEN other.category_id <> m.category_id
                    THEN 1 ELSE 0 END AS moved,
               CASE WHEN m.date_end IS NULL AND m.date_risk IS NOT NULL
                    THEN 1 ELSE 0 END AS at_risk,
               %(days)s AS stay_days,
               (%(days)s / 30)::int AS stay_months,
               %(used)s AS is_used,
               %(columns)s
          FROM customer_category_membership m
          JOIN res_partner p ON p.id = m.partner_id AND p.active
          LEFT JOIN customer_category_membership other
            ON %(follows)s AND other.date_end = m.date_start
         UNION ALL
        SELECT m.id * 2 + 1, m.id, m.date_end,
               CASE WHEN other.id IS NULL THEN 'leave'
                    WHEN other.category_id = m.category_id THEN 'renew'
                    ELSE 'move_out' END,
               CASE WHEN other.category_id <> m.category_id
                    THEN other.category_id END,
               -1, 0,
               CASE WHEN other.id IS NULL THEN 1 ELSE 0 END,
               0, 0, NULL, NULL, %(used)s,
               %(columns)s
          FROM customer_category_membership m
          JOIN res_partner p ON p.id = m.partner_id AND p.active
          LEFT JOIN customer_category_membership other
            ON %(follows)s AND other.date_start = m.date_end
         WHERE m.date_end IS NOT NULL""",
        days=_DAYS,
        used=_IS_USED,
        follows=_FOLLOWS,
        columns=SQL(
            """m.partner_id, m.category_id, m.company_id, m.assignment,
               m.date_start, m.date_end, m.date_end IS NULL AS is_current,
               m.source, m.end_source"""
        ),
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
