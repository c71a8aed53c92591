"""Where things are. All that the scripts make is below DEV, which git ignores."""

from pathlib import Path

ADDON = "customer_category"

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "scripts" / "requirements"

DEV = ROOT / ".dev"
ADDONS = DEV / "addons"
APT = DEV / "apt"
CACHE = DEV / "cache"
CLUSTER = DEV / "postgres"
DATA = DEV / "data"
LINT = DEV / "lint"
LOGS = DEV / "logs"
ODOO_DEBIAN = DEV / "odoo"
VENV = DEV / "venv"


def folder(path):
    """Make a folder where there is none, and return it."""
    path.mkdir(parents=True, exist_ok=True)
    return path


def shown(path):
    """A path as the user would type it in the checkout."""
    path = Path(path)
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
