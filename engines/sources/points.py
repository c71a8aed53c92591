"""Points earned on loyalty cards."""

from odoo.tools import SQL

from .source import FIRST_COMPANY, source_sql


def points_sql(parts, scope) -> SQL:
    """Points earned (R4).

    A till records points net of what the same order redeemed, so the redeemed points
    are added again. A refund takes the order's points back in proportion. Points
    given by hand on a program of no company count for every company.
    """
    owner = SQL("earned.customer_id")

    def own(part):
        if part.kind != "points":
            return None
        return SQL(
            """SUM(GREATEST(earned.points, 0) * (1 - COALESCE(refunded.share, 0)))
                   FILTER (WHERE %s)""",
            scope.in_window(part, SQL("earned.moment")),
        )

    return source_sql(
        parts,
        lambda part: SQL("(%s)::numeric", own(part)) if own(part) else None,
        (
            SQL("%s AS subject_id, earned.company_id", scope.subject(owner)),
            SQL(
                """
          FROM (%(earned)s) earned
          JOIN company_day ON %(day)s
          LEFT JOIN refunded ON %(refunded)s
         WHERE %(known)s
         GROUP BY %(subject)s, earned.company_id""",
                earned=earned_points_sql(scope.among),
                day=scope.day_of(
                    SQL("COALESCE(earned.company_id, %s)", FIRST_COMPANY), owner
                ),
                refunded=scope.came_back(SQL("earned.order_id")),
                known=scope.is_known(SQL("earned.moment")),
                subject=scope.subject(owner),
            ),
        ),
    )


def earned_points_sql(among) -> SQL:
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
