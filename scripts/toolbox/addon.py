"""The addon of this checkout: its manifest, its link, and what state it is in."""

import ast
import hashlib

from . import checkout, paths
from .console import ToolError

# Files that leave an installed addon as it is.
OUTSIDE = (".", "CHANGELOG", "CONTRIBUTING", "README", "newsfragments/", "scripts/")
OUTSIDE += ("docs/", "tests/", "eslint.", "package", "prettier.", "pyproject.")
OUTSIDE += ("requirements",)


def depends():
    """The stock modules that the addon builds on."""
    manifest = paths.ROOT / "__manifest__.py"
    try:
        return sorted(ast.literal_eval(manifest.read_text())["depends"])
    except (KeyError, SyntaxError, ValueError) as error:
        raise ToolError(
            f"__manifest__.py cannot be read ({error}): mend it first."
        ) from error


def link():
    """Give Odoo the addon under its technical name, whatever the clone is called."""
    path = paths.folder(paths.ADDONS) / paths.ADDON
    if not path.is_symlink():
        path.symlink_to("../..")
    return path


def fingerprint():
    """A digest of all files that an installation reads."""
    digest = hashlib.sha256()
    for name in checkout.files():
        if not name.startswith(OUTSIDE):
            content = hashlib.sha256((paths.ROOT / name).read_bytes()).hexdigest()
            digest.update(f"{name}\0{content}\0".encode())
    return digest.hexdigest()
