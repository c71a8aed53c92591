from odoo import models


class ReportProductPricelist(models.AbstractModel):
    """Odoo's pricelist report, also for the members of a category."""

    _inherit = "report.product.report_pricelist"

    def _get_report_data(self, data, report_type="html"):
        """Report what members pay if ``data`` names a ``customer_category_id``."""
        category_id = int(data.get("customer_category_id") or 0)
        category = self.env["customer.category"].browse(category_id).exists()
        category = category._filtered_access("read")
        report = self.with_context(customer_category_ids=category.ids)
        return {
            **super(ReportProductPricelist, report)._get_report_data(data, report_type),
            "customer_category": category,
        }
