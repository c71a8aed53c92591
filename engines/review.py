"""Review: who joined a category, who left it, and who does not come any more."""

from odoo.tools import SQL

from .windows import COMPLETED


def review_sql(since, shown) -> SQL:
    """Return the query of what happened in categories since a moment of each.

    Columns: ``category_id``, ``kind`` (``joined``, ``left`` or ``absent``), ``count``
    and the ids of the first customers. Who joined is a member still, who left is none
    any more; absent are members without a completed order since.

    :param since: ``(category id, UTC moment without tzinfo)`` of each category
    :param int shown: how many customers to name
    """
    return SQL(
        """
        WITH due (category_id, since) AS (VALUES %(due)s),
             stay AS (
                SELECT m.category_id, m.partner_id, due.since,
                       BOOL_OR(m.date_end IS NULL) AS is_member,
                       MIN(m.date_start) FILTER (WHERE m.date_end IS NULL) AS joined,
                       MAX(m.date_end) AS ended
                  FROM due
                  JOIN customer_category_membership m USING (category_id)
                  JOIN res_partner customer
                    ON customer.id = m.partner_id AND customer.active
                 WHERE m.date_end IS NULL OR m.date_end >= due.since
                 GROUP BY m.category_id, m.partner_id, due.since),
             told AS (
                SELECT category_id, 'joined' AS kind, partner_id
                  FROM stay
                 WHERE is_member AND joined >= since
                 UNION ALL
                SELECT category_id, 'left', partner_id
                  FROM stay
                 WHERE NOT is_member
                 UNION ALL
                SELECT category_id, 'absent', partner_id
                  FROM stay
                 WHERE is_member
                   AND NOT EXISTS (
                        SELECT 1
                          FROM res_partner p
                          JOIN pos_order o ON o.partner_id = p.id
                         WHERE p.commercial_partner_id = stay.partner_id
                           AND o.state IN %(completed)s
                           AND o.is_refund IS NOT TRUE
                           AND o.date_order >= stay.since))
        SELECT category_id, kind, COUNT(*),
               (ARRAY_AGG(partner_id ORDER BY partner_id))[1:%(shown)s]
          FROM told
         GROUP BY category_id, kind""",
        due=SQL(", ").join(
            SQL("(%s, %s::timestamp)", category_id, moment)
            for category_id, moment in since
        ),
        completed=COMPLETED,
        shown=shown,
    )
