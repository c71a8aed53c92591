import logging

from odoo import api, models

_logger = logging.getLogger(__name__)

MESSAGE = "customer_category_progress"


class CustomerCategorySteps(models.AbstractModel):
    """Doing long work step by step, and telling the user who waits how far it is.

    All steps are one transaction: done in whole or not at all.
    """

    _name = "customer.category.steps"
    _description = "Steps of Long Work on Customer Categories"

    @api.model
    def _steps(self, name, total, size):
        """Yield where each step starts, with news to the user if there are several.

        :param str name: what is being done, for people
        :param int total: how much there is to do
        :param int size: how much of it is one step
        """
        is_long = total > size
        try:
            for start in range(0, total, size):
                if is_long:
                    self._tell_progress(name, start, total)
                yield start
        finally:
            # Also when a step failed: nobody waits any more.
            if is_long:
                self._tell_progress(name, total, total)

    @api.model
    def _tell_progress(self, name, done, total):
        """Tell the user's screens at once; that it fails must not undo the work."""
        message = {"name": name, "done": done, "total": total}
        try:
            # In a transaction of its own, for this one ends with the work.
            with self.env.registry.cursor() as cr:
                self.env(cr=cr).user.sudo()._bus_send(MESSAGE, message)
        except Exception:
            _logger.warning("The progress of %s was not told.", name, exc_info=True)
