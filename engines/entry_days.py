"""Entry days: the local day of each entry in each company, and that day's rates."""

from odoo.tools import SQL

from .history import currencies_of
from .windows import columns_sql, rate_column


def entry_days_sql(parts) -> SQL:
    """Return one row per entry and company: the day of the entry there, and rates."""
    return SQL(
        """
        SELECT entry.entry_id, entry.customer_id, local.company_id, local.day, local.tz,
               entry.date_start AS moment, local.day_ends AS known_ends%s
          FROM entry
         CROSS JOIN LATERAL (
                SELECT now.company_id, now.tz, now.day_ends,
                       (entry.date_start AT TIME ZONE 'UTC' AT TIME ZONE now.tz)::date
                       AS day
                  FROM company_day now) local
          JOIN res_company company ON company.id = local.company_id""",
        columns_sql(
            SQL("%s AS %s", _rate_into_sql(currency), rate_column(currency))
            for currency in currencies_of(parts)
        ),
    )


def _rate_into_sql(currency_id) -> SQL:
    """Return the rate from a company's currency on the entry's day (R3)."""
    return SQL(
        "CASE company.currency_id WHEN %s THEN 1 ELSE %s / %s END",
        currency_id,
        _rate_sql(SQL("%s", currency_id)),
        _rate_sql(SQL("company.currency_id")),
    )


def _rate_sql(currency: SQL) -> SQL:
    """Return a currency's rate on the entry's day, as ``res.currency`` finds it."""
    latest, earliest = (
        SQL(
            """(SELECT rate.rate
                  FROM res_currency_rate rate
                 WHERE rate.currency_id = %s
                   AND (rate.company_id IS NULL OR rate.company_id = SPLIT_PART(
                        company.parent_path, '/', 1)::int)
                   AND %s
                 ORDER BY rate.company_id, %s
                 LIMIT 1)""",
            currency,
            *choice,
        )
        for choice in (
            (SQL("rate.name <= local.day"), SQL("rate.name DESC")),
            (SQL("TRUE"), SQL("rate.name")),
        )
    )
    return SQL("COALESCE(%s, %s, 1)", latest, earliest)
