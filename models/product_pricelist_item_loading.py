from odoo import api, fields, models
from odoo.fields import Domain


class ProductPricelistItem(models.Model):
    """What a till loads of pricelist rules (P6).

    A till stays open for a day and longer. Rules that begin meanwhile are loaded too:
    it looks at the dates itself, as it does for rules that end.
    """

    _name = "product.pricelist.item"
    _inherit = ["product.pricelist.item"]

    @api.model_create_multi
    def create(self, vals_list):
        """Tell the tills."""
        rules = super().create(vals_list)
        self.env["customer.category"]._tell_tills_of_rules(rules)
        return rules

    def write(self, vals):
        """Tell the tills of before and after."""
        self.env["customer.category"]._tell_tills_of_rules(self)
        result = super().write(vals)
        self.env["customer.category"]._tell_tills_of_rules(self)
        return result

    def unlink(self):
        """Tell the tills."""
        self.env["customer.category"]._tell_tills_of_rules(self)
        return super().unlink()

    @api.model
    def _load_pos_data_search_read(self, data, config):
        """Load rules of confidential categories too, by the cashier's pricelists."""
        own = super(ProductPricelistItem, self.sudo())
        return own._load_pos_data_search_read(data, config)

    @api.model
    def _load_pos_data_domain(self, data, config):
        domain = Domain(super()._load_pos_data_domain(data, config))
        return domain.map_conditions(
            lambda condition: (
                Domain.TRUE if condition.field_expr == "date_start" else condition
            )
        )

    @api.model
    def _load_pos_self_data_domain(self, data, config):
        """Keep rules that begin later from the self-order page: it knows no dates."""
        domain = Domain(super()._load_pos_self_data_domain(data, config))
        now = fields.Datetime.now()
        return domain & (
            Domain("date_start", "=", False) | Domain("date_start", "<=", now)
        )

    def _unrelevant_records(self, config):
        """Return the ids of rules that a till is to forget: ended or not its own."""
        rules = self.sudo()
        lists = rules.pricelist_id.sudo(False)._filtered_access("read")
        readable = rules.filtered(lambda rule: rule.pricelist_id in lists)
        now = fields.Datetime.now()
        ended = readable.filtered(lambda rule: rule.date_end and rule.date_end < now)
        return (rules - readable + ended).ids
