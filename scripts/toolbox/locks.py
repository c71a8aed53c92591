"""Locks between runs of the scripts in one checkout; they end with their process."""

import fcntl
from contextlib import contextmanager
from itertools import count

from . import console, paths


@contextmanager
def alone(name, otherwise=None):
    """Keep other runs out of the same part; wait for one in it, or give up."""
    with _opened(name) as file:
        if not _taken(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if otherwise:
                raise console.ToolError(otherwise)
            console.say(f"Another run is busy with the {name}: waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def shared(name):
    """Tell other runs that something is in use; yields what asks for the last user."""
    with _opened(name) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield lambda: _taken(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def slot(name):
    """Give runs that go on side by side a number each, the lowest that is free."""
    for number in count(1):
        with _opened(f"{name} {number}") as file:
            if _taken(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
                yield number
                return


def _opened(name):
    return (paths.folder(paths.DEV / "locks") / name.replace(" ", "-")).open("w")


def _taken(file, operation):
    try:
        fcntl.flock(file, operation)
    except BlockingIOError:
        return False
    return True
