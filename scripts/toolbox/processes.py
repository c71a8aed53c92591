"""Child processes: output in a log, failures as problems, nothing left behind."""

import os
import signal
import socket
import subprocess
from contextlib import contextmanager, suppress

from . import paths
from .console import ToolError

TAIL = 25
PATIENCE = 15
NOWHERE = subprocess.DEVNULL


def log_file(name):
    """The log of a step."""
    return paths.folder(paths.LOGS) / f"{name}.log"


def run(command, *, log, failure, **options):
    """Run to the end with the output in a log; raise `failure` if it goes wrong."""
    path = log_file(log)
    with path.open("w") as output:
        code = call(command, stdout=output, stderr=subprocess.STDOUT, **options)
    if code:
        raise explained(failure, path)
    return path


def read(command, *, failure, **options):
    """Run to the end and return what it printed; raise `failure` if it goes wrong."""
    if "input" not in options:
        options["stdin"] = subprocess.DEVNULL
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    if result.returncode:
        raise ToolError(failure, result.stderr)
    return result.stdout


def call(command, **options):
    """Run to the end and return the exit code."""
    with started(command, **options) as process:
        return process.wait()


@contextmanager
def started(command, **options):
    """Start a process, and leave neither it nor its children behind."""
    options.setdefault("stdin", subprocess.DEVNULL)
    process = subprocess.Popen(command, start_new_session=True, **options)
    try:
        yield process
    finally:
        stop(process)


def stop(process):
    """End a process politely, then its whole group for certain."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port():
    """A TCP port that nothing uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def explained(failure, path):
    """The failure as an error, with the last lines of its log."""
    tail = "\n".join(path.read_text(errors="replace").splitlines()[-TAIL:])
    if "No space left on device" in tail:
        failure = "The disk is full: free some space and run this again"
    return ToolError(f"{failure} (all output: {paths.shown(path)}).", tail)
