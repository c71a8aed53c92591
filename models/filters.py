"""Filters of mailings to members: what of them stays when something is exchanged."""

from odoo.fields import Domain

CATEGORIES = "customer_category_ids"


def exchange_parts(domain, gone, new) -> Domain:
    """Return a filter that asks for one thing in place of others.

    Only what a filter asks for in any case is exchanged, never a part of "any of".

    :param Domain domain: the filter
    :param list gone: filters as ``Domain`` that are taken out, each whole or not
    :param Domain new: what is asked for instead
    """
    kept = _parts(domain)
    for other in map(_parts, gone):
        if all(part in kept for part in other):
            kept = [part for part in kept if part not in other]
    return Domain.AND([*kept, new])


def exchange_categories(domain, category_ids) -> Domain:
    """Return a filter of members that is about these categories, and else the same.

    What asks for quite other categories is somebody's own and stays.

    :param Domain domain: the filter
    :param list category_ids: none takes the categories out
    """
    members = Domain.TRUE
    if category_ids:
        members = Domain(CATEGORIES, "in", list(category_ids))
    parts = _parts(domain)
    for index, part in enumerate(parts):
        if _asks_for_some_of(part, set(category_ids)):
            return Domain.AND([*parts[:index], members, *parts[index + 1 :]])
    return Domain.AND([members, *parts])


def _parts(domain):
    """Return what a filter asks for, all of it at once."""
    if domain.is_true():
        return []
    is_all = getattr(domain, "OPERATOR", "") == "&"
    return list(domain.children) if is_all else [domain]


def _asks_for_some_of(part, category_ids):
    """Tell whether a part is the one that names the categories, before or after."""
    if getattr(part, "field_expr", "") != CATEGORIES or part.operator != "in":
        return False
    asked = set(part.value)
    return asked <= category_ids or asked >= category_ids
