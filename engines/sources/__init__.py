"""Sources: what customers did, read from orders, points, goods and the calendar.

A customer is a commercial entity, whose contacts' doings count for it. Each source
gives rows ``subject_id, company_id`` with the parts it knows and NULL for the others;
their union is ``facts``. A row of no company counts for every company. The subject is
the customer, or what else the scope sums up for (``scope.py``).
"""

from odoo.tools import SQL

from .bookings import bookings_sql
from .goods import goods_sql
from .points import points_sql
from .sales import sales_sql

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


def facts_sql(parts, scope) -> SQL:
    """Return the union of the sources that the parts need.

    :param parts: sorted :class:`~.metrics.Part` values
    :param scope: the :class:`~.scope.Scope` to sum up
    """
    sources = {SOURCE_OF_PART[part.kind]: None for part in parts} or {sales_sql: None}
    return SQL(" UNION ALL ").join(source(parts, scope) for source in sources)
