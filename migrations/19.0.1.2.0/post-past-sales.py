"""Sales of before get what reports need of them, as those of before an installation."""

from odoo import SUPERUSER_ID, api

from odoo.addons.customer_category.hooks import fill_past_sales


def migrate(cr, version):
    """Fill what sales keep of their customer, where nothing is kept yet."""
    if version:
        fill_past_sales(api.Environment(cr, SUPERUSER_ID, {}))
