from odoo import api, fields, models
from odoo.tools import SQL

from ..engines.preview import preview_changes_sql


class CustomerCategoryPreview(models.TransientModel):
    """What the rules would change, shown before it happens and applied exactly."""

    _name = "customer.category.preview"
    _inherit = ["customer.category.backtest"]
    _description = "Preview of Category Changes"

    category_ids = fields.Many2many("customer.category", string="Categories")
    line_ids = fields.One2many("customer.category.preview.line", "preview_id")
    enter_count = fields.Integer(string="Enter", compute="_compute_counts")
    leave_count = fields.Integer(string="Leave", compute="_compute_counts")
    move_count = fields.Integer(string="Move", compute="_compute_counts")
    stay_count = fields.Integer(string="Stay", compute="_compute_counts")
    is_outdated = fields.Boolean(
        help="Something changed since the list was made, so it was made anew."
    )

    @api.depends("line_ids", "category_ids")
    def _compute_counts(self):
        for preview in self:
            groups = dict(
                preview.line_ids._read_group(
                    [("preview_id", "=", preview.id)], ["change"], ["__count"]
                )
            )
            preview.enter_count = groups.get("enter", 0)
            preview.leave_count = groups.get("leave", 0)
            preview.move_count = groups.get("move", 0)
            members = sum(preview.category_ids.mapped("member_count"))
            leaving = preview.line_ids.search_count(
                [
                    ("preview_id", "=", preview.id),
                    ("old_id", "in", preview.category_ids.ids),
                ]
            )
            preview.stay_count = members - leaving

    @api.model_create_multi
    def create(self, vals_list):
        """Make the list as soon as the preview exists."""
        previews = super().create(vals_list)
        for preview in previews.filtered(lambda preview: not preview.is_draft):
            preview._fill()
        return previews

    def _fill(self):
        """Make the list of changes anew, by one statement."""
        self.ensure_one()
        self.category_ids.check_access("write")
        self.line_ids.unlink()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO customer_category_preview_line
                       (preview_id, partner_id, old_id, new_id, change,
                        create_uid, create_date, write_uid, write_date)
                SELECT preview.id, change.partner_id, change.old_id, change.new_id,
                       CASE WHEN change.old_id IS NULL THEN 'enter'
                            WHEN change.new_id IS NULL THEN 'leave'
                            ELSE 'move' END,
                       preview.create_uid, preview.create_date,
                       preview.write_uid, preview.write_date
                  FROM customer_category_preview preview, (%s) change
                 WHERE preview.id = %s""",
                self.category_ids.sudo()._preview_sql(),
                self.id,
            )
        )
        self.invalidate_recordset()

    def _differs_from_rules(self):
        """Tell whether the rules would change something else by now."""
        shown = SQL(
            """SELECT partner_id, old_id, new_id
                 FROM customer_category_preview_line WHERE preview_id = %s""",
            self.id,
        )
        current = self.category_ids.sudo()._preview_sql()
        rows = self.env.execute_query(
            SQL(
                "SELECT EXISTS ((%(a)s EXCEPT %(b)s) UNION ALL (%(b)s EXCEPT %(a)s))",
                a=SQL("SELECT * FROM (%s) shown", shown),
                b=SQL("SELECT * FROM (%s) current", current),
            )
        )
        return rows[0][0]

    def action_apply(self):
        """Apply exactly the list, or show the new one if it would not hold any more."""
        self.ensure_one()
        self.env["customer.category"].check_access("write")
        self.category_ids.check_access("write")
        if self._differs_from_rules():
            self._fill()
            self.is_outdated = True
            return self._action_show()
        if self.line_ids:
            self.env["customer.category.operation"]._run(
                self.env._("Rules of %s", ", ".join(self.category_ids.mapped("name"))),
                preview_changes_sql(self.id),
                "rule",
            )
        return {"type": "ir.actions.act_window_close"}

    def _action_show(self):
        """Return the action that shows this preview."""
        name = self.env._("Assign Rewards Group?")
        if self.is_draft:
            name = self.env._("What This Rule Would Have Done")
        elif self.category_ids.filtered(lambda c: c.assignment == "smart"):
            name = self.env._("Assign Smart Segment?")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
