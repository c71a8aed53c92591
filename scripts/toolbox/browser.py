"""Tours and hoot tests run in a browser, which Odoo finds under these names."""

import shutil

from . import machine

NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


def check():
    """Install Debian's Chromium where there is no browser."""
    if not any(map(shutil.which, NAMES)):
        machine.install("chromium", "Tours need a browser, and there is no Chromium")
