"""The database of the demo, which is kept from one start to the next."""

from . import addon, console, databases, paths

NAME = f"{databases.PREFIX}_demo"
REPLAY = """\
from odoo.addons.{addon}.demo import history
history.replay(env, customers={customers}, weekly=True)
env.cr.commit()
"""


def prepare(bases, reset):
    """Make the shop, or update the addon in it, and return its database."""
    wanted = addon.fingerprint()
    known = None if reset else bases.comments().get(NAME)
    if not known:
        bases.drop(NAME)
        bases.make_demo(NAME)
    elif known != wanted:
        with console.step("Update the addon in the demo shop"):
            bases.install(NAME, paths.ADDON, log="update-demo", option="--update")
    bases.mark(NAME, wanted)
    return NAME


def replay(bases, database, customers):
    """Let real customers of another shop buy again in this one."""
    with console.step(f"Replay the purchases of {customers} customers"):
        bases.bench.shell(
            database,
            REPLAY.format(addon=paths.ADDON, customers=customers),
            log="replay-history",
            failure="The purchases could not be replayed",
        )
