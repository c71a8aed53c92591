"""Reminder: the memberships that end soon, each told once."""

from odoo.tools import SQL


def remind_sql(days, shown) -> SQL:
    """Return the statement that marks memberships as reminded, and tells of them.

    A membership is reminded once, when its last day is no further away than its
    category's ``reminder_days``. Columns, a row per category: ``category_id``,
    ``count``, the first last day, and ids of the first customers.

    :param days: a :class:`~.company_day.CompanyDay` per company
    :param int shown: how many customers to name
    """
    return SQL(
        """
        WITH local (company_id, today) AS (VALUES %(local)s),
             reminded AS (
                UPDATE customer_category_membership m
                   SET date_reminded = COALESCE(local.today, %(today)s)
                  FROM customer_category category
                  LEFT JOIN local ON local.company_id = category.company_id,
                       res_partner customer
                 WHERE category.id = m.category_id
                   AND category.active
                   AND category.reminder_days > 0
                   AND customer.id = m.partner_id
                   AND customer.active
                   AND m.date_end IS NULL
                   AND m.date_reminded IS NULL
                   AND m.date_expire BETWEEN COALESCE(local.today, %(today)s)
                       AND COALESCE(local.today, %(today)s) + category.reminder_days
                RETURNING m.category_id, m.partner_id, m.date_expire)
        SELECT category_id, COUNT(*), MIN(date_expire),
               (ARRAY_AGG(partner_id ORDER BY date_expire, partner_id))[1:%(shown)s]
          FROM reminded
         GROUP BY category_id
         ORDER BY category_id""",
        local=SQL(", ").join(SQL("(%s, %s::date)", d.company_id, d.day) for d in days),
        today=days[0].day,
        shown=shown,
    )
