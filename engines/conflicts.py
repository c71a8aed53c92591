"""Conflicts of prices: which sets of categories customers are in together."""

from odoo.tools import SQL


def combinations_sql(category_ids, limit):
    """Return the SQL of the sets of categories that customers are in at once.

    :param list[int] category_ids: the categories that count, those with prices
    :param int limit: most sets to return, those of most customers first
    :return: rows of an array of category ids, ascending, and a number of customers
    """
    return SQL(
        """
        SELECT categories, COUNT(*)
          FROM (SELECT ARRAY_AGG(m.category_id ORDER BY m.category_id) AS categories
                  FROM customer_category_membership m
                  JOIN res_partner p ON p.id = m.partner_id AND p.active
                 WHERE m.date_end IS NULL
                   AND m.category_id = ANY(%s)
              GROUP BY m.partner_id) customers
      GROUP BY categories
      ORDER BY COUNT(*) DESC, categories
         LIMIT %s""",
        list(category_ids),
        limit,
    )
