"""A patch of the till lies at the path of what it patches, and its test beside."""

import re
from pathlib import Path

SOURCE = Path("static/src")
TESTS = Path("static/tests/unit")
IMPORT = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"@point_of_sale/([^"]+)"')
PATCH = re.compile(r"\bpatch\(\s*(\w+)")


def strays(stage):
    """Name the patches of the till that lie elsewhere."""
    return [
        f"{SOURCE / here}.js: patch of {target} belongs in {SOURCE / origin}.js"
        for here, target, origin in _patches(stage)
        if origin != here
    ]


def untested(stage):
    """Name the patches of the till that no unit test of the same name is about."""
    tests = {
        here: TESTS / f"{here.removeprefix('app/')}.test.js"
        for here, *_rest in _patches(stage)
    }
    return [
        f"{SOURCE / here}.js: {test} is missing"
        for here, test in tests.items()
        if not (stage / test).exists()
    ]


def _patches(stage):
    """Yield file, what it patches there and the file of that, without endings."""
    for path in sorted((stage / SOURCE).rglob("*.js")):
        text = path.read_text()
        origins = _origins(text)
        here = path.relative_to(stage / SOURCE).with_suffix("").as_posix()
        for target in sorted(set(PATCH.findall(text)) & origins.keys()):
            yield here, target, origins[target]


def _origins(text):
    return {
        name.split(" as ")[-1].strip(): origin
        for names, origin in IMPORT.findall(text)
        for name in names.split(",")
    }
