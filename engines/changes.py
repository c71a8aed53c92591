"""Changes: queries of who is to enter or leave what, for ``ledger.apply_sql``.

Those that rules decide are in ``eligibility.py``; these come from people and events.
"""

from odoo.tools import SQL


def changes_values_sql(rows) -> SQL:
    """Return changes that are already known as a query.

    :param rows: tuples ``(partner_id, category_id, joins, date_risk, date_expire)``,
        at least one
    """
    return SQL(
        """SELECT *
             FROM (VALUES %s) AS known (
                  partner_id, category_id, joins, date_risk, date_expire)""",
        SQL(", ").join(
            SQL("(%s, %s, %s::boolean, %s::date, %s::date)", *row) for row in rows
        ),
    )


def undo_changes_sql(operation_id) -> SQL:
    """Return the changes that reverse a bulk act, as far as nobody came between.

    Who it let in leaves, unless already gone. Who it let go comes back with the last
    day and the risk of before, unless the membership began again or ended since, the
    customer is meanwhile in another rewards group, or became a contact of a company.
    """
    return SQL(
        """
        SELECT m.partner_id, m.category_id, FALSE AS joins,
               NULL::date AS date_risk, NULL::date AS date_expire
          FROM customer_category_membership m
         WHERE m.operation_id = %(operation)s AND m.date_end IS NULL
         UNION ALL
        SELECT m.partner_id, m.category_id, TRUE, m.date_risk, m.date_expire
          FROM customer_category_membership m
          JOIN res_partner customer
            ON customer.id = m.partner_id
           AND customer.commercial_partner_id = customer.id
         WHERE m.end_operation_id = %(operation)s
           AND m.category_id IS NOT NULL
           AND NOT EXISTS (
                SELECT 1
                  FROM customer_category_membership later
                 WHERE later.partner_id = m.partner_id
                   AND later.category_id = m.category_id
                   AND later.id != m.id
                   AND (later.id > m.id OR later.date_end IS NULL)
                   AND (later.operation_id IS DISTINCT FROM %(operation)s
                        OR later.date_end IS NOT NULL))
           AND NOT EXISTS (
                SELECT 1
                  FROM customer_category_membership other
                 WHERE other.partner_id = m.partner_id
                   AND other.date_end IS NULL
                   AND other.operation_id IS DISTINCT FROM %(operation)s
                   AND m.assignment = 'rewards'
                   AND other.assignment = 'rewards'
                   AND other.company_id IS NOT DISTINCT FROM m.company_id)""",
        operation=operation_id,
    )


def renewed_count_sql(operation_id) -> SQL:
    """Return how many memberships a bulk act ended and began again."""
    return SQL(
        """
        SELECT COUNT(*)
          FROM (SELECT 1
                  FROM customer_category_membership
                 WHERE operation_id = %(operation)s
                    OR end_operation_id = %(operation)s
                 GROUP BY partner_id, category_id
                HAVING COUNT(*) > 1) renewed""",
        operation=operation_id,
    )


def changed_since_sql(operation_id) -> SQL:
    """Return ``partner_id, category_id`` that undoing a bulk act leaves alone."""
    return SQL(
        """
        SELECT partner_id, category_id
          FROM customer_category_membership
         WHERE %(operation)s IN (operation_id, end_operation_id)
        EXCEPT
        SELECT partner_id, category_id FROM (%(undone)s) undone""",
        operation=operation_id,
        undone=undo_changes_sql(operation_id),
    )


def stranded_changes_sql(partner_ids) -> SQL:
    """Return the changes that end memberships of who is no customer of their own.

    A private person who became a company's contact shares the company's categories
    from then on, so the person's own memberships end.
    """
    return SQL(
        """
        SELECT m.partner_id, m.category_id, FALSE AS joins,
               NULL::date AS date_risk, NULL::date AS date_expire
          FROM customer_category_membership m
          JOIN res_partner p ON p.id = m.partner_id
         WHERE m.date_end IS NULL
           AND p.commercial_partner_id != p.id
           AND p.id = ANY(%s::int[])""",
        list(partner_ids),
    )


def merge_changes_sql(partner_ids) -> SQL:
    """Return the changes that leave merging customers what one customer can hold.

    Of equal categories the longest membership stays, of rewards groups the best.
    """
    return SQL(
        """
        SELECT partner_id, category_id, FALSE AS joins,
               NULL::date AS date_risk, NULL::date AS date_expire
          FROM (SELECT m.partner_id, m.category_id,
                       ROW_NUMBER() OVER (
                           PARTITION BY m.assignment = 'rewards',
                                        CASE WHEN m.assignment = 'rewards'
                                             THEN COALESCE(m.company_id, 0)
                                             ELSE m.category_id END
                           ORDER BY category.price_percent, category.sequence,
                                    category.id, m.date_start, m.id) AS place
                  FROM customer_category_membership m
                  JOIN customer_category category ON category.id = m.category_id
                 WHERE m.date_end IS NULL AND m.partner_id = ANY(%s::int[])) held
         WHERE place > 1""",
        list(partner_ids),
    )
