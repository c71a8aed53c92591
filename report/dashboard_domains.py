"""Which rows of the reports make up a figure of the dashboard.

The dashboard counts by these domains and opens them, so that behind each figure is
exactly what it is made of.
"""

from odoo.fields import Domain

SALES = "customer.category.sale.report"
MEMBERS = "customer.category.member.report"
EVENTS = {
    "joined": "join",
    "departed": "leave",
    "moved_in": "move_in",
    "moved_out": "move_out",
}
# What sales are summed up to.
AMOUNTS = {
    "orders": "visit_count:count_distinct",
    "visits": "visits_per_customer:avg",
    "revenue": "revenue:sum_currency",
    "basket": "average_basket:sum_currency",
    "discount": "discount_cost:sum_currency",
    "margin": "margin:sum_currency",
}


def model_of(figure) -> str:
    """Return the name of the report that a figure is of.

    :param str figure: of ``EVENTS`` or ``AMOUNTS``, ``members`` or ``at_risk``
    """
    return SALES if figure in AMOUNTS else MEMBERS


def figure_domain(figure, begin, end) -> Domain:
    """Return the domain of the rows of a figure.

    :param str figure: as in :func:`model_of`
    :param datetime begin: UTC, without tzinfo
    :param datetime end: the first moment after the period
    """
    if figure == "at_risk":
        return Domain("at_risk", "=", 1)
    if figure == "members":
        return (
            Domain("change", "=", 1)
            & Domain("date_start", "<", end)
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", end))
        )
    domain = Domain("date", ">=", begin) & Domain("date", "<", end)
    if figure in EVENTS:
        domain &= Domain("event", "=", EVENTS[figure])
    elif figure == "orders":
        domain &= Domain("visit_count", "!=", False)
    elif figure == "discount":
        domain &= Domain("discount_cost", "!=", 0)
    return domain


def category_domain(figure, category_id=None) -> Domain:
    """Return what narrows a figure to a category.

    :param category_id: id, False for the sales in no category, None for all members
    """
    fname = "customer_category_ids" if model_of(figure) == SALES else "category_id"
    if category_id is None:
        # Stays are rows of members whatever became of their category.
        is_of_members = Domain(fname, "!=", False)
        return is_of_members if model_of(figure) == SALES else Domain.TRUE
    return Domain(fname, "in" if category_id else "=", category_id and [category_id])
