"""Channels: where e-mails and SMS to a contact go, and where nothing may be sent."""

from odoo.tools import SQL

# Columns of a contact: where a channel's messages go, and who blocked them there.
ADDRESS = {"email": "email_normalized", "sms": "phone_sanitized"}
BLOCKED = {"email": ("mail_blacklist", "email"), "sms": ("phone_blacklist", "number")}


def address_sql(channel) -> SQL:
    """Return the address of contact ``p``, NULL where there is none."""
    return SQL("NULLIF(%s, '')", SQL.identifier("p", ADDRESS[channel]))


def is_blocked_sql(channel) -> SQL:
    """Return the condition that the address of ``p`` blocked all messages."""
    table, column = BLOCKED[channel]
    return SQL(
        "EXISTS (SELECT 1 FROM %s blocked WHERE blocked.active AND %s = %s)",
        SQL.identifier(table),
        SQL.identifier("blocked", column),
        SQL.identifier("p", ADDRESS[channel]),
    )
