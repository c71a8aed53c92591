from odoo import api, models

from .fields import CategoriesField, CategoryField


class CustomerCategoryShown(models.AbstractModel):
    """A record that points to categories, some of which are not for everybody.

    A model inherits it before itself: its own ``_load_pos_data_read`` calls no other.
    """

    _name = "customer.category.shown"
    _inherit = ["pos.load.mixin"]
    _description = "Shows Customer Categories"

    def _field_to_sql(self, alias, field_expr, query=None):
        """Search, sort and group by what the user may see."""
        sql = super()._field_to_sql(alias, field_expr, query)
        field = self._fields[field_expr.partition(".")[0]]
        return field.seen_sql(sql, self) if isinstance(field, CategoryField) else sql

    def _fetch_query(self, query, fields):
        """Fetch what is stored, whoever asks first: the cache is everybody's."""
        own = [field for field in fields if isinstance(field, CategoryField)]
        if not own or not self.env["customer.category"]._hidden_ids():
            return super()._fetch_query(query, fields)
        others = [field for field in fields if field not in own]
        records = super()._fetch_query(query, others)
        whole = records.sudo()
        super(CustomerCategoryShown, whole)._fetch_query(whole._as_query(), own)
        return records

    @api.model
    def _load_pos_data_read(self, records, config):
        """Send the ids of confidential categories too: a till prices by them (P6)."""
        rows = super()._load_pos_data_read(records, config)
        return self._with_secrets_for_till(rows, config)

    @api.model
    def _with_secrets_for_till(self, rows, config):
        """Return what was read for a cashier, with what only the till is to know.

        :param list rows: dict of each record, with its ``id``
        :param config: the till as a ``pos.config``, or its id
        """
        secret = self.env["customer.category"]._secret_ids_for_till(config)
        if rows and secret:
            whole = self.sudo().browse(row["id"] for row in rows)
            for row, record in zip(rows, whole, strict=True):
                record._fill_in_secrets(row, secret)
        return rows

    def _fill_in_secrets(self, row, secret):
        """Add to what was read what only the till itself is to know.

        :param dict row: as read by a cashier
        :param set secret: ids of categories that the till knows without a name
        """
        for field in self._stored_category_fields():
            if field.name not in row:
                continue
            ids = self[field.name].ids
            if field.type == "many2one":
                row[field.name] = row[field.name] or (secret & {*ids} and ids[0])
            else:
                known = secret.union(row[field.name])
                row[field.name] = [one for one in ids if one in known]

    @api.model
    def _stored_category_fields(self):
        return [
            field
            for field in self._fields.values()
            if isinstance(field, (CategoriesField, CategoryField)) and field.store
        ]
