"""Serve the demo, and tell what can be tried in it."""

import subprocess
import time
from urllib.error import URLError
from urllib.request import urlopen

from . import console, paths, processes

PATIENCE = 120
WELCOME = """
The shop is open at  {address}/odoo
Its till is at       {address}/pos/ui/{till}
Log in as            admin, password admin

Three things to try:
  1. Contacts: tick some customers in the list, then Actions > Add to category.
  2. Open the till, choose a customer who is a VIP, and watch the prices change.
  3. Sell to the same customer three times, and see Silver on their contact form.

Ctrl-C stops it.
"""
# The addon's own till, else the first.
TILL = """
    SELECT till.id
      FROM pos_config till
      LEFT JOIN ir_model_data ours
        ON ours.module = :'addon'
       AND ours.model = 'pos.config'
       AND ours.res_id = till.id
     WHERE till.active
     ORDER BY ours.id, till.id
     LIMIT 1
"""
FAILURE = "Odoo did not start"


def serve(bases, database, port):
    """Run Odoo on the database until it is interrupted."""
    path = processes.log_file("demo")
    command = bases.bench.server(
        database,
        f"--db-filter=^{database}$",
        f"--http-port={port}",
        "--max-cron-threads=1",
    )
    with (
        path.open("w") as log,
        processes.started(
            command,
            cwd=paths.DEV,
            env=bases.bench.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as odoo,
    ):
        address = f"http://127.0.0.1:{port}"
        with console.step("Start Odoo"):
            _await(odoo, address, path)
        till = bases.query(TILL, database, addon=paths.ADDON)[0]
        console.say(WELCOME.format(address=address, till=till))
        _stay(odoo)
    console.say("Stopped.")


def _await(odoo, address, log):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and odoo.poll() is None:
        try:
            with urlopen(f"{address}/web/login", timeout=PATIENCE):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise processes.explained(FAILURE, log)


def _stay(odoo):
    try:
        odoo.wait()
    except KeyboardInterrupt:
        console.say("\nStopping ...")
