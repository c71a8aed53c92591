"""What the machine must offer: disk space, and programs that only Debian has."""

import os
import shutil

from . import console, paths, processes
from .console import ToolError

NEEDED = 3 * 1024**3


def check_disk():
    """Refuse to begin a set-up that the disk cannot hold."""
    if paths.VENV.exists():
        return
    free = shutil.disk_usage(paths.ROOT).free
    if free < NEEDED:
        raise ToolError(
            f"Setting up takes about 3 GB and the disk has {free / 1024**3:.1f} GB "
            "free: make room and run this again."
        )


def check_space(needed, what):
    """Refuse to begin what the disk cannot hold.

    :param int needed: bytes that it takes
    :param str what: what takes them, for the sentence
    """
    free = shutil.disk_usage(paths.ROOT).free
    if free < needed:
        raise ToolError(
            f"{what} takes about {needed / 1024**3:.1f} GB and the disk has"
            f" {free / 1024**3:.1f} GB free: make room, or measure less with --size."
        )


def check_folder():
    """Refuse a folder of somebody else, where half of the set-up would fail."""
    folder = paths.DEV if paths.DEV.exists() else paths.ROOT
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ToolError(f"No right to write to {folder}: run this as its owner.")


def is_root():
    """Whether this runs with all rights."""
    return os.geteuid() == 0


def by_hand(package):
    """The command with which a user installs a Debian package."""
    return f"sudo apt-get update && sudo apt-get install {package}"


def install(package, why):
    """Install a Debian package as root; otherwise tell how to do it by hand."""
    if not is_root() or not shutil.which("apt-get"):
        raise ToolError(
            f"{why}: install it with `{by_hand(package)}` and run this again."
        )
    with console.step(f"Install Debian's {package}, system-wide"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update"],
            ["apt-get", "install", "--yes", "--no-install-recommends", package],
        ):
            processes.run(
                command,
                env=environment,
                log=f"apt-{command[1]}-{package}",
                failure=f"{why}, and installing it failed; is there a network?"
                f" By hand: `{by_hand(package)}`",
            )
