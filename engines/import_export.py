"""What is handed out as a spreadsheet: no text that a program takes for a formula."""

import csv
import io
from datetime import date

import xlsxwriter

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value):
    """Return a text for a cell, with an apostrophe before what would be a formula.

    :param value: text, number, or None for a blank cell
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def csv_bytes(rows):
    """Return rows as a CSV file that spreadsheets open with the right letters."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows):
    """Return rows as an XLSX file whose cells are numbers, days or text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if type(value) in (int, float):
                    sheet.write_number(row, column, value)
                elif type(value) is date:
                    sheet.write_datetime(row, column, value, day)
                else:
                    sheet.write_string(row, column, safe_cell(value)[:32_767])
    return stream.getvalue()
