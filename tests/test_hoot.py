import logging
import re
from contextlib import contextmanager
from urllib.parse import urlencode

from odoo.tests import HttpCase, tagged

SUITE = '"@customer_category/"'


class HootCase(HttpCase):
    """Run the till's unit tests in a browser."""

    def run_suite(self, preset, **params):
        """Run our suite, and fail if a test fails or if none was found."""
        query = urlencode(
            {
                "preset": preset,
                "filter": SUITE,
                "loglevel": 2,
                "timeout": 15000,
                **params,
            }
        )
        with self.browser_messages() as messages:
            self.browser_js(
                f"/web/tests?headless&{query}",
                code="",
                login="admin",
                timeout=600,
                success_signal="[HOOT] Test suite succeeded",
                error_checker=lambda message: "[HOOT]" not in message,
            )
        passed = re.search(r"\[HOOT\] Passed (\d+) tests", "\n".join(messages))
        self.assertTrue(passed, "The suite did not say how many tests passed.")
        self.assertGreater(int(passed[1]), 0, f"No test matches {SUITE}.")

    @contextmanager
    def browser_messages(self):
        """Give the list that what the browser logs is added to."""
        messages = []
        handler = logging.Handler()
        handler.emit = lambda record: messages.append(record.getMessage())
        logger = self._logger.getChild("browser")
        level = logger.level
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        try:
            yield messages
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)


@tagged("post_install", "-at_install")
class TestHootDesktop(HootCase):
    def test_till_on_a_computer(self):
        self.run_suite("desktop")


@tagged("post_install", "-at_install")
class TestHootMobile(HootCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_till_on_a_phone(self):
        self.run_suite("mobile", tag="-headless")
