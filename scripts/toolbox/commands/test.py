"""Check the form, then test the addon in a fresh Odoo.

Without a FILE or KEYWORD everything runs: linters, Python tests, hoot unit tests and
tours. With them only the tests of those files, or whose names contain a keyword.
"""

import argparse

from .. import bench, browser, databases, odoo_log, pytest_run, stock_tests
from . import lint


def main(arguments):
    """Run what is asked for; the exit code tells whether all of it passed."""
    options = _options(arguments)
    pytest_run.check_files(options.wanted)
    whole = not options.wanted and not options.stock
    form = lint.check() if whole else True
    browser.check()
    with bench.ready() as ready:
        bases = databases.Databases(ready)
        with bases.for_run(assets=not options.wanted) as (database, run, faults):
            odoo_log.show(faults, "installation")
            if options.stock:
                outcome = stock_tests.run(ready, database)
            else:
                outcome = pytest_run.run(ready, database, run, options.wanted)
    if faults:
        outcome.troubles.append("warnings in Odoo's log of the installation")
    if not form:
        outcome.troubles.append("lint")
    return 0 if outcome.report() else 1


def _options(arguments):
    parser = argparse.ArgumentParser(
        "scripts/test",
        description=__doc__,
        epilog=bench.HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("wanted", nargs="*", metavar="FILE_OR_KEYWORD")
    parser.add_argument(
        "--stock",
        action="store_true",
        help="run Odoo's own tests of the modules that the addon changes",
    )
    options = parser.parse_args(arguments)
    if options.stock and options.wanted:
        parser.error("--stock takes no FILE_OR_KEYWORD")
    return options
