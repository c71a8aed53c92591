"""Contact tags: who wears a tag, as customers who could enter a category."""

from odoo.tools import SQL


def tag_pairs_sql(pairs, contacts: SQL) -> SQL:
    """Return the customers who wear tags with the tags' categories, each pair once.

    :param pairs: tuples ``(tag id, category id)``
    :param SQL contacts: query, in brackets, of the ids of contacts that may be changed
    """
    tag_ids, category_ids = zip(*pairs, strict=True)
    return SQL(
        """
        SELECT DISTINCT worn.customer_id AS partner_id, pair.category_id
          FROM (%s) worn
          JOIN UNNEST(%s::int[], %s::int[]) AS pair (tag_id, category_id)
            ON pair.tag_id = worn.tag_id""",
        _worn_sql(contacts),
        list(tag_ids),
        list(category_ids),
    )


def tag_counts_sql(pairs, contacts: SQL) -> SQL:
    """Return how many customers wear each tag: ``tag_id, customers, already_in``.

    :param pairs: tuples ``(tag id, id of the category that exists, or None)``
    :param SQL contacts: as above
    """
    tag_ids, category_ids = zip(*pairs, strict=True)
    return SQL(
        """
        SELECT pair.tag_id, COUNT(DISTINCT worn.customer_id),
               COUNT(DISTINCT member.partner_id)
          FROM UNNEST(%s::int[], %s::int[]) AS pair (tag_id, category_id)
          JOIN (%s) worn ON worn.tag_id = pair.tag_id
          LEFT JOIN customer_category_membership member
            ON member.partner_id = worn.customer_id
           AND member.category_id = pair.category_id
           AND member.date_end IS NULL
         GROUP BY pair.tag_id""",
        list(tag_ids),
        list(category_ids),
        _worn_sql(contacts),
    )


def _worn_sql(contacts) -> SQL:
    return SQL(
        """
        SELECT worn.category_id AS tag_id, customer.id AS customer_id
          FROM res_partner_res_partner_category_rel worn
          JOIN res_partner contact ON contact.id = worn.partner_id
          JOIN res_partner customer
            ON customer.id = contact.commercial_partner_id AND customer.active
         WHERE contact.id IN %s""",
        contacts,
    )
