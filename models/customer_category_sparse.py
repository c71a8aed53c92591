from odoo import api, models


class CustomerCategorySparse(models.AbstractModel):
    """What a till gets of fields that are empty for most records: nothing.

    A till takes a field that it was not sent for an empty one. A model inherits this
    before itself: its own `_load_pos_data_fields` calls no other.
    """

    _name = "customer.category.sparse"
    _inherit = ["pos.load.mixin"]
    _description = "Fields Empty for Most at the Till"

    # The names of the fields.
    _sparse_fields = ()

    @api.model
    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), *self._sparse_fields]

    @api.model
    def _load_pos_data_read(self, records, config):
        """Leave out what is empty.

        :return: list of dict, one for each record
        """
        rows = super()._load_pos_data_read(records, config)
        for values in rows:
            for fname in self._sparse_fields:
                if not values.get(fname):
                    values.pop(fname, None)
        return rows
