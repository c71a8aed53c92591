"""Fields that point to customer categories and give away none that is not for the user.

What is stored is in the cache whole, whoever read it first, as Odoo keeps the archived
records of a relation there: superuser code, which prices and limits go by, finds all of
it. On the way to a user, what the user may not see is left out; where users search and
group it counts as if it were not there.
"""

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL, Query

MODEL = "customer.category"


def _seen(ids, records):
    """Return those of some ids that the user may see, in their order.

    :param ids: ids of categories in the cache, also of records that are not saved yet
    :param records: whose environment tells the user
    """
    hidden = records.env[MODEL]._hidden_ids()
    if not hidden:
        return ids
    return tuple(one for one in ids if getattr(one, "origin", one) not in hidden)


def _asks_for_ids(operator, value):
    """Tell whether a condition compares with given ids, or with nothing."""
    return operator in ("in", "not in") and not isinstance(value, (Query, SQL))


class SeenField:
    """What both kinds of fields have in common."""

    def get_depends(self, model):
        """Compute anew for each user what is not stored, such as a user's contact's."""
        depends, depends_context = super().get_depends(model)
        if not self.store:
            depends_context = [*depends_context, "uid", "allowed_company_ids"]
        return depends, depends_context


class CategoryField(SeenField, fields.Many2one):
    """A category, or none for who may not see it.

    Its model inherits ``customer.category.shown``, which masks the column.
    """

    def convert_to_record(self, value, record):
        """Leave out what the user may not see."""
        seen = _seen(() if value is None else (value,), record)
        return super().convert_to_record(seen[0] if seen else None, record)

    def convert_to_record_multi(self, values, records):
        """Leave out what the user may not see."""
        known = tuple(value for value in values if value is not None)
        return super().convert_to_record_multi(_seen(known, records), records)

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        """Compare ids with the column as it is, which has an index."""
        hidden = model.env[MODEL]._hidden_ids()
        if hidden and _asks_for_ids(operator, value):
            # What is hidden is as good as empty.
            value = {*value} - hidden | (hidden if False in value else set())
            model = model.sudo()
            if not value:
                return SQL("FALSE") if operator == "in" else SQL("TRUE")
        return super().condition_to_sql(
            field_expr, operator, value, model, alias, query
        )

    def seen_sql(self, column, model):
        """Return the column without what the user may not see.

        :param SQL column: ids of categories
        :param model: whose environment tells the user
        :rtype: SQL
        """
        hidden = model.env[MODEL]._hidden_ids()
        if not hidden:
            return column
        return SQL(
            "CASE WHEN %(column)s NOT IN %(hidden)s THEN %(column)s END",
            column=column,
            hidden=tuple(hidden),
        )


class CategoriesField(SeenField, fields.Many2many):
    """Categories, without those that the user may not see."""

    def read(self, records):
        """Read all there are into the cache, which users share with the superuser."""
        return super().read(records.sudo())

    def convert_to_record(self, value, record):
        """Leave out what the user may not see."""
        return super().convert_to_record(_seen(value, record), record)

    def convert_to_record_multi(self, values, records):
        """Leave out what the user may not see."""
        seen = [_seen(value, records) for value in values]
        return super().convert_to_record_multi(seen, records)

    def write_real(self, records_commands_list, create=False):
        """Write what the user sees; what is hidden from the user stays as it is."""
        result = super().write_real(records_commands_list, create)
        for records, _commands in records_commands_list:
            if records.env[MODEL]._hidden_ids():
                self._invalidate_cache(records.env, records._ids)
        return result

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        """Compare with what the user may see; a path looks by the rules anyway."""
        hidden = model.env[MODEL]._hidden_ids()
        if not hidden or not _asks_for_ids(operator, value):
            return super().condition_to_sql(
                field_expr, operator, value, model, alias, query
            )
        is_among = operator == "in"
        wanted = []
        if ids := {*value} - hidden - {False}:
            wanted.append((operator, ids))
        if False in value:
            categories = model.env[MODEL].sudo().with_context(active_test=False)
            seen = categories._search(Domain("id", "not in", hidden))
            wanted.append(("not any" if is_among else "any", seen))
        parts = [
            super(CategoriesField, self).condition_to_sql(
                field_expr, *condition, model, alias, query
            )
            for condition in wanted
        ]
        if not parts:
            return SQL("FALSE") if is_among else SQL("TRUE")
        return SQL("(%s)", SQL(" OR " if is_among else " AND ").join(parts))
