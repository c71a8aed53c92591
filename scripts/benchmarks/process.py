"""What this process takes: memory in MB and processor, as Linux counts them.

Zero, or Odoo's own part, where nobody counts.
"""

import os
import time
from pathlib import Path

PROC = Path("/proc")
STATUS = PROC / "self" / "status"
RESET = PROC / "self" / "clear_refs"
# Of /proc/PID/stat behind the name: parent, and what ended children took.
PARENT, CHILDREN = 1, slice(13, 15)
PATIENCE = 5


def now():
    """Return what the process takes now."""
    return _read("VmRSS")


def peak():
    """Return the most it took since `forget_peak`."""
    return _read("VmHWM")


def forget_peak():
    """Let the peak begin anew."""
    if RESET.exists():
        RESET.write_text("5")


def cpu(env):
    """Return the seconds of processor of this process and of its connection.

    PostgreSQL's helpers in a parallel query count as they end, which is before the
    query does. A server elsewhere does not count.
    """
    pid = env.cr.connection.get_backend_pid()
    schedule = PROC / str(pid) / "schedstat"
    if not schedule.exists():
        return time.process_time()
    own = int(schedule.read_text().split()[0]) / 1e9
    server = _stat(_stat(pid)[PARENT])
    helpers = sum(map(int, server[CHILDREN])) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + own + helpers


def wait_for_end(pid):
    """Wait until a connection's process has ended, lest it count as a helper."""
    limit = time.monotonic() + PATIENCE
    while (PROC / str(pid)).exists() and time.monotonic() < limit:
        time.sleep(0.01)


def _stat(pid):
    return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()


def _read(name):
    if not STATUS.exists():
        return 0
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return int(lines[name].split()[0]) / 1024
