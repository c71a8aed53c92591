"""Run the addon's tests with pytest inside Odoo."""

from pathlib import Path

from . import addon, console, odoo_log, paths, processes
from .outcome import Outcome

CODES = {1: "tests", 5: "no test ran"}


def run(bench, database, name, wanted):
    """Run the wanted tests, all if none are named; `name` is that of the run."""
    log = processes.log_file(f"test-{name}")
    report = log.with_suffix(".xml")
    for path in (log, report):
        path.unlink(missing_ok=True)
    command = bench.python(
        "pytest",
        "--odoo-config=odoo.conf",
        f"--odoo-database={database}",
        "--odoo-http",
        "--odoo-log-level=info",
        f"--odoo-extra=logfile={log.relative_to(paths.DEV)}",
        f"--junitxml={report.relative_to(paths.DEV)}",
        *_selection(wanted),
    )
    with console.timed("Tests"):
        code = processes.call(command, cwd=paths.DEV, env=bench.environment)
    outcome = Outcome.of_junit(report)
    if code:
        outcome.troubles.append(CODES.get(code, "pytest could not run the tests"))
    faults = odoo_log.faults(log)
    odoo_log.show(faults, "tests")
    if faults:
        outcome.troubles.append("warnings of ours in Odoo's log of the tests")
    return outcome


def _selection(wanted):
    """The arguments of pytest for files and keywords.

    Odoo knows the tests as the addon's only when they are reached by its link.
    """
    link = addon.link().relative_to(paths.DEV)
    files = [_below(link, word) for word in wanted if _is_test(word)]
    keywords = [word for word in wanted if not _is_test(word)]
    arguments = files or [str(link / "tests")]
    if keywords:
        arguments += ["-k", " or ".join(keywords)]
    if not wanted:
        # Whole classes, because what a class sets up can take long.
        arguments += ["--numprocesses=2", "--dist=loadscope"]
    return arguments


def check_files(wanted):
    """Refuse names of files that are not there, which would be taken for keywords."""
    for word in wanted:
        if ("/" in word or word.endswith(".py")) and not _is_test(word):
            raise console.ToolError(f"There is no file {word} in this checkout.")


def _is_test(word):
    path = Path(word.split("::")[0]).resolve()
    return path.exists() and path.is_relative_to(paths.ROOT)


def _below(link, word):
    name, *inside = word.split("::")
    path = link / Path(name).resolve().relative_to(paths.ROOT)
    return "::".join([str(path), *inside])
