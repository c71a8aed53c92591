from odoo import api, models
from odoo.fields import Domain

# What a till looks through when it asks the server for members, as for all customers.
SEARCHED = (
    "complete_name",
    "phone_mobile_search",
    "email",
    "barcode",
    "street",
    "zip",
    "city",
    "vat",
)


class CustomerCategoryTillSearch(models.AbstractModel):
    """Customers found at a till by what they are members of."""

    _name = "customer.category.till.search"
    _description = "Search of Customers by Category at the Till"

    @api.model
    def get_new_members(self, config_id, category_id, query, offset):
        """Return the next customers of a category for the list of a till.

        :param int config_id: the till
        :param int category_id: the category that the list is limited to
        :param str query: what the cashier looks for among them, or empty
        :param int offset: how many the till has got already
        :return: dict of what was read by model name, as ``get_new_partner``
        """
        config = self.env["pos.config"].browse(config_id)
        visible = self.env["customer.category"]._visible_at_till(config)
        asked = visible.filtered(lambda category: category.id == category_id)
        domain = Domain("customer_category_ids", "in", asked.ids)
        if query:
            domain &= Domain.OR(
                Domain(fname, "ilike", f"{query}%") for fname in SEARCHED
            )
        return self.get_new_partner(config_id, list(domain), offset)

    @api.model
    def _or_in_named_category(self, config_id, domain):
        """Return a till's search so that it finds customers by category names too.

        :param int config_id: the till
        :param list domain: as the till composed it of what the cashier typed
        """
        pattern = self._searched_pattern(domain)
        if not pattern:
            return domain
        config = self.env["pos.config"].browse(config_id)
        visible = self.env["customer.category"]._visible_at_till(config)
        named = visible.filtered_domain([("name", "ilike", pattern)])
        members = Domain("customer_category_ids", "in", named.ids)
        return list(Domain(domain) | members) if named else domain

    @api.model
    def _searched_pattern(self, domain):
        """Return what the cashier typed, out of the domain made of it, or False."""
        patterns = [
            leaf[2]
            for leaf in domain
            if len(leaf) == 3 and tuple(leaf[:2]) == ("name", "ilike")
        ]
        return patterns[0].rstrip("%").strip() if patterns else False
