"""Sources: what customers did, read from orders, points, goods and the calendar.

A customer is a commercial entity, whose contacts' doings count for it. Each source
gives rows ``customer_id, company_id`` with the parts it knows and NULL for the others;
their union is ``facts``. A row of no company counts for every company.
"""

from odoo.tools import SQL

from .windows import COMPLETED, IS_VISIT, columns_sql, in_window_sql, rate_column


def facts_sql(parts, among) -> SQL:
    """Return the union of the sources that the parts need.

    :param parts: sorted :class:`~.metrics.Part` values
    :param SQL among: condition on ``p``, see ``windows.among_sql``
    """
    sources = {SOURCE_OF_PART[part.kind]: None for part in parts} or {sales_sql: None}
    return SQL(" UNION ALL ").join(source(parts, among) for source in sources)


def _source_sql(parts, own, table: SQL) -> SQL:
    """Return a source's rows with every part, NULL where it knows nothing of it.

    :param own: function of a part that returns its expression, or None
    :param SQL table: from FROM to GROUP BY, with ``customer_id`` and ``company_id``
        as its first two grouped expressions
    """
    return SQL(
        "SELECT %s",
        SQL("").join(
            [
                table[0],
                columns_sql(
                    SQL("%s AS %s", own(part) or SQL("NULL::numeric"), part.column)
                    for part in parts
                ),
                table[1],
            ]
        ),
    )


def sales_sql(parts, among) -> SQL:
    """Visits (R1, R2), lifetime spend (R3), first and last visit."""

    def own(part):
        window = in_window_sql(part, SQL("o.date_order"))
        if part.kind == "visits":
            return SQL("(COUNT(*) FILTER (WHERE %s AND %s))::numeric", window, IS_VISIT)
        if part.kind == "spend":
            return SQL(
                """SUM(o.amount_total / COALESCE(NULLIF(o.currency_rate, 0), 1)
                       * company_day.%s) FILTER (WHERE %s)""",
                rate_column(part.subject),
                window,
            )
        if part.kind in _SINCE:
            return SQL(
                """(MAX(company_day.day) - (%s(o.date_order) FILTER (WHERE %s)
                    AT TIME ZONE 'UTC' AT TIME ZONE MAX(company_day.tz))::date
                   )::numeric""",
                _SINCE[part.kind],
                IS_VISIT,
            )
        return None

    return _source_sql(
        parts,
        own,
        (
            SQL("p.commercial_partner_id AS customer_id, o.company_id"),
            SQL(
                """
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN company_day ON company_day.company_id = o.company_id
          LEFT JOIN refunded
            ON refunded.order_id = o.id AND o.customer_category_refunded
         WHERE o.state IN %(completed)s
           AND o.date_order < company_day.day_ends
           AND %(among)s
         GROUP BY p.commercial_partner_id, o.company_id""",
                completed=COMPLETED,
                among=among,
            ),
        ),
    )


_SINCE = {"days_since_first": SQL("MIN"), "days_since_last": SQL("MAX")}


def points_sql(parts, among) -> SQL:
    """Points earned (R4).

    A till records points net of what the same order redeemed, so the redeemed points
    are added again. A refund takes the order's points back in proportion. Points
    given by hand on a program of no company count for every company.
    """

    def own(part):
        if part.kind != "points":
            return None
        return SQL(
            """SUM(GREATEST(earned.points, 0) * (1 - COALESCE(refunded.share, 0)))
                   FILTER (WHERE %s)""",
            in_window_sql(part, SQL("earned.moment")),
        )

    return _source_sql(
        parts,
        lambda part: SQL("(%s)::numeric", own(part)) if own(part) else None,
        (
            SQL("earned.customer_id, earned.company_id"),
            SQL(
                """
          FROM (%(earned)s) earned
          LEFT JOIN company_day ON company_day.company_id = COALESCE(
                    earned.company_id, (SELECT MIN(company_id) FROM company_day))
          LEFT JOIN refunded ON refunded.order_id = earned.order_id
         WHERE earned.moment < company_day.day_ends
         GROUP BY earned.customer_id, earned.company_id""",
                earned=_earned_points_sql(among),
            ),
        ),
    )


