"""Import: a pasted list read, matched and added, beside Odoo's own import."""

from functools import partial

from . import members, population
from .lab import Work, seconds
from .rows import Row

LINES = 50_000


def measure(lab):
    """Compare lists of known customers, and of unknown ones that are created."""
    lines = lab.size or lab.choose(LINES, 2_000)
    lab.fill(lambda env: population.add_customers(env, lines))
    lab.fill(_add_keys)
    (category,) = lab.fill(lambda env: members.create_categories(env, 1))
    for name, first, creates in (("known", 1, False), ("unknown", lines + 1, True)):
        rows = [_row(number) for number in range(first, first + lines)]
        ours = partial(_ours, rows=rows, category=category, creates=creates)
        mine = lab.sample(Work(ours))
        # Odoo's own takes so long that a tenth has to do, and is counted tenfold.
        other = lab.sample(Work(partial(_theirs, rows=rows[::10])))
        figure = f"{seconds(mine.seconds)} : {seconds(10 * other.seconds)}"
        yield Row(
            f"{lines:,} lines of {name} customers : Odoo's own import",
            f"{figure}, {mine.statements} : {10 * other.statements} statements",
            mine.seconds / (10 * other.seconds),
            mine.cpu / (10 * other.cpu),
            1,
        )


def _add_keys(env):
    """Store numbers that there can be, as the phone validation does."""
    env.cr.execute(
        "UPDATE res_partner"
        " SET phone_sanitized = '+32470' || LPAD(SUBSTR(ref, 9), 6, '0')"
        " WHERE ref LIKE 'customer%'"
    )
    env.invalidate_all()


def _row(number):
    return [f"Customer {number}", f"0470 {number:06}"]


def _ours(env, rows, category, creates):
    text = "\n".join("\t".join(row) for row in rows)
    wizard = env["customer.category.import"].create(
        {
            "text": text,
            "country_id": env.ref("base.be").id,
            "category_ids": [(6, 0, [category])],
            "creates_unknown": creates,
        }
    )
    wizard.action_read()
    wizard.action_match()
    wizard.action_apply()
    joined = wizard.operation_id.joined_count
    if joined != len(rows):
        raise AssertionError(f"{joined} of {len(rows)} joined")


def _theirs(env, rows):
    """Import the same as new contacts: Odoo's import finds nobody by a phone number."""
    result = env["res.partner"].load(["name", "phone"], rows)
    if not result["ids"]:
        raise AssertionError(result["messages"])
