"""Generated shops in the database, compared with what an oracle says of them.

``CUSTOMER_CATEGORY_EXAMPLES=1000`` asks for more, ``CUSTOMER_CATEGORY_SHRINK=1``
for the smallest one that fails, which takes minutes.
"""

import os
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, settings

from odoo.tests import TransactionCase

from .shop_pool import Pool
from .stored_history import StoredWorld

EXAMPLES = int(os.environ.get("CUSTOMER_CATEGORY_EXAMPLES", "60"))
PHASES = [Phase.explicit, Phase.generate]
if os.environ.get("CUSTOMER_CATEGORY_SHRINK"):
    PHASES.append(Phase.shrink)
generated = settings(
    max_examples=EXAMPLES,
    phases=PHASES,
    report_multiple_bugs=False,
    derandomize=True,
    deadline=None,
    print_blob=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Comparison(TransactionCase):
    """The pool of customers and shops, and what is compared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.pool = Pool(cls.env)

    @contextmanager
    def stored(self, customers, world):
        """Store the world, and forget it afterwards."""
        self.env.flush_all()
        savepoint = self.env.cr.savepoint()
        try:
            yield StoredWorld(self.pool, customers, world)
        finally:
            savepoint.close(rollback=True)
            self.env.transaction.clear()

    def assert_members(self, stored, expected, at):
        """Compare everybody, and show the history of whoever differs."""
        found = self.members(stored)
        differ = {key[0] for key, _risk in found.items() ^ expected.items()}
        message = [f"{at}: found {found}, expected {expected}"]
        message += [*stored.world.companies, *stored.world.groups]
        world = stored.world
        for row in [*world.orders, *world.points, *world.bookings, *world.pins]:
            # Anonymous orders may take something of the customer back.
            if row.customer is None or row.customer.name in differ:
                message.append(row)
        self.assertEqual(found, expected, "\n".join(map(str, message)))

    def archive(self, stored, oracle, at):
        """Archive the groups that are due by then."""
        for group, category in zip(stored.world.groups, stored.categories, strict=True):
            if category.active == oracle.is_archived(group, at):
                category.active = not category.active

    def recompute(self, stored, at):
        """Apply the rules as of ``at``."""
        service = self.env["customer.category"]
        # Everybody, or some by name: their contacts mean the same customers.
        everybody = None if at.day % 2 else stored.contacts
        service._recompute(everybody, at=at)

    def members(self, stored):
        """Return the open memberships, ``{(customer, group): first failing day}``."""
        customers = {stored.partner(c).id: c.name for c in stored.customers}
        groups = {c.id: c.name for c in stored.categories}
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT partner_id, category_id, date_risk"
            "  FROM customer_category_membership WHERE date_end IS NULL"
        )
        return {
            (customers[partner], groups[category]): risk
            for partner, category, risk in self.env.cr.fetchall()
            if partner in customers
        }
