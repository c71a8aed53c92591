"""Virtual environments with pinned packages, made once per state of the pins."""

import hashlib
import os
import shutil
import sys
from importlib.util import find_spec

from . import console, machine, paths, processes

CONSTRAINTS = paths.REQUIREMENTS / "transitive.txt"


def prepare(venv, *requirements):
    """Make or bring up to date a virtual environment, and return its programs."""
    stamp = venv / "pins.sha256"
    wanted = _fingerprint(requirements)
    if not stamp.exists() or stamp.read_text() != wanted:
        _check_venv()
        with console.step(f"Install Python packages in {paths.shown(venv)}"):
            shutil.rmtree(venv, ignore_errors=True)
            _create(venv)
            _install(venv, requirements)
        stamp.write_text(wanted)
    return venv / "bin"


def _fingerprint(requirements):
    digest = hashlib.sha256(f"{sys.version} {paths.ROOT}".encode())
    for path in (*requirements, CONSTRAINTS):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _check_venv():
    if not (find_spec("venv") and find_spec("ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        machine.install(
            f"python{version}-venv", "This Python cannot make virtual environments"
        )


def _create(venv):
    processes.run(
        [sys.executable, "-m", "venv", str(venv)],
        log="venv",
        failure="The virtual environment could not be made",
    )


def _install(venv, requirements):
    command = [str(venv / "bin" / "python"), "-m", "pip", "install"]
    command += ["--disable-pip-version-check", "--constraint", str(CONSTRAINTS)]
    for path in requirements:
        command += ["--requirement", str(path)]
    processes.run(
        command,
        env={**os.environ, "PIP_CACHE_DIR": str(paths.CACHE / "pip")},
        log=f"pip-{'-'.join(venv.relative_to(paths.DEV).parts)}",
        failure="Installing the Python packages failed;"
        " connect this machine to the network and run this again",
    )
