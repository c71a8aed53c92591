"""The life of the addon in one database: it comes, it is renewed, it goes."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from .. import console, paths
from ..console import ToolError

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1]
FIRST = paths.DEV / "lifecycle"


class Life:
    """A database of stock Odoo, and what is done in it.

    Each stage returns what was not as it should be, as sentences.
    """

    def __init__(self, bases, name, contacts):
        self.bases = bases
        self.name = name
        self.contacts = contacts

    def install(self):
        """Install beside many contacts, and look which rows were written."""
        self._run("fill", contacts=self.contacts)
        self._sql("remember_rows")
        with console.step(f"Install beside {self.contacts:,} contacts"):
            self._install()
        written = self._sql("written_rows")
        return [f"{row} were written by the installation" for row in written]

    def upgrade(self):
        """Install the first version, use it, and put today's in its place."""
        first = f"--addons-path={self._first_version()}"
        with console.step("Install the first version"):
            self._install(first)
        self._run("use_first", first)
        before = self._sql("kept")
        with console.step("Upgrade to this version"):
            self._install(option="--update")
        faults = self._changed(before, self._sql("kept"))
        self._run("check_upgraded")
        return faults

    def uninstall(self):
        """Install, use and uninstall, look what is left, and install again."""
        schema, parameters = self._sql("schema"), self._sql("parameters")
        with console.step("Install the addon"):
            self._install()
        self._run("use")
        before = self._sql("kept_without")
        self._run("uninstall")
        faults = self._changed(before, self._sql("kept_without"))
        faults += self._changed(schema, self._sql("schema"))
        faults += self._changed(parameters, self._sql("parameters"))
        faults += [f"{row} is left" for row in self._sql("traces")]
        with console.step("Install the addon again"):
            self._install()
        return faults

    def _install(self, *options, option="--init"):
        arguments = [f"{option}={paths.ADDON}", *options, "--stop-after-init"]
        self.bases.bench.run(
            self.bases.bench.server(self.name, *arguments, "--no-http"),
            log="lifecycle-install",
            failure="Odoo could not install the addon",
        )

    def _run(self, step, *options, **values):
        """Run a function of `steps` inside Odoo."""
        with console.step(f"Run {step}"):
            self.bases.bench.shell(
                self.name,
                f"import sys\nsys.path.insert(0, {str(SCRIPTS)!r})\n"
                "from toolbox.lifecycle import steps\n"
                f"steps.{step}(env, **{values!r})\nenv.cr.commit()\n",
                *options,
                log=f"lifecycle-{step}",
                failure=f"{step} failed",
            )

    def _sql(self, script):
        sql = (HERE / f"{script}.sql").read_text()
        return self.bases.query(sql, database=self.name)

    @staticmethod
    def _changed(before, after):
        gone, new = set(before) - set(after), set(after) - set(before)
        return [f"“{row}” is gone" for row in sorted(gone)] + [
            f"“{row}” is new" for row in sorted(new)
        ]

    @staticmethod
    def _first_version():
        """Unpack the first version of the repository, and return its folder."""
        git = ["git", "-C", str(paths.ROOT), "-c", f"safe.directory={paths.ROOT}"]
        first = [*git, "rev-list", "--max-parents=0", "HEAD"]
        commits = subprocess.run(first, capture_output=True, text=True, check=True)
        commit = commits.stdout.split()[-1]
        manifest = subprocess.run(
            [*git, "cat-file", "-e", f"{commit}:__manifest__.py"], check=False
        )
        if manifest.returncode:
            raise ToolError(
                "The first version is not in this clone: fetch the whole history with "
                "`git fetch --unshallow`."
            )
        archive = subprocess.run(
            [*git, "archive", commit], capture_output=True, check=True
        )
        shutil.rmtree(FIRST, ignore_errors=True)
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(paths.folder(FIRST / paths.ADDON), filter="data")
        return FIRST.relative_to(paths.DEV)
