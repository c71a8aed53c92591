"""A private PostgreSQL cluster, fast and forgetful, for this checkout only.

It listens on a free port of 127.0.0.1 and asks for a password; a socket file would
fail in deep folders, where its path grows too long.
"""

import os
import secrets
import shutil

from . import accounts, console, paths, postgres_programs, processes

USER = "odoo"
DATA = paths.CLUSTER / "data"
PASSWORD = paths.CLUSTER / "password"
READY = paths.CLUSTER / "ready"

# Losing a test database in a power cut is cheaper than waiting for the disk.
SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "max_connections": "200",
    "random_page_cost": "1.1",
    "jit": "off",
}


def start():
    """Start the cluster if it is not running, and return its clients' environment."""
    programs = postgres_programs.server_folder()
    version = _version(programs)
    if not READY.exists() or READY.read_text() != version:
        with console.step("Make a private PostgreSQL cluster"):
            _create(programs)
        READY.write_text(version)
    port = _port_in_use(programs) or _start(programs)
    return {
        "PGHOST": "127.0.0.1",
        "PGPORT": port,
        "PGUSER": USER,
        "PGPASSWORD": PASSWORD.read_text(),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }


def stop():
    """Stop the cluster."""
    programs = postgres_programs.server_folder()
    processes.run(
        _control(programs, "stop", "--mode=fast"),
        cwd="/",
        log="postgres-stop",
        failure="The private PostgreSQL could not be stopped",
    )


def _create(programs):
    shutil.rmtree(paths.CLUSTER, ignore_errors=True)
    paths.folder(DATA).chmod(0o700)
    PASSWORD.touch(mode=0o600)
    PASSWORD.write_text(secrets.token_urlsafe(24))
    accounts.give(paths.CLUSTER)
    processes.run(
        [*accounts.prefix(DATA), str(programs / "initdb"), "--pgdata", str(DATA)]
        + [f"--username={USER}", f"--pwfile={PASSWORD}", "--auth=scram-sha-256"]
        + ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
        cwd="/",
        log="postgres-create",
        failure="The private PostgreSQL cluster could not be made",
    )
    with (DATA / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())


def _version(programs):
    """Another release than the one that made the cluster could not read it."""
    answer = processes.read(
        [str(programs / "postgres"), "--version"],
        failure=f"The PostgreSQL in {programs} does not run",
    )
    return answer.split()[2].split(".")[0]


def _start(programs):
    port = str(processes.free_port())
    log = DATA / "server.log"
    processes.run(
        _control(programs, "start", "--wait", f"--log={log}", f"--options=-p {port}"),
        cwd="/",
        log="postgres-start",
        failure=f"The private PostgreSQL did not start; see also {paths.shown(log)}",
    )
    return port


def _port_in_use(programs):
    """The port of the cluster if it runs already, perhaps left over by a killed run."""
    pid_file = DATA / "postmaster.pid"
    status = processes.call(
        _control(programs, "status"), cwd="/", stdout=processes.NOWHERE
    )
    return pid_file.read_text().splitlines()[3] if status == 0 else None


def _control(programs, action, *options):
    account = accounts.prefix(DATA)
    return [*account, str(programs / "pg_ctl"), action, "--pgdata", str(DATA), *options]
