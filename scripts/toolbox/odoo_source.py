"""Where Odoo 19 comes from: a folder or package the user names, else Debian's."""

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import console, debian, paths
from .console import ToolError

SERIES = (19, 0)
PACKAGE = "odoo-19"
SUITE = "sid"
# What Odoo's files link to; the scripts and fonts of its pages.
LINKED = (
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
# Odoo wants Font Awesome 4.7, which later suites no longer have.
FONT_AWESOME = "fonts-font-awesome"
FONT_AWESOME_SUITE = "trixie"
# Left out of Debian's package, yet named by an asset bundle.
DROPPED = "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


@dataclass
class Odoo:
    """An Odoo source: what goes on PYTHONPATH, and what tells it from another."""

    python_path: Path
    fingerprint: str


def prepare():
    """Find or fetch Odoo 19."""
    if os.environ.get("ODOO_PATH"):
        return _given(Path(os.environ["ODOO_PATH"]).expanduser().resolve())
    if os.environ.get("ODOO_DEB"):
        return _from_deb(Path(os.environ["ODOO_DEB"]).expanduser().resolve())
    return _from_debian()


def _given(folder):
    if folder.name == "odoo" and (folder / "release.py").exists():
        folder = folder.parent
    return _checked(folder, f"ODOO_PATH={folder}")


def _from_deb(deb):
    if not deb.is_file():
        raise ToolError(f"ODOO_DEB={deb} is no file: name a Debian package of Odoo 19.")
    state = deb.stat()
    key = hashlib.sha256(f"{deb} {state.st_size} {state.st_mtime}".encode())
    prefix = paths.ODOO_DEBIAN / f"given-{key.hexdigest()[:12]}"
    if not _is_ready(prefix):
        with console.step(f"Unpack Odoo from {deb}"):
            _unpack(prefix, [deb, *_fetched(*LINKED)])
    return _checked(_packages(prefix), f"ODOO_DEB={deb}")


def _from_debian():
    prefix = paths.ODOO_DEBIAN / "debian"
    if not _is_ready(prefix):
        with console.step(f"Fetch Odoo from Debian's {SUITE} (about 130 MB)"):
            _unpack(prefix, _fetched(PACKAGE, *LINKED))
    return _checked(_packages(prefix), f"Debian's package {PACKAGE} of {SUITE}")


def _fetched(*packages):
    return [
        *debian.download(packages, SUITE),
        *debian.download([FONT_AWESOME], FONT_AWESOME_SUITE),
    ]


def _unpack(prefix, debs):
    shutil.rmtree(prefix, ignore_errors=True)
    for deb in debs:
        debian.unpack(deb, prefix)
    debian.forget_downloads()
    dropped = _packages(prefix) / "odoo" / DROPPED
    paths.folder(dropped.parent)
    dropped.touch()
    (prefix / "ready").touch()


def _packages(prefix):
    return prefix / "usr" / "lib" / "python3" / "dist-packages"


def _is_ready(prefix):
    return (prefix / "ready").exists()


def _checked(folder, origin):
    release = folder / "odoo" / "release.py"
    found = re.search(
        r"^version_info = \((.*?), (\d+),",
        release.read_text() if release.exists() else "",
        re.MULTILINE,
    )
    if not found:
        raise ToolError(
            f"{origin} holds no Odoo: set ODOO_PATH to the folder of an Odoo 19 source,"
            " or unset it to get Debian's."
        )
    version = f"{found[1]}.{found[2]}"
    if version != ".".join(map(str, SERIES)):
        raise ToolError(
            f"{origin} is Odoo {version} and the addon needs 19.0: set ODOO_PATH to the"
            " folder of an Odoo 19 source, or ODOO_DEB to a Debian package of it."
        )
    state = release.stat()
    return Odoo(folder, f"{folder} {state.st_size} {state.st_mtime}")
