from odoo import models
from odoo.tools import SQL, drop_view_if_exists


class CustomerCategoryReport(models.AbstractModel):
    """What reports on categories have in common: a view of engines, and ways out."""

    _name = "customer.category.report"
    _inherit = ["customer.category.shown"]
    _description = "Report on Customer Categories"

    def init(self):
        """Make the view anew, as Odoo does at each update of the addon."""
        if self._abstract:
            return
        drop_view_if_exists(self.env.cr, self._table)
        view = SQL.identifier(self._table)
        self.env.cr.execute(SQL("CREATE VIEW %s AS (%s)", view, self._view_sql()))

    def _view_sql(self):
        """Return the query of the view.

        :rtype: SQL
        """
        raise NotImplementedError

    def action_view_customer(self):
        """Open the customer of this row."""
        self.ensure_one()
        return self._open("res.partner", self.partner_id)

    def _open(self, model, record):
        """Return the action that opens a record."""
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": record.id,
            "views": [(False, "form")],
        }
