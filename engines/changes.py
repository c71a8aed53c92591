"""Changes: queries of who is to enter or leave what, for ``ledger.apply_sql``.

Those that rules decide are in ``eligibility.py``; these come from people and events.
"""

from odoo.tools import SQL


def changes_values_sql(rows) -> SQL:
    """Return changes that are already known as a query.

    :param rows: tuples ``(partner_id, category_id, joins, date_risk)``, at least one
    """
    return SQL(
        """SELECT *
             FROM (VALUES %s) AS known (partner_id, category_id, joins, date_risk)""",
        SQL(", ").join(SQL("(%s, %s, %s::boolean, %s::date)", *row) for row in rows),
    )


def join_changes_sql(partner_ids, category_ids) -> SQL:
    """Return the query of customers who are to enter categories they are not in."""
    return _pairs_sql(partner_ids, category_ids, is_member=False)


def leave_changes_sql(partner_ids, category_ids) -> SQL:
    """Return the query of members who are to leave categories."""
    return _pairs_sql(partner_ids, category_ids, is_member=True)


def _pairs_sql(partner_ids, category_ids, is_member) -> SQL:
    return SQL(
        """
        SELECT customer.id AS partner_id, category.id AS category_id,
               %(joins)s AS joins, NULL::date AS date_risk
          FROM (SELECT DISTINCT commercial_partner_id AS id
                  FROM res_partner
                 WHERE id = ANY(%(partners)s::int[])) customer
         CROSS JOIN UNNEST(%(categories)s::int[]) AS category (id)
         WHERE EXISTS (
                SELECT 1
                  FROM customer_category_membership m
                 WHERE m.partner_id = customer.id
                   AND m.category_id = category.id
                   AND m.date_end IS NULL) = %(is_member)s""",
        joins=not is_member,
        is_member=is_member,
        partners=list(partner_ids),
        categories=list(category_ids),
    )


def undo_changes_sql(operation_id) -> SQL:
    """Return the changes that reverse a bulk act, as far as nobody came between.

    Who it let in leaves, unless already gone; who it let go comes back, unless a
    member again or meanwhile in another rewards group.
    """
    return SQL(
        """
        SELECT m.partner_id, m.category_id, FALSE AS joins, NULL::date AS date_risk
          FROM customer_category_membership m
         WHERE m.operation_id = %(operation)s AND m.date_end IS NULL
         UNION ALL
        SELECT DISTINCT m.partner_id, m.category_id, TRUE, NULL::date
          FROM customer_category_membership m
         WHERE m.end_operation_id = %(operation)s
           AND m.category_id IS NOT NULL
           AND NOT EXISTS (
                SELECT 1
                  FROM customer_category_membership other
                 WHERE other.partner_id = m.partner_id
                   AND other.date_end IS NULL
                   AND other.operation_id IS DISTINCT FROM %(operation)s
                   AND (other.category_id = m.category_id
                        OR (m.assignment = 'rewards'
                            AND other.assignment = 'rewards'
                            AND other.company_id IS NOT DISTINCT FROM m.company_id))
           )""",
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
        SELECT m.partner_id, m.category_id, FALSE AS joins, NULL::date AS date_risk
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
        SELECT partner_id, category_id, FALSE AS joins, NULL::date AS date_risk
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
