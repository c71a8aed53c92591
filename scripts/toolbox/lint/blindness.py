"""Linters that see nothing pass everything, so each must find a planted fault."""

import hashlib
import shutil

from .. import console, paths
from ..console import ToolError
from . import checkers, stage

SAMPLE = paths.LINT / "sample" / paths.ADDON

# Per checker: the file, a fault in it, and the words in which it must be reported.
FAULTS = {
    "ruff check": ("models/unused.py", "import os\n", "F401"),
    "ruff format": ("models/unformatted.py", "VALUE = {  }\n", "unformatted.py"),
    "eslint": ("static/src/loose.js", "export const no = 1 == 2;\n", "eqeqeq"),
    "prettier": ("views/dense.xml", "<odoo><record  /></odoo>\n", "dense.xml"),
    "pylint-odoo": (
        "models/absolute.py",
        f"from odoo.addons.{paths.ADDON} import models\n",
        "odoo-addons-relative-import",
    ),
    "oca-checks-odoo-module": (
        "security/ir.model.access.csv",
        "id,name\nsame,one\nsame,two\n",
        "csv-duplicate-record-id",
    ),
    "oca-checks-po": (
        "i18n/xx.po",
        'msgid "same"\nmsgstr ""\n\n' * 2,
        "po-duplicate-message-definition",
    ),
    "file sizes": ("models/long.py", "\n" * 251, "251 lines"),
    "forgotten imports": (
        "tests/test_lost.py",
        "",
        "tests/test_lost.py: tests/__init__.py does not import it",
    ),
    "mirrored patches": (
        "static/src/stray.js",
        'import { PosOrder } from "@point_of_sale/app/models/pos_order";\n'
        "patch(PosOrder.prototype, {});\n",
        "belongs in",
    ),
    "tests of patches": (
        "static/src/app/models/pos_order.js",
        'import { PosOrder } from "@point_of_sale/app/models/pos_order";\n'
        "patch(PosOrder.prototype, {});\n",
        "static/tests/unit/models/pos_order.test.js is missing",
    ),
    "shell syntax": ("scripts/unfinished", "#!/usr/bin/env bash\nif\n", "unfinished"),
}

# What the linters read of the checkout itself.
CONFIGURATION = (
    ".oca_hooks.cfg",
    ".prettierignore",
    ".pylintrc",
    "eslint.config.mjs",
    "package-lock.json",
    "prettier.config.mjs",
    "pyproject.toml",
    "requirements-dev.txt",
)


def check(programs):
    """Plant a fault for every checker, once per state of the tools."""
    stamp = paths.LINT / "sighted.sha256"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with console.step("Check that every linter finds a planted fault"):
        _plant()
        findings = checkers.check(SAMPLE, programs)
    blind = [c.name for c in checkers.CHECKERS if not _sees(c.name, findings)]
    if blind:
        output = "\n".join(f"{name}: {findings.get(name, '')}" for name in blind)
        raise ToolError(
            f"These linters do not see a planted fault: {', '.join(blind)};"
            " mend their configuration.",
            output,
        )
    stamp.write_text(wanted)


def _sees(name, findings):
    return name in FAULTS and FAULTS[name][2] in findings.get(name, "")


def _plant():
    shutil.rmtree(SAMPLE, ignore_errors=True)
    for name in CONFIGURATION:
        shutil.copy(stage.STAGE / name, paths.folder(SAMPLE))
    files = {name: text for name, text, _words in FAULTS.values()}
    data = [name for name in files if name.endswith((".csv", ".xml"))]
    files["__manifest__.py"] = repr({"name": "Sample", "data": data}) + "\n"
    files["__init__.py"] = "from . import models\n"
    files["models/__init__.py"] = "from . import absolute\n"
    for name, text in files.items():
        paths.folder((SAMPLE / name).parent)
        (SAMPLE / name).write_text(text)


def _fingerprint():
    digest = hashlib.sha256()
    sources = sorted((paths.ROOT / "scripts" / "toolbox" / "lint").glob("*.py"))
    for path in (*sources, *(paths.ROOT / name for name in CONFIGURATION)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
