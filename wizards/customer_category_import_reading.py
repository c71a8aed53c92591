import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engines.import_columns import header_rows, propose_kinds
from ..engines.import_file import (
    UnreadableListError,
    check_size,
    decode_text,
    file_kind,
    filled_rows,
    text_rows,
)
from ..engines.import_ods import ods_rows
from ..engines.import_recognition import Country
from ..engines.import_xlsx import check_workbook


class CustomerCategoryImportReading(models.AbstractModel):
    """Reading a list of customers: what was pasted or uploaded becomes rows."""

    _name = "customer.category.import.reading"
    _description = "Reading a List of Customers"

    text = fields.Text(
        string="Paste a List",
        help="One customer a line: phone number, e-mail address, barcode, reference "
        "or name. Several columns may be pasted from a spreadsheet.",
    )
    file = fields.Binary(
        string="Or Upload a File",
        attachment=False,
        help="CSV, Excel (XLSX, XLS) or OpenDocument (ODS). Of a spreadsheet, the "
        "first sheet is read.",
    )
    file_name = fields.Char()
    country_id = fields.Many2one(
        "res.country",
        string="Phone Numbers From",
        default=lambda self: self.env.company.country_id,
        help="Where numbers without country code are from.",
    )
    skip_count = fields.Integer(
        string="Rows to Leave Out",
        help="Title and headings at the top, which are no customers.",
    )
    column_ids = fields.One2many(
        "customer.category.import.column", "import_id", string="Columns"
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse a file that is far too large before it is stored."""
        for vals in vals_list:
            self._check_file_size(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Refuse a file that is far too large before it is stored."""
        self._check_file_size(vals)
        return super().write(vals)

    @api.model
    def _check_file_size(self, vals):
        # Base 64 makes four signs of three bytes.
        size = len(vals.get("file") or "") * 3 // 4
        try:
            check_size(size - 2)
        except UnreadableListError as error:
            named = self.new({"file": b"-", "file_name": vals.get("file_name")})
            raise UserError(named._tell_unreadable(error)) from error

    def _read_rows(self):
        """Return the rows of the list as lists of text, all equally wide.

        :raise UserError: in one sentence, when the list cannot be read
        """
        self.ensure_one()
        if not (self.file or (self.text or "").strip()):
            raise UserError(self.env._("Paste a list or upload a file first."))
        try:
            return self._read_upload() if self.file else text_rows(self.text)
        except UnreadableListError as error:
            raise UserError(self._tell_unreadable(error)) from error

    def _read_upload(self):
        try:
            raw = base64.b64decode(self.file)
        except (binascii.Error, ValueError) as error:
            raise UnreadableListError("broken") from error
        kind = file_kind(raw)
        if kind == "csv":
            return text_rows(decode_text(raw))
        if kind == "xlsx":
            check_workbook(raw)
        rows = ods_rows(raw) if kind == "ods" else self._read_excel(kind)
        return filled_rows(rows, "empty_sheet")

    def _read_excel(self, kind):
        """Return the rows of an Excel file, read by Odoo's own import."""
        reader = self.env["base_import.import"].new(
            {"file": base64.b64decode(self.file), "file_name": self.file_name}
        )
        try:
            _length, rows = getattr(reader, f"_read_{kind}")({})
        except ValueError as error:
            # Odoo's sentence names the cell, such as one that shows #REF!.
            raise UserError(self._tell_bad_cell(error)) from error
        except Exception as error:
            is_protected = "encrypted" in str(error).lower()
            reason = "protected" if is_protected else "broken"
            raise UnreadableListError(reason) from error
        return rows

    def _tell_bad_cell(self, error):
        name = self.file_name or self.env._("The file")
        if "row" not in str(error).lower():
            return self._tell_unreadable(UnreadableListError("broken"))
        return self.env._(
            "%(file)s cannot be read: %(reason)s", file=name, reason=str(error)
        )

    def _tell_unreadable(self, error):
        """Return the sentence for a list that cannot be read.

        :param UnreadableListError error: why
        """
        name = self.file_name if self.file else self.env._("The list")
        values = {"file": name or self.env._("The file"), **error.details}
        sentences = {
            "empty": lambda: self.env._("%(file)s is empty.", **values),
            "empty_sheet": lambda: self.env._(
                "The first sheet of %(file)s is empty.", **values
            ),
            "too_big": lambda: self.env._(
                "%(file)s is larger than %(limit)s MB. Split it and import the parts.",
                **values,
            ),
            "too_many": lambda: self.env._(
                "%(file)s has more than %(lines)s lines, or very many columns. Split "
                "it and import the parts.",
                **values,
            ),
            "protected": lambda: self.env._(
                "%(file)s is protected by a password. Save it without one and upload "
                "it again.",
                **values,
            ),
            "broken": lambda: self.env._(
                "%(file)s is damaged. Open it in a spreadsheet program, save it anew "
                "and upload it again.",
                **values,
            ),
            "other_kind": lambda: self.env._(
                "%(file)s is no list. Upload CSV, Excel (XLSX, XLS) or OpenDocument "
                "(ODS).",
                **values,
            ),
            "no_text": lambda: self.env._(
                "%(file)s holds signs that are no text. Save it as CSV in UTF-8, or as "
                "XLSX or ODS.",
                **values,
            ),
            "uncalculated": lambda: self.env._(
                "Cell %(cell)s of %(file)s holds a formula without result. Open the "
                "file in a spreadsheet program, save it and upload it again.",
                **values,
            ),
            "failed_formula": lambda: self.env._(
                "Row %(line)s of %(file)s shows %(value)s. Correct the formula and "
                "upload the file again.",
                **values,
            ),
        }
        return sentences[error.reason]()

    def _country(self):
        """Return the engines' :class:`Country` of numbers without country code."""
        country = self.country_id
        return Country(country.code or None, country.phone_code or None)

    def _propose_columns(self, rows):
        """Set the columns of a list to what they seem to hold."""
        country = self._country()
        self.skip_count = header_rows(rows, country)
        kinds = propose_kinds(rows, self.skip_count, country)
        self.column_ids = [
            fields.Command.clear(),
            *(
                fields.Command.create(
                    {
                        "sequence": number,
                        "name": self._column_name(rows, number),
                        "sample": self._column_sample(rows, number),
                        "kind": kind or "none",
                    }
                )
                for number, kind in enumerate(kinds)
            ),
        ]

    def _column_name(self, rows, number):
        skipped = self.skip_count
        heading = rows[skipped - 1][number][:60] if skipped else ""
        return heading or self.env._("Column %s", number + 1)

    def _column_sample(self, rows, number):
        cells = (row[number] for row in rows[self.skip_count :][:50])
        return ", ".join([cell[:30] for cell in cells if cell][:3])
