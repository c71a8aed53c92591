"""Hand over to the command, and turn what the user can mend into one sentence."""

import signal
import sys
from importlib import import_module

from . import console

# SIGINT too, which a shell hides from what it starts in the background.
INTERRUPTIONS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def _on_interruption(handler):
    for number in INTERRUPTIONS:
        signal.signal(number, handler)


def _interrupt(*_signal):
    # Once is enough: a second would break off the clearing up.
    _on_interruption(signal.SIG_IGN)
    raise KeyboardInterrupt


def main(command, *arguments):
    """Run one of the commands and return its exit code."""
    _on_interruption(_interrupt)
    try:
        return import_module(f"{__package__}.commands.{command}").main(arguments)
    except console.ToolError as problem:
        console.complain(problem)
        return 1
    except KeyboardInterrupt:
        console.say("\nStopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
