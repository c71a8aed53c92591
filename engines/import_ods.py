"""OpenDocument spreadsheets become rows of text.

Odoo's own reader needs a library that Odoo does not bring along, and shifts the cells
beside merged ones.
"""

from lxml import etree

from .import_file import MAX_LINES, UnreadableListError, open_archive, read_part

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
MAX_COLUMNS = 200


def ods_rows(raw):
    """Return the rows of the first sheet as lists of text.

    :param bytes raw: the file
    :raise UnreadableListError: when it is broken, too long or holds a failed formula
    """
    with open_archive(raw) as archive:
        content = read_part(archive, "content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        sheet = next(etree.fromstring(content, parser).iter(f"{_TABLE}table"), None)
    except etree.XMLSyntaxError as error:
        raise UnreadableListError("broken") from error
    rows = []
    for row in [] if sheet is None else sheet.iter(f"{_TABLE}table-row"):
        cells = _row_cells(row, len(rows) + 1)
        if not any(cells):
            continue
        times = _repeated(row, "rows")
        if len(rows) + times > MAX_LINES:
            raise UnreadableListError("too_many", lines=MAX_LINES)
        rows.extend([cells] * times)
    return rows


def _row_cells(row, number):
    """Return the cells; blank ones that fill up the sheet's width are left out."""
    cells, blanks = [], 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        text = "" if cell.tag == _CELLS[1] else _cell_text(cell, number)
        times = _repeated(cell, "columns")
        if not text:
            blanks += times
            continue
        if len(cells) + blanks + times > MAX_COLUMNS:
            raise UnreadableListError("too_many", lines=MAX_LINES)
        cells += [""] * blanks + [text] * times
        blanks = 0
    return cells


def _repeated(element, what):
    times = element.get(f"{_TABLE}number-{what}-repeated") or "1"
    if not times.isdecimal():
        raise UnreadableListError("broken")
    return max(int(times[:9]), 1)


def _cell_text(cell, number):
    """Return what a cell holds; numbers as they are, not as they are shown."""
    shown = "\n".join(
        "".join(paragraph.itertext()) for paragraph in cell.iter(f"{_TEXT}p")
    ).strip()
    if cell.get(f"{_CALC}value-type") == "error":
        raise UnreadableListError("failed_formula", value=shown, line=number)
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "float":
        return cell.get(f"{_OFFICE}value") or shown
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value") or shown
    return shown
