"""Where PostgreSQL's programs are, and getting them where there are none."""

import shutil
from pathlib import Path

from . import machine, paths, python_env
from .console import ToolError

WHEEL = paths.DEV / "postgres-programs"
MISSING = "There is no PostgreSQL server"
PROGRAMS = ("initdb", "pg_ctl", "postgres", "psql", "createdb", "dropdb")


def server_folder():
    """Find the folder of initdb and postgres; get them if there are none.

    Root gets Debian's, everybody else a Python package that carries them.
    """
    found = _found()
    if found:
        return found
    if not machine.is_root():
        return _from_wheel()
    machine.install("postgresql", f"{MISSING} here, nor is PGHOST set")
    return _found() or _give_up()


def client_folder():
    """Find the folder of psql, createdb and dropdb."""
    program = shutil.which("psql")
    return Path(program).parent if program else server_folder()


def _found():
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(debian, key=lambda path: -float(path.parent.name))
    on_path = shutil.which("initdb")
    candidates = [*newest_first, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in candidates if _is_complete(folder)), None)


def _from_wheel():
    python_env.prepare(WHEEL, paths.REQUIREMENTS / "postgres.txt")
    for folder in sorted(WHEEL.glob("lib/*/site-packages/*/pginstall/bin")):
        if _is_complete(folder):
            return folder
    return _give_up()


def _give_up():
    raise ToolError(
        f"{MISSING} for this machine: install one with"
        f" `{machine.by_hand('postgresql')}`, or set PGHOST to one that runs."
    )


def _is_complete(folder):
    return all((folder / program).exists() for program in PROGRAMS)
