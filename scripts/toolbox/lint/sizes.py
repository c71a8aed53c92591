"""Files stay small enough to be read in one go."""

LIMITS = {".py": 250, ".js": 200}
TEST_LIMIT = 300


def oversized(stage):
    """Name the files longer than the house style allows."""
    findings = []
    for path in sorted(stage.rglob("*")):
        name = path.relative_to(stage)
        limit = _limit(name)
        if limit and path.is_file():
            lines = path.read_text().count("\n")
            if lines > limit:
                findings.append(f"{name}: {lines} lines, at most {limit} allowed")
    return findings


def _limit(name):
    if "cases" in name.parts:
        return None  # A table of test cases is data, as long as there are cases.
    if "tests" in name.parts and name.suffix in LIMITS:
        return TEST_LIMIT
    return LIMITS.get(name.suffix)
