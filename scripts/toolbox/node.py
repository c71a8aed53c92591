"""The JavaScript tools, installed beside the staged copy that they check."""

import hashlib
import os
import shutil

from . import console, paths, processes

PACKAGES = ("package.json", "package-lock.json")


def prepare(programs):
    """Install what package-lock.json pins, once per state of it."""
    stamp = paths.LINT / "node_modules" / "pins.sha256"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    for name in PACKAGES:
        shutil.copy(paths.ROOT / name, paths.folder(paths.LINT))
    with console.step("Install JavaScript linters"):
        processes.run(
            [str(programs / "npm"), "ci", "--no-audit", "--no-fund"],
            cwd=paths.LINT,
            env={**environment(programs), "npm_config_cache": str(paths.CACHE / "npm")},
            log="npm",
            failure="Installing the JavaScript linters failed;"
            " connect this machine to the network and run this again",
        )
    stamp.write_text(wanted)


def environment(programs):
    """The environment of the linters: the pinned Node first, caches kept here."""
    return {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "NODE_COMPILE_CACHE": str(paths.CACHE / "node"),
        "PYLINTHOME": str(paths.CACHE / "pylint"),
    }


def _fingerprint():
    digest = hashlib.sha256()
    for name in PACKAGES:
        digest.update((paths.ROOT / name).read_bytes())
    return digest.hexdigest()
