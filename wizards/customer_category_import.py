from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engines.assignment import Terms, join_changes_sql
from ..engines.import_matching import found_customers_sql, match_sql
from ..engines.import_recognition import KINDS, recognise_line

MAX_TEXT = 500
# So many lines are read before the user hears how far it is.
STEP = 5000


class CustomerCategoryImport(models.TransientModel):
    """Bring a list of customers into categories: read it, match it, add them.

    Nothing changes before the last step, which is one bulk act that can be undone.
    """

    _name = "customer.category.import"
    _inherit = ["customer.category.import.reading", "customer.category.import.result"]
    _description = "Import Customers into Categories"

    state = fields.Selection(
        [
            ("draft", "List"),
            ("columns", "Columns"),
            ("result", "Result"),
            ("done", "Done"),
        ],
        default="draft",
        readonly=True,
    )
    category_ids = fields.Many2many(
        "customer.category",
        "customer_category_import_category_rel",
        string="Categories",
        domain=[("assignment", "=", "manual")],
        default=lambda self: self._default_categories(),
    )
    date_expire = fields.Date(
        string="Last Day", help="Membership ends after this day; empty is for good."
    )
    reason = fields.Char(help="Kept in the history, for whoever asks later.")
    creates_unknown = fields.Boolean(
        string="Create the unknown as customers",
        help="Undo ends their memberships and leaves the contacts.",
    )
    sends_notes = fields.Boolean(
        string="Tell the customers",
        help="Sends the automatic notes of these categories, where they are on. "
        "Otherwise nobody hears of an import.",
    )
    may_create = fields.Boolean(compute="_compute_may_create")
    operation_id = fields.Many2one(
        "customer.category.operation", string="Bulk Change", readonly=True
    )

    @api.model
    def _default_categories(self):
        """Return the categories that the import was started from."""
        if self.env.context.get("active_model") != "customer.category":
            return self.category_ids
        chosen = self.env["customer.category"].browse(
            self.env.context.get("active_ids") or []
        )
        return chosen.filtered(lambda category: category.assignment == "manual")

    @api.depends("file_name")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.file_name or self.env._("Import Customers")

    @api.depends_context("uid")
    def _compute_may_create(self):
        self.may_create = self.env["res.partner"].has_access("create")

    @api.constrains("date_expire")
    def _check_date_expire(self):
        for wizard in self:
            wizard._check_last_day(wizard.date_expire)

    def action_read(self):
        """Read the list; ask what its columns hold when it has several."""
        self.ensure_one()
        rows = self._read_rows()
        self._propose_columns(rows)
        if len(self.column_ids) == 1:
            self._match(rows)
        else:
            self.state = "columns"
        return True

    def action_match(self):
        """Find out whom each line means.

        :raise UserError: when no column says anything about customers
        """
        self.ensure_one()
        rows = self._read_rows()
        if len(rows[0]) != len(self.column_ids):
            self._propose_columns(rows)
        if not any(column.kind != "none" for column in self.column_ids):
            raise UserError(
                self.env._(
                    "Say of at least one column what it holds, such as phone numbers."
                )
            )
        self._match(rows)
        return True

    def action_back(self):
        """Return to the list, to correct it or choose another."""
        self.ensure_one()
        self._forget_lines()
        self.state = "draft"
        return True

    def action_columns(self):
        """Return to the columns, to say anew what they hold."""
        self.ensure_one()
        self.state = "columns"
        return True

    def _match(self, rows):
        """Store the list's lines with whom they mean, by one statement."""
        recognised = self._recognise(rows)
        self._forget_lines()
        self.env.flush_all()
        self.env.cr.execute(
            match_sql(
                self.id, self.env.uid, recognised, self._seen_sql(), self._company()
            )
        )
        self.state = "result"
        self.invalidate_recordset()
        self.env["customer.category.import.line"].invalidate_model()

    def _recognise(self, rows):
        """Return what the rows say, as ``match_sql`` takes it: lines and keys."""
        kinds = [c.kind if c.kind != "none" else None for c in self.column_ids]
        country, skipped = self._country(), max(self.skip_count, 0)
        rows = rows[skipped:]
        steps = self.env["customer.category.steps"]
        lines, keys = [], []
        for start in steps._steps(self.env._("Reading the list"), len(rows), STEP):
            for number, cells in enumerate(rows[start : start + STEP], start + 1):
                line = recognise_line(cells, kinds, country)
                lines.append(self._line_values(skipped + number, cells, line))
                keys.extend((skipped + number, *key) for key in line.keys)
        return lines, keys

    @staticmethod
    def _line_values(number, cells, line):
        shown = " | ".join(cell for cell in cells if cell)[:MAX_TEXT]
        return (
            number,
            shown.replace("\x00", ""),
            line.kind,
            line.problem,
            line.is_name_enough,
            *(line.first(kind) for kind in KINDS),
        )

    def _forget_lines(self):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DELETE FROM customer_category_import_line WHERE import_id = %s",
                self.id,
            )
        )
        self.invalidate_recordset()

    def _company(self):
        """Return the id of the company whose barcodes count."""
        return self.env.company.id

    def _seen_sql(self):
        """Return the query of the contacts that the user may see and change."""
        rules = self.env["ir.rule"]._compute_domain("res.partner", "write")
        return self.env["res.partner"]._search(rules).subselect()

    def _changes_sql(self):
        """Return the query of the changes that adding makes."""
        terms = Terms(self.date_expire or None)
        return join_changes_sql(self._meant_ids(), self.category_ids._origin.ids, terms)

    def _meant_ids(self):
        """Return the ids of the customers whom the lines mean.

        As values, since the planner knows nothing of lines that were just written.
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT partner_id FROM (%s) meant WHERE partner_id IN %s",
                found_customers_sql(self._origin.id),
                self._seen_sql(),
            )
        )
        return [partner for (partner,) in rows]

    def action_apply(self):
        """Add the customers whom the lines mean, as one act that can be undone.

        :raise UserError: when no category is chosen, an automatic one, or nobody meant
        :raise AccessError: for users who may not assign categories
        """
        self.ensure_one()
        if not self.category_ids:
            raise UserError(self.env._("Choose at least one category."))
        self.env["res.partner"]._check_customer_category_change(self.category_ids)
        created = self._create_unknown() if self.creates_unknown else None
        self.env.flush_all()
        name = self.env._("Imported to %s", ", ".join(self.category_ids.mapped("name")))
        operation = self.env["customer.category.operation"]._run(
            name, self._changes_sql(), "import", reason=self.reason or None
        )
        operation.sudo().sends_notes = self.sends_notes
        if operation and created:
            operation.sudo().created_partner_ids = created
        self.operation_id = operation
        self.state = "done"
        return operation._action_tell(name)
