"""A patch of the till lies at the path of what it patches."""

import re
from pathlib import Path

SOURCE = Path("static/src")
IMPORT = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"@point_of_sale/([^"]+)"')
PATCH = re.compile(r"\bpatch\(\s*(\w+)")


def strays(stage):
    """Name the patches of the till that lie elsewhere."""
    findings = []
    for path in sorted((stage / SOURCE).rglob("*.js")):
        text = path.read_text()
        origins = _origins(text)
        name = path.relative_to(stage)
        here = name.relative_to(SOURCE).with_suffix("").as_posix()
        for target in sorted(set(PATCH.findall(text))):
            origin = origins.get(target, here)
            if origin != here:
                findings.append(
                    f"{name}: patch of {target} belongs in {SOURCE / origin}.js"
                )
    return findings


def _origins(text):
    return {
        name.split(" as ")[-1].strip(): origin
        for names, origin in IMPORT.findall(text)
        for name in names.split(",")
    }
