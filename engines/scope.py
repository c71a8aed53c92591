"""Scope: whose doings the sources sum up, and as of which day."""

from dataclasses import dataclass

from odoo.tools import SQL

from .windows import start_column


@dataclass(frozen=True)
class Scope:
    """The history of customers, as of the days in ``company_day``.

    A source asks its scope how to join ``company_day`` and ``refunded``, and whom a
    row is about. ``entries.py`` has the other scope there is.

    :param SQL among: condition on ``p``, the contact that something belongs to
    :param bool is_untouched: whether it is known that nothing came back of any order
    """

    among: SQL
    is_untouched: bool = False

    def subject(self, customer: SQL) -> SQL:
        """Return whom facts are about, where a customer did something."""
        return customer

    def day_of(self, company: SQL, customer: SQL) -> SQL:
        """Return the condition that joins a company's day."""
        return SQL("company_day.company_id = %s", company)

    def came_back(self, order: SQL) -> SQL:
        """Return the condition that joins what came back of an order."""
        return SQL("refunded.order_id = %s", order)

    def is_known(self, moment: SQL) -> SQL:
        """Return the condition that a UTC moment lies on the day or before it."""
        return SQL("%s < company_day.day_ends", moment)

    def is_since(self, moment: SQL, days_ago: int) -> SQL:
        """Return the condition that a moment lies on the day so long ago or after."""
        return SQL("%s >= company_day.%s", moment, start_column(days_ago))

    def is_before(self, moment: SQL, days_ago: int) -> SQL:
        """Return the condition that a moment lies before the day so long ago."""
        return SQL("%s < company_day.%s", moment, start_column(days_ago))

    def in_window(self, part, moment: SQL) -> SQL:
        """Return the condition that a UTC moment lies in a part's window (R2).

        A day counts on itself and for the window's days after it, so a window begins
        with the first instant of its oldest day and ends with the last of its newest.
        """
        conditions = [SQL("TRUE")]
        if part.days_to >= 0:
            conditions.append(self.is_since(moment, part.days_to))
        if part.days_from > 0:
            conditions.append(self.is_before(moment, part.days_from - 1))
        return SQL(" AND ").join(conditions)
