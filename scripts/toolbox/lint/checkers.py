"""The checkers: what each runs, and how it mends what it finds."""

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .. import node, paths
from . import imports, mirror, shell, sizes


@dataclass
class Checker:
    """A linter; `check` and `fix` are its arguments, or `look` a function of ours.

    With `files` it is given the files of that pattern, and spared if there are none.
    """

    name: str
    check: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    look: Callable | None = None
    files: str = ""
    inside: bool = True

    def findings(self, stage, programs):
        """Check the staged copy; return what is wrong as text, empty if nothing is."""
        if self.look:
            return "\n".join(self.look(stage))
        command = self.check
        if self.files:
            found = sorted(stage.glob(self.files))
            if not found:
                return ""
            command += tuple(str(path.relative_to(stage)) for path in found)
        result = self._run(command, stage, programs)
        if result.returncode == 0:
            return ""
        return _relative(result.stdout + result.stderr, stage)

    def mend(self, stage, programs):
        """Change the staged copy to what the checker wants."""
        if self.fix:
            self._run(self.fix, stage, programs)

    def _run(self, command, stage, programs):
        folders = (programs, paths.LINT / "node_modules" / ".bin")
        program = next(f / command[0] for f in folders if (f / command[0]).exists())
        arguments = [part.replace("STAGE", stage.name) for part in command[1:]]
        return subprocess.run(
            [str(program), *arguments],
            cwd=stage if self.inside else stage.parent,
            env=node.environment(programs),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


# ruff would heed the checkout's .gitignore, which ignores the staged copy.
_ALL = "--no-respect-gitignore"

CHECKERS = [
    Checker(
        "ruff check",
        ("ruff", "check", _ALL, "--output-format=concise", "--quiet", "."),
        ("ruff", "check", _ALL, "--quiet", "--fix", "."),
    ),
    Checker(
        "ruff format",
        ("ruff", "format", _ALL, "--check", "--quiet", "--diff", "."),
        ("ruff", "format", _ALL, "--quiet", "."),
    ),
    Checker(
        "eslint",
        ("eslint", "--max-warnings=0", "."),
        ("eslint", "--fix", "."),
    ),
    Checker(
        "prettier",
        ("prettier", "--check", "--log-level=warn", "."),
        ("prettier", "--write", "--log-level=warn", "."),
    ),
    Checker(
        "pylint-odoo",
        ("pylint", "--rcfile=STAGE/.pylintrc", "STAGE"),
        inside=False,
    ),
    Checker(
        "oca-checks-odoo-module",
        ("oca-checks-odoo-module", "--config=STAGE/.oca_hooks.cfg", "STAGE"),
        inside=False,
    ),
    Checker("oca-checks-po", ("oca-checks-po",), files="i18n/*.po*"),
    Checker("file sizes", look=sizes.oversized),
    Checker("forgotten imports", look=imports.forgotten),
    Checker("mirrored patches", look=mirror.strays),
    Checker("tests of patches", look=mirror.untested),
    Checker("shell syntax", look=shell.broken),
]


def check(stage, programs):
    """Run every checker, also after one has failed; return findings by name."""
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda checker: checker.findings(stage, programs), CHECKERS)
        return {c.name: text for c, text in zip(CHECKERS, found, strict=True) if text}


def mend(stage, programs):
    """Let every checker that can mend its findings do so."""
    for checker in CHECKERS:
        checker.mend(stage, programs)


def _relative(text, stage):
    prefix = f"{stage.name}/"
    for folder in (f"{stage}/", f"{paths.shown(stage)}/"):
        text = text.replace(folder, "")
    lines = text.splitlines()
    return "\n".join(line.removeprefix(prefix) for line in lines) or "failed silently"
