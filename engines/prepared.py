"""Prepared: the question that every sale asks, planned once a connection.

Planning it takes longer than answering it. PostgreSQL keeps a prepared statement for as
long as its connection lives; its text changes with the rules and with the day.
"""

import hashlib

from odoo.tools import SQL

PREFIX = "customer_category_"
# How many a connection may keep: of some days, and of customers who hold other groups.
KEPT = 20

# What differs from sale to sale.
CUSTOMERS = SQL("$1::int[]")
MOMENT = SQL("$2::timestamp")

KNOWN = SQL(
    "SELECT name FROM pg_prepared_statements WHERE STARTS_WITH(name, %s)", PREFIX
)


def prepared_name(text: bytes) -> str:
    """Return the name of a statement, which tells its text."""
    return PREFIX + hashlib.sha1(text, usedforsecurity=False).hexdigest()


def prepare_sql(name: str, query: SQL) -> SQL:
    """Return the statement that prepares a query of ``CUSTOMERS`` and ``MOMENT``."""
    return SQL("PREPARE %s (int[], timestamp) AS %s", SQL.identifier(name), query)


def execute_sql(name: str, customer_ids, moment) -> SQL:
    """Return the statement that asks a prepared query.

    :param customer_ids: ids of commercial entities
    :param datetime moment: UTC, without tzinfo
    """
    return SQL("EXECUTE %s (%s, %s)", SQL.identifier(name), list(customer_ids), moment)


def forget_sql(name: str) -> SQL:
    """Return the statement that forgets a prepared query."""
    return SQL("DEALLOCATE %s", SQL.identifier(name))
