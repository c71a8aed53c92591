"""A ready Odoo: its source, its Python and its database server, as one thing."""

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import (
    addon,
    locks,
    machine,
    odoo_source,
    paths,
    postgres,
    processes,
    python_env,
)

CONFIGURATION = paths.DEV / "odoo.conf"
# Relative to DEV, because Odoo takes a comma in a path for the end of it.
SETTINGS = """\
[options]
addons_path = addons
data_dir = data
http_interface = 127.0.0.1
screenshots = screenshots
"""
# Ours only: what else is set could lead Odoo to another server or other modules.
LEFT_OUT = ("ODOO_", "OPENERP_", "PG", "PYTEST_", "PYTHON")


HELP = """\
environment:
  ODOO_PATH  the folder of an Odoo 19 source to use, instead of Debian's package
  ODOO_DEB   a Debian package of Odoo 19 to use
  PGHOST, PGPORT, PGUSER, PGPASSWORD
             a PostgreSQL server to use, instead of a private one
"""


@dataclass
class Bench:
    """Runs Odoo's programs."""

    odoo: odoo_source.Odoo
    programs: Path
    postgres: dict
    scratch: str

    @property
    def environment(self):
        """The environment of every process that uses Odoo or the database."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(LEFT_OUT)}
        return {
            **kept,
            **self.postgres,
            "PATH": f"{self.programs}{os.pathsep}{self.postgres['PATH']}",
            "PYTHONPATH": str(self.odoo.python_path),
            "PYTHONPYCACHEPREFIX": str(paths.CACHE / "bytecode"),
            "PYTHONUNBUFFERED": "1",
            "TMPDIR": self.scratch,
            # Where a browser would otherwise leave its things in the user's home.
            "XDG_CACHE_HOME": str(paths.CACHE / "home"),
            "XDG_CONFIG_HOME": str(paths.CACHE / "home"),
        }

    def python(self, module, *arguments):
        """The command that runs a Python module beside Odoo."""
        return [str(self.programs / "python"), "-m", module, *arguments]

    def server(self, database, *arguments):
        """The command of Odoo's server on a database."""
        return self.python(
            "odoo", "server", "--config=odoo.conf", f"--database={database}", *arguments
        )

    def run(self, command, *, log, failure):
        """Run a command in the environment, and return its log."""
        return processes.run(
            command, cwd=paths.DEV, env=self.environment, log=log, failure=failure
        )

    def shell(self, database, script, *options, log, failure):
        """Run a Python text inside Odoo, where `env` is the database.

        The options are Odoo's, besides those of its configuration.
        """
        path = processes.log_file(f"{log}-script")
        path.write_text(script)
        command = self.python(
            "odoo", "shell", "--config=odoo.conf", f"--database={database}", "--no-http"
        )
        command += options
        with path.open() as stdin:
            return processes.run(
                command,
                cwd=paths.DEV,
                env=self.environment,
                stdin=stdin,
                log=log,
                failure=failure,
            )


@contextmanager
def ready():
    """Set up what is missing, start PostgreSQL and hand out the bench."""
    machine.check_folder()
    machine.check_disk()
    with locks.alone("set-up"):
        odoo = odoo_source.prepare()
        programs = python_env.prepare(
            paths.VENV,
            paths.ROOT / "requirements.txt",
            paths.REQUIREMENTS / "odoo.txt",
            paths.REQUIREMENTS / "test.txt",
        )
        addon.link()
        CONFIGURATION.write_text(SETTINGS)
    # Not in DEV, for sockets in it, whose paths must be short.
    scratch = tempfile.TemporaryDirectory(prefix="odoo-", ignore_cleanup_errors=True)
    with scratch as folder, postgres.server() as environment:
        yield Bench(odoo, programs, environment, folder)