def _earned_points_sql(among) -> SQL:
    """Points earned per loyalty card and order, or per entry without an order."""
    return SQL(
        """
                SELECT p.commercial_partner_id AS customer_id,
                       COALESCE(o.company_id, program.company_id) AS company_id,
                       o.id AS order_id,
                       COALESCE(o.date_order, history.create_date) AS moment,
                       CASE WHEN o.id IS NULL THEN SUM(history.issued)
                            ELSE SUM(history.issued - history.used) + COALESCE((
                                SELECT SUM(line.points_cost)
                                  FROM pos_order_line line
                                 WHERE line.order_id = o.id
                                   AND line.is_reward_line
                                   AND line.coupon_id = card.id), 0)
                       END AS points
                  FROM loyalty_history history
                  JOIN loyalty_card card ON card.id = history.card_id
                  JOIN loyalty_program program
                    ON program.id = card.program_id
                   AND program.program_type = 'loyalty'
                  JOIN res_partner p ON p.id = card.partner_id
                  LEFT JOIN pos_order o
                    ON history.order_model = 'pos.order' AND o.id = history.order_id
                 WHERE %s
                 GROUP BY p.commercial_partner_id, o.company_id, program.company_id,
                          o.id, card.id,
                          COALESCE(o.date_order, history.create_date)""",
        among,
    )


def goods_sql(parts, among) -> SQL:
    """Quantities bought of products and product categories, less what came back."""

    def own(part):
        if part.kind not in _BOUGHT:
            return None
        return SQL(
            "SUM(line.qty) FILTER (WHERE %s AND %s)",
            in_window_sql(part, SQL("o.date_order")),
            SQL(_BOUGHT[part.kind], part.subject),
        )

    return _source_sql(
        parts,
        own,
        (
            SQL("p.commercial_partner_id AS customer_id, o.company_id"),
            SQL(
                """
          FROM pos_order o
          JOIN res_partner p ON p.id = o.partner_id
          JOIN company_day ON company_day.company_id = o.company_id
          JOIN pos_order_line line ON line.order_id = o.id
          JOIN product_product product ON product.id = line.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id
          LEFT JOIN product_category category ON category.id = template.categ_id
         WHERE o.state IN %(completed)s
           AND o.date_order < company_day.day_ends
           AND line.is_reward_line IS NOT TRUE
           AND %(among)s
         GROUP BY p.commercial_partner_id, o.company_id""",
                completed=COMPLETED,
                among=among,
            ),
        ),
    )


_BOUGHT = {
    "product_qty": "template.id = %s",
    "category_qty": "category.parent_path LIKE ("
    "SELECT parent_path || '%%' FROM product_category WHERE id = %s)",
}


def bookings_sql(parts, among) -> SQL:
    """Upcoming calendar events that the customer attends and has not declined."""

    def own(part):
        if part.kind != "bookings":
            return None
        return SQL("COUNT(DISTINCT event.id)::numeric")

    return _source_sql(
        parts,
        own,
        (
            SQL("p.commercial_partner_id AS customer_id, NULL::int AS company_id"),
            SQL(
                """
          FROM calendar_event event
          JOIN calendar_event_res_partner_rel guest
            ON guest.calendar_event_id = event.id
          JOIN res_partner p ON p.id = guest.res_partner_id
          LEFT JOIN calendar_attendee attendee
            ON attendee.event_id = event.id
           AND attendee.partner_id = guest.res_partner_id
         WHERE event.active
           AND event.start >= (SELECT MIN(moment) FROM company_day)
           AND COALESCE(attendee.state, '') != 'declined'
           AND %s
         GROUP BY p.commercial_partner_id""",
                among,
            ),
        ),
    )


SOURCE_OF_PART = {
    "visits": sales_sql,
    "spend": sales_sql,
    "days_since_first": sales_sql,
    "days_since_last": sales_sql,
    "points": points_sql,
    "product_qty": goods_sql,
    "category_qty": goods_sql,
    "bookings": bookings_sql,
}
