"""Install, upgrade and uninstall the addon on databases in use, and check what it did.

Each stage has a database of its own, which is dropped at the end.
"""

import argparse

from .. import bench, console, databases, lifecycle, locks

STAGES = {
    "install": "on many contacts and orders: none of them is written",
    "upgrade": "from the first version, in place: what people did stays",
    "uninstall": "prices, orders and contacts stay, nothing of ours does; then again",
}


def main(arguments):
    """Go through the stages; the exit code tells whether all is as it should be."""
    options = _options(arguments)
    busy = "Another scripts/lifecycle runs in this checkout: wait for it."
    faults = []
    with locks.alone("lifecycle", otherwise=busy), bench.ready() as ready:
        bases = databases.Databases(ready)
        for stage in options.stages or STAGES:
            with bases.for_lifecycle() as name:
                life = lifecycle.Life(bases, name, options.contacts)
                faults += [f"{stage}: {fault}" for fault in getattr(life, stage)()]
    for fault in faults:
        console.say(console.paint(f"FAILED: {fault}", "red"))
    console.say(f"{len(faults)} faults")
    return 1 if faults else 0


def _options(arguments):
    names = "\n".join(f"  {name:10} {text}" for name, text in STAGES.items())
    parser = argparse.ArgumentParser(
        "scripts/lifecycle",
        description=__doc__,
        epilog=f"stages:\n{names}\n\n{bench.HELP}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("stages", nargs="*", metavar="STAGE")
    parser.add_argument(
        "--contacts",
        type=int,
        default=100_000,
        metavar="N",
        help="how many there are when it is installed (default: 100 000)",
    )
    options = parser.parse_args(arguments)
    unknown = [name for name in options.stages if name not in STAGES]
    if unknown:
        parser.error(f"no such stage: {', '.join(unknown)}")
    return options
