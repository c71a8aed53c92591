"""What this process takes: memory in MB and processor, as Linux counts them.

Zero, or Odoo's own part, where nobody counts.
"""

import time
from pathlib import Path

STATUS = Path("/proc/self/status")
RESET = Path("/proc/self/clear_refs")


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

    PostgreSQL's helpers in a parallel query are not among it, nor is a server
    elsewhere.
    """
    own, path = time.process_time(), Path("/proc")
    path = path / str(env.cr.connection.get_backend_pid()) / "schedstat"
    return own + (int(path.read_text().split()[0]) / 1e9 if path.exists() else 0)


def _read(name):
    if not STATUS.exists():
        return 0
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return int(lines[name].split()[0]) / 1024
