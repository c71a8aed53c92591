"""Everything that is printed: steps with their durations, colours, problems."""

import sys
import time
from contextlib import contextmanager

_COLOURS = {"bold": "1", "red": "31", "green": "32", "dim": "2"}

timings: list[tuple[str, float]] = []
"""Name and seconds of every step that has ended, for a summary."""


class ToolError(Exception):
    """What the user can mend; one sentence that says how, and output worth reading."""

    def __init__(self, sentence, output=""):
        super().__init__(sentence)
        self.output = output


def paint(text, colour):
    """Colour a text, on terminals only."""
    if not sys.stdout.isatty():
        return text
    return f"\033[{_COLOURS[colour]}m{text}\033[0m"


def say(text=""):
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def complain(problem):
    """Print a problem, after the output that led to it."""
    if problem.output:
        print(problem.output.rstrip(), file=sys.stderr)
    print(paint(f"Error: {problem}", "red"), file=sys.stderr, flush=True)


@contextmanager
def step(name):
    """Tell what is being done, and how long it took."""
    print(f"{name} ...", end="", flush=True)
    try:
        with timed(name):
            yield
    except BaseException:
        say(paint(" failed", "red"))
        raise
    say(paint(f" {duration(timings[-1][1])}", "dim"))


@contextmanager
def timed(name):
    """Note how long something took that prints by itself."""
    start = time.monotonic()
    try:
        yield
    finally:
        timings.append((name, time.monotonic() - start))


def duration(seconds):
    """Seconds as people say them.

    >>> duration(4.26), duration(61)
    ('4.3 s', '1 min 01 s')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"
