import logging

from odoo import models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# How long a sale may wait for somebody else's lock before it goes on without us, how
# long one of our questions may take, and no compiling.
LIMITS = {
    "lock_timeout": "200ms",
    "statement_timeout": "2s",
    "jit": "off",
}
# Nothing given means PostgreSQL's default; the rest of the sale is as it was.
NO_LIMITS = dict.fromkeys(LIMITS)


class CustomerCategoryAside(models.AbstractModel):
    """What we do beside a sale: it can neither fail the sale nor hold it up."""

    _name = "customer.category.aside"
    _description = "Done beside a Sale"

    def _run_aside(self, act, warning, *args):
        """Run our part in a savepoint, within limits of time.

        :param act: function without arguments
        :param str warning: for the log if it fails, with the arguments after it
        :return: whether it was done; if not, nothing of it was
        :rtype: bool
        """
        # What the sale itself has pending must fail outside of our savepoint.
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                self._set_limits(LIMITS)
                act()
                self._set_limits(NO_LIMITS)
        # Whatever goes wrong here, the customer has paid.
        except Exception:
            _logger.warning(warning, *args, exc_info=True)
            return False
        return True

    def _set_limits(self, limits):
        """Set PostgreSQL's limits for the rest of the transaction or savepoint.

        :param dict limits: setting -> value, or None for the default
        """
        calls = SQL(", ").join(
            SQL("set_config(%s, %s, TRUE)", name, value)
            for name, value in limits.items()
        )
        self.env.cr.execute(SQL("SELECT %s", calls))
