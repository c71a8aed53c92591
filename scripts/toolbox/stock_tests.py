"""Run Odoo's own tests of the modules that the addon changes."""

import re
import subprocess

from . import console, paths, processes
from .outcome import Outcome

MODULES = ("product", "loyalty", "pos_loyalty", "point_of_sale")
COUNTS = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
FAILED = re.compile(r"(?:ERROR|FAIL): (\w+\.\w+)$", re.MULTILINE)


def run(bench, database):
    """Run them with Odoo's own runner, which also knows tests of the installation."""
    path = processes.log_file("odoo-stock-test")
    command = bench.server(
        database,
        f"--test-tags={','.join(f'/{module}' for module in MODULES)}",
        f"--update={MODULES[0]}",
        f"--http-port={processes.free_port()}",
        "--stop-after-init",
        "--max-cron-threads=0",
    )
    title = f"Odoo's own tests of {', '.join(MODULES)}, about 50 minutes"
    with console.step(title), path.open("w") as log:
        processes.call(
            command,
            cwd=paths.DEV,
            env=bench.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return _outcome(path)


def _outcome(path):
    text = path.read_text(errors="replace")
    counts = COUNTS.findall(text)
    if not counts:
        trouble = f"Odoo could not run its tests, see {paths.shown(path)}"
        return Outcome(troubles=[trouble])
    failures, errors, total = map(int, counts[-1])
    failed = failures + errors
    for name in sorted(set(FAILED.findall(text))):
        console.say(f"  failed: {name}")
    troubles = [f"Odoo's own tests, see {paths.shown(path)}"] if failed else []
    if not total:
        troubles.append("no test ran")
    return Outcome(total - failed, failed, troubles=troubles)
