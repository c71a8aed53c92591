"""Python files that Odoo would never see, because their folder does not import them."""

import re

FOLDERS = {"models": "*.py", "tests": "test_*.py", "wizards": "*.py"}
IMPORT = re.compile(r"^from \. import (\w+)$", re.MULTILINE)


def forgotten(stage):
    """Name the files that their folder's `__init__.py` does not import."""
    return [
        f"{folder}/{path.name}: {folder}/__init__.py does not import it"
        for folder, pattern in FOLDERS.items()
        for path in sorted((stage / folder).glob(pattern))
        if path.stem not in ("__init__", *_imported(stage / folder))
    ]


def _imported(folder):
    path = folder / "__init__.py"
    return IMPORT.findall(path.read_text()) if path.exists() else []
