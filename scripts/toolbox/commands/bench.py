"""Measure the addon beside stock Odoo, and print ratios.

Each subject gets databases of its own, with and without the addon, filled with the
same customers and orders. What is compared is done in turn, several times; the table
gives medians. The exit code tells whether everything could be measured, not whether
the bounds hold.
"""

import argparse

from benchmarks import rows

from .. import bench, console, databases, locks, machine, odoo_log, paths

# Per subject: what it measures, and how many customers it takes by default.
SUBJECTS = {
    "recompute": ("the rules applied to everybody", 500_000),
    "orders": ("order completion", 40_000),
    "bulk": ("many customers added to a category at once", 100_000),
    "prices": ("server prices of a thousand products", 1_000),
    "contacts": ("the contacts list, filtered and grouped", 100_000),
    "imports": ("lists of customers read, matched and added", 50_000),
    "screens": ("what each screen asks for, over HTTP", 100_000),
    "till": ("what a till loads", 2_000),
    "reports": ("reports of categories beside Odoo's own", 100_000),
    "campaign": ("a message to the members of a category", 50_000),
}
# Of disk space, with ten orders a customer, PostgreSQL's log and dead rows.
BYTES = 15_000
SCRIPT = """\
import sys
sys.path.insert(0, {scripts!r})
from benchmarks import lab
lab.run({subject!r}, {path!r}, databases={databases!r}, size={size!r}, quick={quick!r})
"""


def main(arguments):
    """Measure what is asked for."""
    options = _options(arguments)
    busy = "Another scripts/bench runs in this checkout: wait for it."
    table, failed = [], []
    with locks.alone("bench", otherwise=busy), bench.ready() as ready:
        bases = databases.Databases(ready)
        for subject in options.subjects or SUBJECTS:
            try:
                table += _measure(bases, subject, options)
            except console.ToolError as problem:
                console.complain(problem)
                failed.append(subject)
    _print(table)
    if failed:
        console.say(console.paint(f"Not measured: {', '.join(failed)}", "red"))
    return 1 if failed else 0


def _options(arguments):
    names = "\n".join(
        f"  {name:10} {text}" for name, (text, _count) in SUBJECTS.items()
    )
    parser = argparse.ArgumentParser(
        "scripts/bench",
        description=__doc__,
        epilog=f"subjects:\n{names}\n\n{bench.HELP}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT")
    parser.add_argument(
        "--size", type=int, metavar="N", help="how many customers, at the most"
    )
    parser.add_argument(
        "--quick", action="store_true", help="few customers and rounds, rough figures"
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the databases, to look into them"
    )
    options = parser.parse_args(arguments)
    unknown = [name for name in options.subjects if name not in SUBJECTS]
    if unknown:
        parser.error(f"no such subject: {', '.join(unknown)}")
    return options


def _measure(bases, subject, options):
    text, customers = SUBJECTS[subject]
    if not options.quick:
        needed = BYTES * (options.size or customers)
        machine.check_space(needed, f"Measuring {subject}")
    path = paths.folder(paths.LOGS) / f"bench-{subject}.json"
    path.unlink(missing_ok=True)
    with bases.for_bench(subject, keep=options.keep) as (names, faults):
        odoo_log.show(faults, "installation")
        with console.step(f"Measure {subject}: {text}"):
            bases.bench.shell(
                names["with"],
                SCRIPT.format(
                    scripts=str(paths.ROOT / "scripts"),
                    subject=subject,
                    path=str(path),
                    databases=names,
                    size=options.size,
                    quick=options.quick,
                ),
                log=f"bench-{subject}",
                failure=f"{subject} could not be measured",
            )
    return rows.read(path)


def _print(table):
    """Print the rows in columns."""
    if not table:
        return
    lines = [("work", "figure", "ratio", "cpu", "bound", "holds")]
    lines += [_cells(row) for row in table]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    console.say()
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        console.say("  ".join(cells).rstrip())


def _cells(row):
    ratios = [_number(row.ratio), _number(row.cpu)]
    if row.bound is None:
        return (row.work, row.figure, *ratios, "", "")
    bound = f"{'>=' if row.at_least else '<='} {row.bound:g}"
    return (row.work, row.figure, *ratios, bound, "yes" if row.holds else "NO")


def _number(value):
    return "" if value is None else f"{value:.3g}"
