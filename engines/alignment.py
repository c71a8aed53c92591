"""Alignment: badges that follow the ledger when contacts change their company."""

from odoo.tools import SQL

from .ledger import rewards_pointer_sql


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


def drop_badges_sql(partner_ids) -> SQL:
    """Return the statement that removes badges the ledger does not give."""
    return SQL(
        """
        DELETE FROM res_partner_customer_category_rel badge
         USING res_partner contact
         WHERE contact.id = badge.partner_id
           AND contact.id = ANY(%s::int[])
           AND NOT EXISTS (
                SELECT 1
                  FROM customer_category_membership m
                 WHERE m.partner_id = contact.commercial_partner_id
                   AND m.category_id = badge.category_id
                   AND m.date_end IS NULL)""",
        list(partner_ids),
    )


def add_badges_sql(partner_ids) -> SQL:
    """Return the statement that adds the badges the ledger gives."""
    return SQL(
        """
        INSERT INTO res_partner_customer_category_rel (partner_id, category_id)
        SELECT contact.id, m.category_id
          FROM res_partner contact
          JOIN customer_category_membership m
            ON m.partner_id = contact.commercial_partner_id
           AND m.date_end IS NULL
         WHERE contact.id = ANY(%s::int[])
            ON CONFLICT DO NOTHING""",
        list(partner_ids),
    )


def repoint_sql(partner_ids=None) -> SQL:
    """Return the statement that points contacts to their customer's rewards group.

    :param partner_ids: ids of contacts, or None for every holder of a group
    """
    scope = SQL("TRUE")
    if partner_ids is not None:
        scope = SQL("contact.id = ANY(%s::int[])", list(partner_ids))
    return SQL(
        """
        UPDATE res_partner contact
           SET rewards_category_id = pointer.value
          FROM res_partner customer
          LEFT JOIN (%s) pointer ON pointer.partner_id = customer.id
         WHERE customer.id = contact.commercial_partner_id
           AND contact.rewards_category_id IS DISTINCT FROM pointer.value
           AND %s""",
        rewards_pointer_sql(
            SQL(
                """
                SELECT partner_id, category_id, company_id
                  FROM customer_category_membership
                 WHERE date_end IS NULL AND assignment = 'rewards'"""
            )
        ),
        scope,
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
