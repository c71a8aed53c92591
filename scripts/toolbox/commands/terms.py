"""Write the terms to translate to the template in i18n/, for translators.

To be run when texts changed, before a release.
"""

import argparse

from .. import bench, console, databases, locks, odoo_log, paths
from ..lint import stage

TEMPLATE = paths.ROOT / "i18n" / f"{paths.ADDON}.pot"
# Odoo reads all files below an addon, and the checkout has Odoo itself below it.
SETTINGS = f"""\
[options]
addons_path = {paths.LINT.relative_to(paths.DEV)}
data_dir = data
"""
CONFIGURATION = paths.LINT / "terms.conf"


def main(arguments):
    """Export them from a database with nothing but the addon."""
    parser = argparse.ArgumentParser(
        "scripts/terms",
        description=__doc__,
        epilog=bench.HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(arguments)
    with bench.ready() as ready, locks.alone("linters"):
        bases = databases.Databases(ready)
        with bases.for_run(assets=False) as (database, _run, faults):
            odoo_log.show(faults, "installation")
            _export(ready, database)
    count = TEMPLATE.read_text().count("\nmsgid ") - 1
    console.say(f"{count} terms in {paths.shown(TEMPLATE)}")
    return 0


def _export(ready, database):
    stage.refresh()
    CONFIGURATION.write_text(SETTINGS)
    options = (f"--config={CONFIGURATION}", f"--database={database}")
    options += (f"--output={TEMPLATE}", paths.ADDON)
    ready.run(
        ready.python("odoo", "i18n", "export", *options),
        log="export-terms",
        failure="Odoo could not export the terms",
    )
