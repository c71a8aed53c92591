"""What Odoo's log may not contain: warnings and errors that are ours."""

import re

from . import console, paths

ENTRY = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ (?P<level>[A-Z]+) \S+ (?P<logger>\S+): "
)
BAD = ("WARNING", "ERROR", "CRITICAL")
# Stock Odoo's own, seen without the addon too; each with its reason.
KNOWN = (
    "PyPDF2 is deprecated",  # Odoo 19 still imports it where it is installed.
)
OURS = (paths.ADDON, paths.ADDON.replace("_", "."))


def faults(path, everything=False):
    """List the bad entries that are ours.

    While the addon is being installed (`everything`) all are: stock Odoo was
    installed before. Later an entry is ours that names the addon or one of its models.
    """
    if not path.exists():
        return []
    bad = filter(_is_bad, _entries(path.read_text(errors="replace")))
    return [entry for entry in bad if everything or _is_ours(entry)]


def show(bad, when):
    """Print bad entries under a heading."""
    if bad:
        console.say(console.paint(f"\nIn Odoo's log of the {when}:", "bold"))
    for entry in bad:
        console.say(entry)


def _entries(text):
    """Split a log into entries, each with the lines that follow its first."""
    entry = []
    for line in text.splitlines():
        if ENTRY.match(line) and entry:
            yield "\n".join(entry)
            entry = []
        entry.append(line)
    yield "\n".join(entry)


def _is_bad(entry):
    match = ENTRY.match(entry)
    known = any(pattern in entry for pattern in KNOWN)
    return bool(match) and match["level"] in BAD and not known


def _is_ours(entry):
    match = ENTRY.match(entry)
    text = entry[match.end() :].replace(str(paths.ROOT), "")
    if not match["logger"].endswith(".browser"):
        text = f"{match['logger']} {text}"
    elif match["level"] == "ERROR":
        return False  # An error in a test's browser has failed the test already.
    return any(name in text for name in OURS)
