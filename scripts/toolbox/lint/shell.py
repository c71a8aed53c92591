"""Shell scripts parse."""

import subprocess


def broken(stage):
    """Give bash's words on every shell script that does not parse."""
    findings = []
    for path in sorted(stage.rglob("*")):
        if path.is_file() and _is_shell(path):
            name = str(path.relative_to(stage))
            command = ["bash", "-n", name]
            result = subprocess.run(
                command, cwd=stage, capture_output=True, text=True, check=False
            )
            findings += result.stderr.splitlines()
    return findings


def _is_shell(path):
    with path.open("rb") as file:
        first = file.readline(80)
    return first.startswith(b"#!") and first.rstrip().endswith((b"bash", b"sh"))
