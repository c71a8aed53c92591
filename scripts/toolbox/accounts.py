"""PostgreSQL refuses to run as root; then it runs as another account."""

import os
import pwd
import shutil
import subprocess

from . import machine
from .console import ToolError

NAMES = ("postgres", "nobody")
# The account must pass through folders closed to all but root, such as /root.
PASS = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]


def prefix(folder):
    """What to write before a command, for PostgreSQL to accept its account."""
    if not machine.is_root():
        return []
    account = _account()
    command = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}"]
    command.append("--clear-groups")
    for options in ([], PASS):
        if _can_enter([*command, *options, "--"], folder):
            return [*command, *options, "--"]
    raise ToolError(
        f"PostgreSQL runs as {account.pw_name}, which cannot enter {folder}:"
        " move the checkout out of closed folders, or run this as another user."
    )


def give(folder):
    """Make a folder and what it contains the account's own."""
    if not machine.is_root():
        return
    account = _account()
    for parent, _folders, files in os.walk(folder):
        for path in (parent, *(os.path.join(parent, name) for name in files)):
            os.chown(path, account.pw_uid, account.pw_gid)


def _account():
    if not shutil.which("setpriv"):
        machine.install("util-linux", "Running PostgreSQL as root takes setpriv")
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in NAMES if name in known)


def _can_enter(command, folder):
    # Not `test -x`, which asks without the right to pass.
    result = subprocess.run(
        [*command, "stat", f"{folder}/."], capture_output=True, check=False
    )
    return result.returncode == 0
