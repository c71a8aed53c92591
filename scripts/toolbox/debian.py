"""Debian packages of another suite, fetched and unpacked without installing them.

A private apt configuration keeps lists and downloads in the ignored folder, and
takes the mirror's address from the machine's own apt configuration.
"""

import re
import shutil
from pathlib import Path

from . import paths, processes
from .console import ToolError

ETC = Path("/etc/apt")
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
COMPONENT = "main"
WAY_OUT = (
    "connect this machine to the network, or set ODOO_PATH to the folder of an"
    " Odoo 19 source, and run this again"
)
DOWNLOADS = paths.CACHE / "debian"


def download(packages, suite):
    """Fetch .deb files into the cache, and list them."""
    options = _configured(suite)
    processes.run(
        ["apt-get", *options, "update"],
        log=f"apt-update-{suite}",
        failure=f"Fetching the list of Debian's {suite} packages failed: {WAY_OUT}",
    )
    folder = paths.folder(DOWNLOADS / suite)
    processes.run(
        ["apt-get", *options, "download", *packages],
        cwd=folder,
        log=f"apt-download-{suite}",
        failure=f"Fetching packages of Debian's {suite} failed: {WAY_OUT}",
    )
    return sorted(folder.glob("*.deb"))


def forget_downloads():
    """Remove what was fetched, once it is unpacked."""
    shutil.rmtree(DOWNLOADS, ignore_errors=True)
    shutil.rmtree(paths.APT, ignore_errors=True)


def unpack(deb, prefix):
    """Unpack a .deb file below a folder."""
    processes.run(
        ["dpkg-deb", "--extract", str(deb), str(paths.folder(prefix))],
        log="dpkg-deb",
        failure=f"{deb} cannot be unpacked: give an intact Debian package",
    )


def _configured(suite):
    base = paths.APT / suite
    for name in ("lists/partial", "cache/archives/partial"):
        paths.folder(base / name)
    source = base / "sources.list"
    trust = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
    source.write_text(f"deb {trust}{_mirror()} {suite} {COMPONENT}\n")
    settings = {
        "Dir::Etc::SourceList": source,
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": base / "lists",
        "Dir::Cache": base / "cache",
        # Otherwise apt, as root, changes to an account that may not enter here.
        "APT::Sandbox::User": "root",
    }
    return [part for k, v in settings.items() for part in ("--option", f"{k}={v}")]


def _mirror():
    """The machine's mirror of the Debian archive, not of security or other makers."""
    if not shutil.which("apt-get"):
        raise ToolError(
            "Odoo 19 is fetched with Debian's apt-get, which is not on this machine:"
            " set ODOO_PATH to the folder of an Odoo 19 source."
        )
    for address in _addresses():
        if address.rstrip("/").endswith("/debian"):
            return address
    raise ToolError(
        "The machine's apt sources name no Debian mirror: set ODOO_PATH to the folder"
        " of an Odoo 19 source, or ODOO_DEB to a Debian package of it."
    )


def _addresses():
    for path in (ETC / "sources.list", *sorted((ETC / "sources.list.d").glob("*"))):
        if path.suffix == ".list" and path.exists():
            yield from re.findall(
                r"^deb\s+(?:\[[^]]*\]\s+)?(\S+)", path.read_text(), re.MULTILINE
            )
        elif path.suffix == ".sources":
            for line in re.findall(r"^URIs:(.*)$", path.read_text(), re.MULTILINE):
                yield from line.split()
