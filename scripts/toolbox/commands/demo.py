"""Start a shop with demo data to try the addon in; Ctrl-C stops it.

The first start sets everything up, which takes some minutes; later ones take seconds
and keep what was done in the shop.
"""

import argparse
import socket

from .. import bench, databases, demo_server, demo_shop, locks
from ..console import ToolError


def main(arguments):
    """Serve the shop until it is interrupted."""
    options = _options(arguments)
    _check_port(options.port)
    busy = "The demo of this checkout is running already: stop it first."
    with locks.alone("demo", otherwise=busy), bench.ready() as ready:
        bases = databases.Databases(ready, demo=True)
        database = demo_shop.prepare(bases, reset=options.reset)
        if options.history:
            demo_shop.replay(bases, database, options.history)
        demo_server.serve(bases, database, options.port)
    return 0


def _options(arguments):
    parser = argparse.ArgumentParser(
        "scripts/demo",
        description=__doc__,
        epilog=bench.HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=int, default=8069, help="where to serve it (default: 8069)"
    )
    parser.add_argument(
        "--history",
        type=int,
        default=0,
        metavar="N",
        help="first replay the real purchases of N customers",
    )
    parser.add_argument(
        "--reset", action="store_true", help="begin anew, forgetting what was done"
    )
    return parser.parse_args(arguments)


def _check_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ToolError(
                f"Port {port} cannot be used ({reason}): choose another with --port."
            ) from error
