from odoo import api, models

from ..engines.alignment import repoint_sql


class ResCompany(models.Model):
    """A company sees the shared rewards groups from its first day."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        """Show the new companies who holds a shared rewards group."""
        companies = super().create(vals_list)
        self.env.flush_all()
        self.env.cr.execute(repoint_sql())
        self.env["res.partner"].invalidate_model(["rewards_category_id"])
        self.env["customer.category"]._forget_kept_rules()
        return companies

    def write(self, vals):
        """Evaluate by the company's new currency or contact."""
        result = super().write(vals)
        if {"currency_id", "partner_id"} & vals.keys():
            self.env["customer.category"]._forget_kept_rules()
        return result

    def unlink(self):
        """Evaluate without the company."""
        result = super().unlink()
        self.env["customer.category"]._forget_kept_rules()
        return result
