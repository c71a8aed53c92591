"""Back-test: what rules would have done in the past, step by step.

The one evaluator is asked as of each day, as if nobody had held anything: a step's
members are who qualified on its day, without grace. Its sales are those from its day to
the next one's.
"""

from dataclasses import dataclass
from datetime import datetime

from odoo.tools import SQL

from .eligibility import evaluation_ctes
from .holdings import nothing_held_sql

TABLE = SQL.identifier("customer_category_backtest_member")


@dataclass(frozen=True)
class Step:
    """One step of a back-test, as one company's days have it.

    :param int number: from 0 on
    :param int company_id: id of the company
    :param datetime begins: UTC, without tzinfo, the end of its day
    :param datetime ends: the same of the next step
    """

    number: int
    company_id: int
    begins: datetime
    ends: datetime


def table_sql() -> SQL:
    """Return the statement that makes the table of who would have been in what."""
    return SQL(
        "DROP TABLE IF EXISTS %(table)s; CREATE TEMPORARY TABLE %(table)s ("
        "step int, partner_id int, category_id int, is_rewards boolean)"
        " ON COMMIT DROP",
        table=TABLE,
    )


def sample_sql(sample) -> SQL:
    """Return the query of the customers who stand for all.

    Their ids are scattered first, since imports often number customers at regular
    distances.

    :param int sample: of so many customers one is asked
    """
    return SQL(
        "SELECT id FROM res_partner"
        " WHERE commercial_partner_id = id AND MOD(HASHINT4(id)::bigint, %s) = 0",
        sample,
    )


def step_sql(number, rules, days, customer_ids) -> SQL:
    """Return the statement that notes the members of one step.

    :param int number: of the step
    :param rules: :class:`~.rules.Rule` of every automatic category, without grace
    :param days: a :class:`~.company_day.CompanyDay` per company, as of the step
    :param customer_ids: as in :func:`~.windows.among_sql`
    """
    return SQL(
        """
        INSERT INTO %(table)s
          WITH %(evaluation)s
        SELECT %(number)s, wanted.partner_id, wanted.category_id, wanted.is_exclusive
          FROM wanted
          JOIN res_partner customer
            ON customer.id = wanted.partner_id
           AND customer.active
           AND customer.commercial_partner_id = customer.id""",
        table=TABLE,
        evaluation=evaluation_ctes(rules, days, customer_ids, nothing_held_sql()),
        number=number,
    )


def summary_sql(steps, percents, rates) -> SQL:
    """Return the query of what categories would have brought and cost at each step.

    Columns: ``step``, ``member_count``, ``joined``, ``departed``, ``moved``,
    ``discount`` and ``margin``. A move is a change of rewards group into these
    categories or out of them. Members pay the category's percentage of the regular
    price for everything; of several categories the best one. Who paid still less, by
    another category or a discount of the line, would have paid that.

    :param steps: :class:`Step` values, of each number and company
    :param dict percents: id of each category to tell about -> percentage of the full
        price that its members pay
    :param rates: dict of company id -> rate into the currency of the result; sales of
        other companies do not count
    """
    return SQL(
        """
        WITH step (number, company_id, begins, ends) AS (VALUES %(steps)s),
             rate (company_id, rate) AS (VALUES %(rates)s),
             category (id, percent) AS (VALUES %(percents)s),
             member AS (
                SELECT back.step, back.partner_id,
                       BOOL_OR(back.is_rewards) AS is_rewards,
                       MIN(category.percent) AS percent
                  FROM %(table)s back
                  JOIN category ON category.id = back.category_id
                 GROUP BY back.step, back.partner_id),
             other AS (
                SELECT DISTINCT step, partner_id
                  FROM %(table)s
                 WHERE is_rewards AND category_id <> ALL(%(categories)s)),
             change AS (
                SELECT COALESCE(now.step, before.step + 1) AS step,
                       now.partner_id IS NOT NULL AS is_in,
                       before.partner_id IS NULL AS is_new,
                       other.partner_id IS NOT NULL AS is_move
                  FROM member now
                  FULL JOIN member before
                    ON before.partner_id = now.partner_id
                   AND before.step = now.step - 1
                  LEFT JOIN other
                    ON other.partner_id = COALESCE(now.partner_id, before.partner_id)
                   AND COALESCE(now.is_rewards, before.is_rewards)
                   AND other.step = CASE WHEN now.step IS NULL THEN before.step + 1
                                         ELSE now.step - 1 END),
             counted AS (
                SELECT step, COUNT(*) FILTER (WHERE is_in) AS member_count,
                       COUNT(*) FILTER (
                           WHERE is_in AND is_new AND NOT is_move AND step > 0
                       ) AS joined,
                       COUNT(*) FILTER (WHERE NOT is_in AND NOT is_move) AS departed,
                       COUNT(*) FILTER (
                           WHERE is_move AND (is_new OR NOT is_in) AND step > 0
                       ) AS moved
                  FROM change
                 GROUP BY step),
             sold AS (
                SELECT member.step,
                       SUM(given.amount * rate.rate) AS discount,
                       SUM((sale.margin + sale.discount_cost - given.amount)
                           * rate.rate) AS margin
                  FROM step
                  JOIN member ON member.step = step.number
                  JOIN customer_category_sale_report sale
                    ON sale.partner_id = member.partner_id
                   AND sale.company_id = step.company_id
                   AND sale.date >= step.begins
                   AND sale.date < step.ends
                  JOIN rate ON rate.company_id = sale.company_id
                 CROSS JOIN LATERAL (
                        SELECT sale.revenue + sale.discount_cost AS regular,
                               sale.discount_cost - CASE
                                   WHEN sale.price_category_id = ANY(%(categories)s)
                                   THEN sale.category_discount
                                   ELSE 0 END AS elsewhere) paid
                 CROSS JOIN LATERAL (
                        SELECT paid.regular * (100 - member.percent) / 100 AS amount
                       ) replayed
                 CROSS JOIN LATERAL (
                        SELECT CASE
                            WHEN paid.elsewhere = 0 THEN replayed.amount
                            WHEN paid.regular < 0
                            THEN LEAST(paid.elsewhere, replayed.amount)
                            ELSE GREATEST(paid.elsewhere, replayed.amount)
                            END AS amount) given
                 GROUP BY member.step)
        SELECT step.number, COALESCE(counted.member_count, 0),
               COALESCE(counted.joined, 0), COALESCE(counted.departed, 0),
               COALESCE(counted.moved, 0), COALESCE(sold.discount, 0),
               COALESCE(sold.margin, 0)
          FROM (SELECT DISTINCT number FROM step) step
          LEFT JOIN counted ON counted.step = step.number
          LEFT JOIN sold ON sold.step = step.number
         ORDER BY step.number""",
        table=TABLE,
        steps=SQL(", ").join(
            SQL(
                "(%s, %s, %s::timestamp, %s::timestamp)",
                *(s.number, s.company_id, s.begins, s.ends),
            )
            for s in steps
        ),
        rates=SQL(", ").join(
            SQL("(%s, %s::numeric)", company_id, rate)
            for company_id, rate in rates.items()
        ),
        categories=list(percents),
        percents=SQL(", ").join(
            SQL("(%s, %s::numeric)", category_id, percent)
            for category_id, percent in percents.items()
        ),
    )
