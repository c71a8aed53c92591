"""Databases that are made once per state of what they are made from.

stock (the modules the addon builds on) -> addon (a copy, with the addon installed)
-> run (a copy for one run of the tests, dropped at its end). A database carries
what it was made from as its comment, set when it is complete.
"""

import hashlib
import os
import shutil
from contextlib import contextmanager

from . import addon, console, locks, odoo_log, paths, processes

# Without the addon's name, by which its own lines are found in Odoo's log.
PREFIX = f"categories_{hashlib.sha256(str(paths.ROOT).encode()).hexdigest()[:6]}"
ASSETS = "+assets"
FILESTORES = paths.DATA / "filestore"


class Databases:
    """The databases of this checkout on the bench's server."""

    def __init__(self, bench, demo=False):
        """Choose the flavour: with Odoo's demo data or without."""
        self.bench = bench
        self.demo = demo
        self.flavour = "demo" if demo else "plain"

    @contextmanager
    def for_run(self, assets):
        """A database with the addon for one run of tests, which may spoil it.

        Yields its name, that of the run, and the faults in the log of the
        installation. With `assets` the script and style bundles are in it.
        """
        with locks.slot("run") as number:
            run = f"run_{number}"
            name = f"{PREFIX}_{run}"
            self._drop_run(name)
            # Held to the end, lest another run drop what this one copies.
            with locks.alone("databases"):
                source, faults = self._with_addon()
                if assets:
                    self._build_assets(source)
                self.copy(source, name)
                self._keep_attachments_in(name)
            try:
                yield name, run, faults
            finally:
                self._drop_run(name)

    @contextmanager
    def for_bench(self, subject, keep):
        """A database with the addon and one without, to be filled and measured.

        Yields their names by side, and the faults in the log of the installation.
        """
        names = {
            side: f"{PREFIX}_bench_{subject}_{side}" for side in ("with", "without")
        }
        for name in names.values():
            self.drop(name)
        with locks.alone("databases"):
            source, faults = self._with_addon()
            stock, _faults = self._stock()
            self.copy(source, names["with"])
            self.copy(stock, names["without"])
        try:
            yield names, faults
        finally:
            for name in names.values() if not keep else ():
                self.drop(name)

    @contextmanager
    def for_lifecycle(self):
        """A database of stock Odoo, to install the addon in and take it out."""
        name = f"{PREFIX}_lifecycle"
        self.drop(name)
        with locks.alone("databases"):
            stock, _faults = self._stock()
            self.copy(stock, name)
        try:
            yield name
        finally:
            self.drop(name)

    def _keep_attachments_in(self, name):
        """Keep new attachments in the database, not in files.

        Workers share the folder of files, and one clears away what another has just
        stored.
        """
        self.query(
            "INSERT INTO ir_config_parameter (key, value)"
            " VALUES ('ir_attachment.location', 'db')"
            " ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value",
            database=name,
        )

    def _with_addon(self):
        """With faults it is made anew every time, so that they are not forgotten."""
        stock, _faults = self._stock()
        key = _key(stock, addon.fingerprint())
        return self._kept(f"addon_{self.flavour}", key, self._install, stock)

    def _build_assets(self, name):
        """Build the bundles once, not in every test that opens a page."""
        key = self.comments()[name]
        if key.endswith(ASSETS):
            return
        with console.step("Build the script and style bundles"):
            self.bench.shell(
                name,
                "env['ir.qweb']._pregenerate_assets_bundles()\nenv.cr.commit()\n",
                log="build-assets",
                failure="Odoo could not build its script and style bundles",
            )
        self.mark(name, key + ASSETS)

    def _drop_run(self, name):
        """Remove a run's copy, and those that its workers made of it."""
        for known in self.comments():
            if known == name or known.startswith(f"{name}-"):
                self.drop(known)

    def copy(self, source, name):
        """Copy a database and its files."""
        self._command("createdb", f"--template={source}", name)
        if (FILESTORES / source).exists():
            # The files are never changed, only added and removed.
            shutil.copytree(
                FILESTORES / source, FILESTORES / name, copy_function=os.link
            )

    def drop(self, name):
        """Remove a database and its files."""
        self._command("dropdb", "--if-exists", "--force", name)
        shutil.rmtree(FILESTORES / name, ignore_errors=True)

    def make_demo(self, name):
        """A shop to keep: stock Odoo's demo data and the addon with its own."""
        with locks.alone("databases"):
            stock, _faults = self._stock()
            self._install(name, stock)

    def comments(self):
        """What each complete database of this checkout was made from, by name."""
        rows = self.query(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE starts_with(datname, :'prefix')",
            prefix=f"{PREFIX}_",
        )
        return dict(row.split("|", 1) for row in rows)

    def mark(self, name, comment):
        """Write down what a database was made from."""
        self.query("COMMENT ON DATABASE :\"name\" IS :'text'", name=name, text=comment)

    def _stock(self):
        modules = ",".join(addon.depends())
        key = _key(self.bench.odoo.fingerprint, modules, self.flavour)
        return self._kept(f"stock_{self.flavour}", key, self._install_stock, modules)

    def _kept(self, kind, key, make, *arguments):
        """Return the database of that kind and key; make it if it is not there."""
        name = f"{PREFIX}_{kind}_{key[:12]}"
        known = self.comments()
        if known.get(name, "").removesuffix(ASSETS) == key:
            return name, []
        for old in known:
            if old.startswith(f"{PREFIX}_{kind}_"):
                self._drop_unused(old)
        faults = make(name, *arguments)
        if not faults:
            self.mark(name, key)
        return name, faults

    def _drop_unused(self, name):
        users = self.query(
            "SELECT 1 FROM pg_stat_activity WHERE datname = :'name'", name=name
        )
        if not users:
            self.drop(name)

    def _install_stock(self, name, modules):
        with console.step(f"Install stock Odoo ({self.flavour}): {modules}"):
            self.install(name, modules, log=f"install-stock-{self.flavour}")
        return []

    def _install(self, name, stock):
        with console.step("Install the addon"):
            self.copy(stock, name)
            log = self.install(name, paths.ADDON, log=f"install-addon-{self.flavour}")
        return odoo_log.faults(log, everything=True)

    def install(self, name, modules, *, log, option="--init"):
        """Install modules, or update them, and return the log."""
        demo = ["--with-demo"] if self.demo else []
        return self.bench.run(
            self.bench.server(
                name, f"{option}={modules}", *demo, "--stop-after-init", "--no-http"
            ),
            log=log,
            failure=f"Odoo could not install {modules}",
        )

    def _command(self, *command):
        processes.read(
            command,
            env=self.bench.environment,
            failure=f"PostgreSQL refused `{' '.join(command)}`",
        )

    def query(self, sql, database="postgres", **variables):
        """Ask a database, and return the rows as lines."""
        command = ["psql", f"--dbname={database}", "--no-psqlrc", "--quiet"]
        command += ["--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]
        command += [f"--set={name}={value}" for name, value in variables.items()]
        answer = processes.read(
            command,
            input=sql,
            env=self.bench.environment,
            failure="PostgreSQL refused a query",
        )
        return answer.splitlines()


def _key(*parts):
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
