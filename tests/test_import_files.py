"""Lists in every kind of file, and one sentence for those that cannot be read."""

import base64
import io
import zipfile

import openpyxl

from odoo.exceptions import UserError
from odoo.tools import file_open

from ..engines import import_file
from ..engines.import_export import csv_bytes, safe_cell, xlsx_bytes
from .common import create_customer
from .test_import import ImportCase

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(**parts):
    """Return a packed file; ``__`` in names stands for a slash, ``_dot_`` for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            name = name.replace("__", "/").replace("_dot_", ".")
            packed.writestr(name, content)
    return stream.getvalue()


def workbook(rows, prepare=None):
    """Return an XLSX file of rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if prepare:
        prepare(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class FileCase(ImportCase):
    def upload(self, raw, name="list.csv", **values):
        return self.load(file=base64.b64encode(raw), file_name=name, **values)

    def assert_refused(self, raw, sentence, name="list"):
        count = self.env["customer.category.import.line"].search_count([])
        with self.assertRaisesRegex(UserError, sentence) as caught:
            self.upload(raw, name)
        self.assertNotIn("\n", str(caught.exception))
        self.assertEqual(
            self.env["customer.category.import.line"].search_count([]), count
        )


class TestRealSpreadsheets(FileCase):
    """Saved by LibreOffice: merged title, merged cells, a number, a formula.

    The old format has a text in place of the formula, since it keeps no result of it.
    """

    def test_each_format_reads_the_same(self):
        self.customer.unlink()
        ann = create_customer(self.env, "Tour Ann", phone="+41 79 123 45 67")
        bob = create_customer(self.env, "Tour Bob", email="bob@tour.example.com")
        eve = create_customer(self.env, "Tour Eve", phone="+41 79 123 45 69")
        kim = create_customer(self.env, "Tour Kim", phone="+41 79 123 45 70")
        for kind in ("ods", "xlsx", "xls"):
            with file_open(
                f"customer_category/static/tests/files/fair.{kind}", "rb"
            ) as file:
                wizard = self.upload(file.read(), f"fair.{kind}")
            self.assertEqual(
                wizard.column_ids.mapped("kind"), ["name", "none", "phone", "email"]
            )
            self.assertEqual(wizard.line_ids.partner_id, ann + bob + eve + kim, kind)
            self.assertEqual(wizard.line_ids[-1].status, "unknown")
            self.assertEqual(len(wizard.line_ids), 5)


class TestTexts(FileCase):
    def test_text_in_any_encoding(self):
        self.customer.name = "Zoë Müller"
        text = "Name;City\nZoë Müller;Zürich\nJosé Peña;Málaga\n"
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
            wizard = self.upload(text.encode(encoding))
            self.assertEqual(wizard.line_ids[0].partner_id, self.customer, encoding)

    def test_numbers_with_spaces_are_one_column(self):
        wizard = self.upload(b"079 123 45 67\n079 111 22 33\n")
        self.assertEqual(wizard.line_ids[0].partner_id, self.customer)

    def test_quote_that_is_never_closed_swallows_no_lines(self):
        wizard = self.upload(b'"Ann;0791234567\nBo;0791112233\nCy;0791112244\n')
        self.assertEqual(len(wizard.line_ids), 3)
        self.assertEqual(wizard.line_ids[0].partner_id, self.customer)

    def test_name_of_the_file_does_not_decide_what_it_is(self):
        wizard = self.upload(workbook([["Phone"], ["0791234567"]]), "list.csv")
        self.assertEqual(wizard.line_ids.partner_id, self.customer)


class TestRefusedFiles(FileCase):
    def test_nothing_at_all(self):
        with self.assertRaisesRegex(UserError, "Paste a list or upload a file"):
            self.load(text=" \n")

    def test_empty_files(self):
        self.assert_refused(b" \n", "list is empty")
        self.assert_refused(b";;;\n;;;\n", "list is empty")
        self.assert_refused(workbook([]), "^The first sheet of list is empty")

    def test_hundred_megabytes(self):
        self.assert_refused(b"0791234567\n" * 10_000_000, "larger than 20 MB")

    def test_file_that_is_too_large_is_refused_before_it_is_stored(self):
        large = base64.b64encode(b"0" * (import_file.MAX_BYTES + 2))
        imports = self.env["customer.category.import"]
        with self.assertRaisesRegex(UserError, "^big.csv is larger than 20 MB"):
            imports.create({"file": large, "file_name": "big.csv"})
        with self.assertRaisesRegex(UserError, "^big.csv is larger than 20 MB"):
            imports.create({}).write({"file": large, "file_name": "big.csv"})
        self.assertTrue(imports.create({"file": large[:-8], "file_name": "big.csv"}))

    def test_too_many_lines(self):
        self.assert_refused(b"1\n" * 100_001, "more than 100000 lines")

    def test_archive_that_unpacks_to_a_flood(self):
        flood = archive(xl__workbook_dot_xml=b"x", x=b"0" * import_file.MAX_UNPACKED)
        self.assert_refused(flood, "very many columns")

    def test_cell_at_the_far_end_of_the_sheet(self):
        def prepare(sheet):
            sheet["XFD1048576"] = "x"

        self.assert_refused(workbook([["a"]], prepare), "very many columns")

    def test_merged_cells_over_the_whole_sheet(self):
        def prepare(sheet):
            sheet.merged_cells.add("A1:XFD1048576")

        self.assert_refused(workbook([["a"]], prepare), "very many columns")

    def test_password_of_a_real_spreadsheet(self):
        path = "customer_category/static/tests/files/locked.xls"
        with file_open(path, "rb") as file:
            self.assert_refused(file.read(), "by a password", "locked.xls")

    def test_passwords(self):
        self.assert_refused(
            OLE + "EncryptedPackage".encode("utf-16-le") * 9, "by a password"
        )
        self.assert_refused(
            archive(
                content_dot_xml=b"?",
                **{"META-INF__manifest_dot_xml": b"<encryption-data/>"},
            ),
            "by a password",
        )

    def test_damaged_files(self):
        good = workbook([["Phone"], ["0791234567"]])
        for raw in (
            good[: len(good) // 2],
            archive(content_dot_xml=b"<office>"),
            archive(xl__workbook_dot_xml=b"<workbook/>"),
            archive(content_dot_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
            OLE + b"\0" * 2000,
        ):
            self.assert_refused(raw, "is damaged")

    def test_files_that_are_no_list(self):
        for raw in (b"%PDF-1.7", b"<html><table>", archive(x=b"x")):
            self.assert_refused(raw, "is no list")
        self.assert_refused(bytes(range(32)) * 50, "no text")

    def test_formulas_without_result(self):
        raw = workbook([["Phone"], ['="079123"&"4567"']])
        self.assert_refused(raw, "Cell A2 of list holds a formula without result")

    def test_formulas_of_sheets_that_are_not_read(self):
        """Whatever the parts of the file are called, and however they are listed."""

        def add_sheet(sheet):
            other = sheet.parent.create_sheet("Sums", index)
            other["A1"] = '="079123"&"4567"'

        index = 1
        raw = workbook([["Phone"], ["0791234567"]], add_sheet)
        wizard = self.upload(raw)
        self.assertEqual(wizard.line_ids.partner_id, self.customer)
        index = 0
        raw = workbook([["Phone"], ["0791234567"]], add_sheet)
        self.assert_refused(raw, "Cell A1 of list holds a formula without result")

    def test_browser_refuses_from_the_same_size_on(self):
        path = "customer_category/static/src/backend/fields/customer_category_list_file"
        with file_open(f"{path}/customer_category_list_file_field.js") as file:
            source = file.read()
        limit = import_file.MAX_BYTES // 1024 // 1024
        self.assertIn(f"static limit = {limit};", source)

    def test_formulas_that_failed(self):
        self.assert_refused(workbook([["Phone"], ["#REF!"]]), "row 2.*#REF!")


class TestExport(FileCase):
    def test_cells_never_start_a_formula(self):
        for text in ("=1+1", "+41", "-1", "@x", "\tx"):
            self.assertEqual(safe_cell(text), f"'{text}")
        self.assertEqual(safe_cell("0791"), "0791")

    def test_result_can_be_downloaded(self):
        wizard = self.load("=HYPERLINK(1)\n0791234567")
        text = base64.b64decode(wizard.result_csv).decode("utf-8-sig")
        self.assertIn("'=HYPERLINK(1)", text)
        # A cell without customer is empty.
        self.assertNotIn("False", text)
        self.assertIn("Matched,Ann", text)
        sheet = openpyxl.load_workbook(
            io.BytesIO(base64.b64decode(wizard.result_xlsx))
        ).active
        rows = list(sheet.iter_rows(values_only=True))
        self.assertEqual(rows[1][1], "'=HYPERLINK(1)")
        self.assertEqual(rows[2][3:5], ("Matched", "Ann"))

    def test_result_can_be_imported_again(self):
        rows = [["Phone", "Name"], ["0791234567", "Ann"]]
        for write in (csv_bytes, xlsx_bytes):
            wizard = self.upload(write(rows))
            self.assertEqual(wizard.line_ids.partner_id, self.customer)
