from odoo import models

from ..engines.changes import merge_changes_sql
from ..engines.optouts import merge_optouts_sql


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merging contacts unites what they bought and keeps their best groups (R16)."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """End first what one customer cannot hold twice, or the merge would fail."""
        categories = self.env["customer.category"].sudo()
        reason = self.env._("Merged into %s.", dst_partner.display_name)
        categories._apply_changes(
            merge_changes_sql((src_partners | dst_partner).ids),
            categories._cause("merge", reason=reason),
        )
        self.env.cr.execute(merge_optouts_sql((src_partners | dst_partner).ids))
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _update_values(self, src_partners, dst_partner):
        """Bring the merged customer in line, after all else has been merged."""
        dst_partner = dst_partner.with_context(customer_category_merge=True)
        result = super()._update_values(src_partners, dst_partner)
        self.env.flush_all()
        self.env.invalidate_all()
        dst_partner._align_customer_categories()
        dst_partner._recompute_customer_categories()
        return result
