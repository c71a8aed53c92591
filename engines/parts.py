"""Parts: changes put aside, to be written part by part by ``ledger.apply_sql``."""

from odoo.tools import SQL

# Into so many buckets customers fall, of which a part of a large change has some.
BUCKETS = 1000


def aside_sql(table: SQL, changes: SQL) -> SQL:
    """Return the statement that puts changes aside, to write them part by part.

    :param SQL table: name of the temporary table
    :param SQL changes: query of changes
    """
    return SQL(
        """
        CREATE TEMP TABLE %s ON COMMIT DROP AS
        SELECT partner_id, category_id, joins, date_risk, date_expire,
               partner_id %% %s AS bucket
          FROM (%s) change""",
        table,
        BUCKETS,
        changes,
    )


def part_sql(table: SQL, number, parts) -> SQL:
    """Return one of several equal parts of the changes that were put aside.

    All changes of a customer are in the same part, so that one can renew a membership.
    A stored bucket lets the planner know how many they are, as a formula would not.

    :param SQL table: with the columns of changes
    :param int number: of the part, from zero
    :param int parts: how many there are
    """
    within = SQL(
        "bucket >= %s AND bucket < %s",
        BUCKETS * number // parts,
        BUCKETS * (number + 1) // parts,
    )
    return SQL(
        """
        SELECT partner_id, category_id, joins, date_risk, date_expire
          FROM %s
         WHERE %s""",
        table,
        within if parts > 1 else SQL("TRUE"),
    )
