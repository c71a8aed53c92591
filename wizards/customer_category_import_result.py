import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import format_date, formatLang

from ..engines.assignment import refused_sql, tally_sql
from ..engines.import_export import csv_bytes, xlsx_bytes
from ..engines.import_matching import point_lines_sql

COLUMNS = (
    "number",
    "text",
    "kind",
    "status",
    "partner_id",
    "candidates",
    "problem",
    "is_duplicate",
)


class CustomerCategoryImportResult(models.AbstractModel):
    """The result of reading a list: whom its lines mean, and what adding them does."""

    _name = "customer.category.import.result"
    _inherit = ["customer.category.import.creation"]
    _description = "Result of Reading a List of Customers"

    line_ids = fields.One2many(
        "customer.category.import.line", "import_id", string="Lines"
    )
    problem_line_ids = fields.One2many(
        "customer.category.import.line",
        "import_id",
        string="Lines to Look At",
        domain=[("status", "!=", "matched")],
    )
    matched_count = fields.Integer(string="Matched", compute="_compute_counts")
    ambiguous_count = fields.Integer(string="Ambiguous", compute="_compute_counts")
    unknown_count = fields.Integer(string="Unknown", compute="_compute_counts")
    invalid_count = fields.Integer(string="Invalid", compute="_compute_counts")
    duplicate_count = fields.Integer(string="Duplicates", compute="_compute_counts")
    summary = fields.Text(compute="_compute_summary")
    result_csv = fields.Binary(compute="_compute_result_csv")
    result_xlsx = fields.Binary(compute="_compute_result_xlsx")

    @api.depends("line_ids.status", "line_ids.is_duplicate")
    def _compute_counts(self):
        lines = self.env["customer.category.import.line"]
        for wizard in self:
            mine = [("import_id", "=", wizard._origin.id)]
            counts = dict(lines._read_group(mine, ["status"], ["__count"]))
            wizard.matched_count = counts.get("matched", 0)
            wizard.ambiguous_count = counts.get("ambiguous", 0)
            wizard.unknown_count = counts.get("unknown", 0)
            wizard.invalid_count = counts.get("invalid", 0)
            wizard.duplicate_count = lines.search_count(
                [*mine, ("is_duplicate", "=", True)]
            )

    @api.depends("category_ids", "date_expire", "creates_unknown", "state", "line_ids")
    def _compute_summary(self):
        """Count by the very query that adding writes with."""
        for wizard in self:
            wizard.summary = False
            if wizard.state == "result":
                wizard.summary = "\n".join(wizard._tell_changes())

    def _tell_changes(self):
        """Yield a sentence for each category, and one for new customers."""
        self.env.flush_all()
        if not self.category_ids:
            yield self.env._("Choose the categories to add the customers to.")
        chosen = self.category_ids._origin
        tally = {
            category: joined
            for category, joined, *_rest in self.env.execute_query(
                tally_sql(self._changes_sql())
            )
        }
        refused = dict(
            self.env.execute_query(refused_sql(self._meant_ids(), chosen.ids))
        )
        for category in chosen:
            joined = formatLang(self.env, tally.get(category.id, 0), 0)
            counts = [self.env._("%s will be added", joined)]
            if refused.get(category.id):
                counts.append(
                    self.env._(
                        "%s refused, since they belong to another company",
                        formatLang(self.env, refused[category.id], 0),
                    )
                )
            yield self.env._(
                "%(category)s: %(counts)s; the others are in already.",
                category=category.name,
                counts=", ".join(counts),
            )
        if self.creates_unknown and self.unknown_count:
            yield self.env._(
                "The customers of %s unknown lines will be created and added.",
                formatLang(self.env, self.unknown_count, 0),
            )

    def _check_last_day(self, day):
        """Refuse a last day that is over.

        :raise UserError: naming the day
        """
        if day and day < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "The last day, %s, is over already: choose today or a later day.",
                    format_date(self.env, day),
                )
            )

    def _create_unknown(self):
        """Create the customers whom unknown lines describe, each once.

        :return: the new contacts
        :raise AccessError: for users who may not create contacts
        """
        partners = self.env["res.partner"]
        if not partners.has_access("create"):
            raise AccessError(
                self.env._(
                    "You may not create contacts: leave “Create the unknown as "
                    "customers” out, or ask for the right to create contacts."
                )
            )
        lines = self.line_ids.search(
            [("import_id", "=", self.id), ("status", "=", "unknown")]
        )
        values, places = {}, []
        for line in lines:
            key = line.phone or line.email or (line.name or line.text).casefold()
            values.setdefault(key, line._new_customer_values())
            places.append((line.id, key))
        created = self._create_customers(list(values.values()))
        ids = dict(zip(values, created.ids, strict=True))
        if places:
            self.env.flush_all()
            pairs = [(line, ids[key]) for line, key in places]
            self.env.cr.execute(point_lines_sql(self.id, pairs))
            lines.invalidate_model()
            self.invalidate_recordset()
        return created

    def _compute_result_csv(self):
        for wizard in self:
            wizard.result_csv = base64.b64encode(csv_bytes(wizard._result_rows()))

    def _compute_result_xlsx(self):
        for wizard in self:
            wizard.result_xlsx = base64.b64encode(xlsx_bytes(wizard._result_rows()))

    def _result_rows(self):
        """Return the result as rows of text, headings first."""
        lines = self.line_ids.search([("import_id", "=", self.id)])
        labels = lines.fields_get(COLUMNS, ["string", "selection"])
        rows = [[labels[fname]["string"] for fname in COLUMNS]]
        choices = {f: dict(labels[f].get("selection", ())) for f in COLUMNS}
        for line in lines:
            rows.append([self._result_cell(line, f, choices[f]) for f in COLUMNS])
        return rows

    @api.model
    def _result_cell(self, line, fname, choices):
        value = line[fname]
        if fname == "partner_id":
            return value.display_name or None
        if fname == "is_duplicate":
            return self.env._("Yes") if value else None
        return choices.get(value, value) or None

    def action_download_csv(self):
        """Download the result as CSV."""
        return self._action_download("csv")

    def action_download_xlsx(self):
        """Download the result as XLSX."""
        return self._action_download("xlsx")

    def _action_download(self, kind):
        self.ensure_one()
        name = self.env._("import result")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/result_{kind}/"
            f"{name}.{kind}?download=true",
            "target": "download",
        }
