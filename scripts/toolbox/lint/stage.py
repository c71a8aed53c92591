"""A copy of the checkout in a folder named like the addon.

The OCA linters see no addon where the addon is the root of a git repository, and
pass it unread; so everything is linted in a copy below the root.
"""

import shutil

from .. import checkout, paths

STAGE = paths.LINT / paths.ADDON


def refresh():
    """Copy the checkout as it is now, and return the contents by name."""
    shutil.rmtree(STAGE, ignore_errors=True)
    contents = {name: (paths.ROOT / name).read_bytes() for name in checkout.files()}
    for name, content in contents.items():
        target = STAGE / name
        paths.folder(target.parent)
        target.write_bytes(content)
        shutil.copymode(paths.ROOT / name, target)
    return contents


def bring_back(contents):
    """Copy to the checkout what was changed in the copy, and list it.

    A file that was edited meanwhile is left alone.
    """
    changed = []
    for name, content in contents.items():
        mended = (STAGE / name).read_bytes()
        original = paths.ROOT / name
        if mended != content and original.read_bytes() == content:
            original.write_bytes(mended)
            changed.append(name)
    return changed
