"""Preview: the changes that rules would make, told per customer."""

from odoo.tools import SQL


def preview_sql(changes: SQL, category_ids) -> SQL:
    """Return who would enter, leave or move where these categories are concerned.

    Columns: ``partner_id``, ``old_id`` and ``new_id``. A customer who changes from one
    rewards group to another is one row; one of the two may be NULL.

    :param SQL changes: see ``eligibility.changes_sql``
    :param category_ids: ids of the categories to tell about
    """
    return SQL(
        """
        SELECT partner_id, old_id, new_id
          FROM (SELECT step.partner_id,
                       MAX(step.category_id) FILTER (WHERE NOT step.joins) AS old_id,
                       MAX(step.category_id) FILTER (WHERE step.joins) AS new_id
                  FROM (%s) step
                  JOIN customer_category category ON category.id = step.category_id
                 WHERE step.joins IS NOT NULL
                 GROUP BY step.partner_id,
                          CASE WHEN category.assignment = 'rewards'
                               THEN -COALESCE(category.company_id, 0)
                               ELSE category.id END) change
         WHERE old_id = ANY(%s::int[]) OR new_id = ANY(%s::int[])""",
        changes,
        list(category_ids),
        list(category_ids),
    )


def preview_changes_sql(preview_id) -> SQL:
    """Return the changes that a stored preview shows, for the ledger."""
    return SQL(
        """
        SELECT line.partner_id, step.category_id, step.joins,
               NULL::date AS date_risk, NULL::date AS date_expire
          FROM customer_category_preview_line line
         CROSS JOIN LATERAL (VALUES (line.old_id, FALSE), (line.new_id, TRUE))
               AS step (category_id, joins)
         WHERE line.preview_id = %s AND step.category_id IS NOT NULL""",
        preview_id,
    )
