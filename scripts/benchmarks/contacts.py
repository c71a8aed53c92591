"""Contacts list: filtered and grouped by category, beside the same with tags."""

from . import members, population, shop
from .lab import Work

COUNT = 100_000
GROUPS = 20
PAGE = 80
# Beyond this the web client shows "10000+".
COUNT_LIMIT = 10_001
OURS, THEIRS = "customer_category_ids", "category_id"
NAME = {"fields": {"display_name": {}}}
BADGES = {"fields": {"display_name": {}, "color": {}}}


def measure(lab):
    """Compare what the list asks for."""
    count = lab.size or lab.choose(COUNT, 10_000)
    lab.fill(lambda env: population.add_customers(env, count))
    ours = lab.fill(lambda env: members.create_categories(env, GROUPS))
    theirs = lab.fill(lambda env: members.create_tags(env, GROUPS))
    rewards = lab.fill(lambda env: shop.create_rules(env)[:3].ids)
    lab.fill(lambda env: members.add_members(env, ours, count))
    lab.fill(lambda env: members.add_tagged(env, theirs, count))
    lab.fill(lambda env: members.add_rewarded(env, rewards, count))
    filters = (
        ("nothing", [], []),
        ("a large one", [(OURS, "in", ours[:1])], [(THEIRS, "in", theirs[:1])]),
        ("a small one", [(OURS, "in", ours[-1:])], [(THEIRS, "in", theirs[-1:])]),
        ("any", [(OURS, "!=", False)], [(THEIRS, "!=", False)]),
        ("none", [(OURS, "=", False)], [(THEIRS, "=", False)]),
        ("name", [(OURS, "ilike", "ory 7")], [(THEIRS, "ilike", "tag 7")]),
    )
    questions = [
        (f"first page, filtered by {name}", _page(OURS, mine), _page(THEIRS, others))
        for name, mine, others in filters
    ]
    questions += [
        (f"exact count, filtered by {name}", _count(mine), _count(others))
        for name, mine, others in filters[1:]
    ]
    questions += [
        ("grouped by category", _group(OURS), _group(THEIRS)),
        ("grouped by rewards group", _group("rewards_category_id"), _group(THEIRS)),
    ]
    for name, mine, others in questions:
        result = lab.compare(Work(mine), Work(others), lab.choose(10, 5))
        yield result.row(f"{count:,} contacts, {name} : tags", 1)


def _page(fname, domain):
    specification = {
        **{name: {} for name in ("complete_name", "email", "phone")},
        "country_id": NAME,
        fname: BADGES,
    }
    return lambda env: env["res.partner"].web_search_read(
        domain, specification, limit=PAGE, count_limit=COUNT_LIMIT
    )


def _count(domain):
    return lambda env: env["res.partner"].search_count(domain)


def _group(fname):
    return lambda env: env["res.partner"].web_read_group([], [fname], limit=PAGE)
