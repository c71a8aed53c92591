"""Alignment: badges that follow the ledger when contacts change their company."""

from odoo.tools import SQL

from .rewards_pointer import rewards_pointer_sql


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
