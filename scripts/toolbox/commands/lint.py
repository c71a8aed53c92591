"""Check the form of every file, tracked or new, that git does not ignore."""

import argparse

from .. import console, locks, machine, node, paths, python_env
from ..lint import blindness, checkers, stage


def main(arguments):
    """Run the linters; the exit code tells whether the form is right."""
    parser = argparse.ArgumentParser("scripts/lint", description=__doc__)
    parser.add_argument(
        "--fix", action="store_true", help="mend in the checkout what can be mended"
    )
    options = parser.parse_args(arguments)
    return 0 if check(fix=options.fix) else 1


def check(fix=False):
    """Check everything and print the findings; tell whether there are none."""
    with locks.alone("linters"):
        return _check(fix)


def _check(fix):
    machine.check_folder()
    contents = stage.refresh()
    programs = _prepare()
    blindness.check(programs)
    if fix:
        with console.step("Mend"):
            checkers.mend(stage.STAGE, programs)
        for name in stage.bring_back(contents):
            console.say(f"  mended {name}")
    with console.step("Lint"):
        findings = checkers.check(stage.STAGE, programs)
    _report(findings)
    return not findings


def _prepare():
    machine.check_disk()
    programs = python_env.prepare(
        paths.LINT / "venv", paths.ROOT / "requirements-dev.txt"
    )
    node.prepare(programs)
    return programs


def _report(findings):
    for name, text in findings.items():
        console.say(f"\n{console.paint(name, 'bold')}\n{text}")
    if findings:
        console.say(console.paint(f"\nLint failed: {', '.join(findings)}", "red"))
    else:
        console.say(console.paint("Lint passed.", "green"))
