"""The files of the checkout: tracked, or new and not ignored."""

import shutil

from . import machine, paths, processes


def files():
    """List the checkout's files, relative to its root."""
    if not shutil.which("git"):
        machine.install("git", "The files of the checkout are found with git")
    command = ["git", "-c", f"safe.directory={paths.ROOT}", "ls-files", "-z"]
    command += ["--cached", "--others", "--exclude-standard"]
    output = processes.read(
        command,
        cwd=paths.ROOT,
        failure=f"{paths.ROOT} is no git checkout: clone the repository with git.",
    )
    names = sorted(set(output.split("\0")) - {""})
    return [name for name in names if (paths.ROOT / name).is_file()]
