"""Campaign result: what recipients bought afterwards, beside those held out."""

from odoo.tools import SQL

from .history import returned_sql
from .windows import COMPLETED


def result_sql(mailing_id, company_ids, days) -> SQL:
    """Return the query of what came after a mailing, a row per side.

    Columns: whether these got the message, how many they are, their visits (R1), and
    what they spent less refunds (R3) in the currency of their order's company. The days
    begin with each customer's own message.

    :param int mailing_id: the mailing
    :param company_ids: the companies whose orders count (R15)
    :param int days: how long after the message
    """
    flagged = SQL(
        """SELECT o.id, NULL::int AS subject
             FROM pos_order o
             JOIN res_partner p ON p.id = o.partner_id
             JOIN addressed ON addressed.partner_id = p.commercial_partner_id
            WHERE o.customer_category_refunded"""
    )
    return SQL(
        """
        WITH addressed AS (%(addressed)s),
             company_day AS (SELECT 1),
             refunded AS (%(refunded)s),
             bought AS (
                SELECT addressed.partner_id,
                       COUNT(*) FILTER (
                           WHERE o.is_refund IS NOT TRUE
                             AND refunded.in_full IS NOT TRUE) AS visits,
                       SUM(o.amount_total / COALESCE(NULLIF(o.currency_rate, 0), 1))
                           AS spend
                  FROM addressed
                  JOIN res_partner p
                    ON p.commercial_partner_id = addressed.partner_id
                  JOIN pos_order o
                    ON o.partner_id = p.id
                   AND o.date_order >= addressed.moment
                   AND o.date_order < addressed.moment + %(days)s * INTERVAL '1 day'
                  LEFT JOIN refunded ON refunded.order_id = o.id
                 WHERE o.state IN %(completed)s
                   AND o.company_id = ANY(%(companies)s::int[])
                 GROUP BY addressed.partner_id)
        SELECT addressed.is_reached, COUNT(*),
               COALESCE(SUM(bought.visits), 0)::int,
               COALESCE(SUM(bought.spend), 0)::float
          FROM addressed
          LEFT JOIN bought ON bought.partner_id = addressed.partner_id
         GROUP BY addressed.is_reached""",
        addressed=_addressed_sql(mailing_id),
        refunded=returned_sql(flagged, SQL("TRUE"), SQL("TRUE")),
        completed=COMPLETED,
        companies=list(company_ids),
        days=days,
    )


def _addressed_sql(mailing_id) -> SQL:
    """Return who got the message, and who was held out and did not get it later."""
    return SQL(
        """
        SELECT partner_id, BOOL_OR(is_reached) AS is_reached, MIN(moment) AS moment
          FROM (SELECT res_id AS partner_id, TRUE AS is_reached,
                       COALESCE(sent_datetime, create_date) AS moment
                  FROM mailing_trace
                 WHERE mass_mailing_id = %(mailing)s
                   AND model = 'res.partner'
                   AND trace_status NOT IN ('cancel', 'error', 'bounce')
                   AND is_test_trace IS NOT TRUE
                 UNION ALL
                SELECT partner_id, FALSE, create_date
                  FROM customer_category_holdout
                 WHERE mailing_id = %(mailing)s) side
         GROUP BY partner_id""",
        mailing=mailing_id,
    )
