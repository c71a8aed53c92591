"""What the sources have in common."""

from odoo.tools import SQL

from ..windows import columns_sql

BUYER = SQL("p.commercial_partner_id")
# Stands in for the company of what belongs to none.
FIRST_COMPANY = SQL("(SELECT MIN(company_id) FROM company_day)")


def source_sql(parts, own, table: SQL) -> SQL:
    """Return a source's rows with every part, NULL where it knows nothing of it.

    :param own: function of a part that returns its expression, or None
    :param SQL table: from FROM to GROUP BY, with ``subject_id`` and ``company_id``
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
