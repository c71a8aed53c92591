"""The database server: the user's own, else a private cluster of this checkout."""

import os
from contextlib import contextmanager

from . import cluster, locks, postgres_programs, processes
from .console import ToolError

OLDEST = 13


@contextmanager
def server():
    """Offer a running server; yields the environment that its clients need."""
    if os.environ.get("PGHOST") or os.environ.get("PGPORT"):
        environment = _foreign_environment()
        _check_foreign(environment)
        yield environment
        return
    with locks.alone("PostgreSQL cluster"):
        environment = cluster.start()
        users = locks.shared("PostgreSQL users")
        is_last = users.__enter__()
    try:
        yield environment
    finally:
        with locks.alone("PostgreSQL cluster"):
            if is_last():
                cluster.stop()
            users.__exit__(None, None, None)


def _foreign_environment():
    given = {k: v for k, v in os.environ.items() if k.startswith("PG")}
    environment = {"PGCONNECT_TIMEOUT": "10", **given}
    programs = postgres_programs.client_folder()
    return {**environment, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


def _check_foreign(environment):
    place = (
        f"PGHOST={environment.get('PGHOST', '')} PGPORT={environment.get('PGPORT', '')}"
    )
    answer = processes.read(
        ["psql", "--no-password", "--dbname=postgres", "--tuples-only", "--no-align"]
        + ["--command", _WHO],
        env={**os.environ, **environment},
        failure=f"No PostgreSQL answers at {place}: start it, correct these variables,"
        " or unset them to get a private one.",
    )
    user, version, may_create = answer.strip().split("|")
    if user == "postgres":
        raise ToolError(
            "Odoo refuses to work as the PostgreSQL user postgres:"
            " make another that may create databases, and name it in PGUSER."
        )
    if int(version) < OLDEST * 10000:
        raise ToolError(
            f"The PostgreSQL at {place} is older than {OLDEST}: upgrade it."
        )
    if may_create != "t":
        raise ToolError(
            f"The PostgreSQL user {user} at {place} may not create databases:"
            f" give it the right with `ALTER USER {user} CREATEDB`."
        )


_WHO = (
    "SELECT rolname, current_setting('server_version_num'), rolcreatedb OR rolsuper"
    " FROM pg_roles WHERE rolname = current_user"
)
