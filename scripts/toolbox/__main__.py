"""Hand over to the command, and turn what the user can mend into one sentence."""

import signal
import sys
from importlib import import_module

from . import console


def _interrupt(*_signal):
    raise KeyboardInterrupt


def main(command, *arguments):
    """Run one of the commands and return its exit code."""
    # SIGINT too, which a shell hides from what it starts in the background.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
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
