from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from .customer_category_figures import ADMINISTRATOR


class CustomerCategorySight(models.AbstractModel):
    """Who may see a category: the record rules alone say so.

    The fields of ``models.fields`` show no other category, whatever record they are on.
    """

    _name = "customer.category.sight"
    _description = "Who May See Customer Categories"

    def write(self, vals):
        """Let nobody follow any more who may not see it now."""
        result = super().write(vals)
        if vals.get("confidential"):
            administrators = self.env.ref(ADMINISTRATOR).sudo().all_user_ids
            followers = self.sudo().message_partner_ids - administrators.partner_id
            self.message_unsubscribe(followers.ids)
        return result

    @api.model
    def _hidden_ids(self):
        """Return the ids of the categories that the user may not see.

        :return: none for the superuser, by whom prices and limits are decided
        :rtype: frozenset[int]
        """
        return frozenset() if self.env.su else self._kept_hidden_ids()

    @api.model
    @ormcache("self.env.uid", "tuple(self.env.context.get('allowed_company_ids', ()))")
    def _kept_hidden_ids(self):
        categories = self.with_context(active_test=False)
        seen = categories.has_access("read") and categories._search([])
        hidden = ~Domain("id", "in", seen or [])
        return frozenset(categories.sudo()._search(hidden).get_result_ids())
