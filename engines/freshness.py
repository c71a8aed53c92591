"""Freshness: customers whose memberships changed, which their own dates do not tell."""

from odoo.tools import SQL

# A transaction can take effect this long after the moment it wrote down.
MARGIN = "15 minutes"
# Tills are told who changed, of so many customers at most.
NAMED = 200


def changed_since_sql(customer: SQL, moment: str) -> SQL:
    """Return the condition that a customer's memberships changed since a moment.

    It looks at the memberships of one customer, by their index: whoever asks names the
    customers.

    :param customer: the customer's id, as a column
    :param moment: UTC, as a server's date in text
    """
    return SQL(
        """EXISTS (
            SELECT 1
              FROM customer_category_membership changed
             WHERE changed.partner_id = %s
               AND changed.write_date > %s::timestamp - %s::interval)""",
        customer,
        moment,
        MARGIN,
    )


def contacts_sql(customer_ids, limit: int) -> SQL:
    """Return ``id, company_id`` of customers and their contacts.

    :param customer_ids: ids of customers, or of contacts
    :param limit: how many rows at most
    """
    return SQL(
        """
        SELECT id, company_id
          FROM res_partner
         WHERE commercial_partner_id = ANY(%(ids)s::int[])
            OR id = ANY(%(ids)s::int[])
         LIMIT %(limit)s""",
        ids=list(customer_ids),
        limit=limit,
    )
