from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..engines.assignment import join_pairs_sql
from ..engines.contact_tags import tag_counts_sql, tag_pairs_sql


class CustomerCategoryFromTags(models.TransientModel):
    """Turn contact tags into categories: see what would happen, then do it at once."""

    _name = "customer.category.from.tags"
    _description = "Turn Contact Tags into Customer Categories"

    line_ids = fields.One2many(
        "customer.category.from.tags.line",
        "wizard_id",
        string="Tags",
        default=lambda self: self._default_lines(),
    )

    @api.model
    def _default_lines(self):
        """Return a line for each tag that was selected, or for all."""
        tags = self.env["res.partner.category"]
        if self.env.context.get("active_model") == tags._name:
            tags = tags.browse(self.env.context.get("active_ids"))
        else:
            tags = tags.search([("partner_ids", "!=", False)])
        if not tags:
            return []
        homes = self._homes()
        values = [self._line_values(tag, homes) for tag in tags]
        pairs = [(line["tag_id"], line["category_id"] or None) for line in values]
        self.env.flush_all()
        counts = {
            tag: rest
            for tag, *rest in self.env.execute_query(
                tag_counts_sql(pairs, self._contacts_sql())
            )
        }
        for line in values:
            line["customer_count"], line["already_count"] = counts.get(
                line["tag_id"], (0, 0)
            )
            fits = line["result"] in ("new", "existing")
            line["is_chosen"] = bool(fits and line["customer_count"])
        return [Command.create(line) for line in values]

    @api.model
    def _homes(self):
        """Return every category by its name, as names are compared."""
        # Also those of other companies, since a shared category cannot have their name.
        everywhere = (
            self.env["customer.category"].sudo().with_context(active_test=False)
        )
        return {
            category.name.strip().casefold(): category
            for category in everywhere.search(
                [("name", "!=", False)], order="active, id desc"
            )
        }

    @api.model
    def _line_values(self, tag, homes):
        category = homes.get(tag.name.strip().casefold())
        result = self._result(category)
        shown = result != "new" and result != "elsewhere"
        return {
            "tag_id": tag.id,
            "category_id": category.id if shown else False,
            "result": result,
        }

    @api.model
    def _result(self, category):
        """Return what a tag would become, given the category of its name."""
        if not category:
            return "new"
        if not category.sudo(False).with_user(self.env.user).has_access("read"):
            return "elsewhere"
        if not category.active:
            return "archived"
        return "existing" if category.assignment == "manual" else "automatic"

    @api.model
    def _contacts_sql(self):
        """Return the query of the contacts that the user may see and change."""
        rules = self.env["ir.rule"]._compute_domain("res.partner", "write")
        return self.env["res.partner"]._search(rules).subselect()

    def action_apply(self):
        """Create the missing categories and add who wears the tags, with Undo.

        Undo ends the memberships; the tags and the new categories stay.

        :raise UserError: when no tag is chosen
        :raise AccessError: for users who may not create categories or assign them
        """
        self.ensure_one()
        chosen = self.line_ids.filtered(
            lambda line: line.is_chosen and line.result in ("new", "existing")
        )
        if not chosen:
            raise UserError(self.env._("Choose at least one tag."))
        categories = self._categories_of(chosen)
        every = self.env["customer.category"].union(*categories.values())
        self.env["res.partner"]._check_customer_category_change(every)
        self.env.flush_all()
        pairs = [(tag.id, category.id) for tag, category in categories.items()]
        name = self.env._("From contact tags: %s", ", ".join(every.mapped("name")))
        operation = self.env["customer.category.operation"]._run(
            name,
            join_pairs_sql(tag_pairs_sql(pairs, self._contacts_sql())),
            "bulk",
            reason=self.env._("From contact tags"),
        )
        return operation._action_tell(name)

    def _categories_of(self, lines):
        """Return the category of each line's tag; equal names share one."""
        made, result = {}, {}
        for line in lines:
            key = line.tag_id.name.strip().casefold()
            if line.category_id:
                made[key] = line.category_id
            if key not in made:
                made[key] = self.env["customer.category"].create(
                    {"name": line.tag_id.name.strip(), "color": line.tag_id.color}
                )
            result[line.tag_id] = made[key]
        return result
