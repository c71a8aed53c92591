"""What is looked at in an XLSX file before Odoo's reader opens it."""

import posixpath
import re

from lxml import etree

from .import_file import (
    MAX_CELLS,
    MAX_LINES,
    UnreadableListError,
    open_archive,
    read_part,
)

_RELATION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
_MERGED = re.compile(rb'mergeCell\s[^>]*ref="[A-Z]+\d+:([A-Z]{1,3})(\d{1,7})"')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]+\d+)"[^>]*>'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


def check_workbook(raw):
    """Refuse what the reader would fill the memory with, or read as blank.

    The reader opens every sheet, but only the first one becomes rows.

    :param bytes raw: the file
    :raise UnreadableListError: when it is broken or too large, or where the first sheet
        has a formula without result
    """
    with open_archive(raw) as archive:
        first = _first_sheet(archive)
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            part = read_part(archive, name)
            if name.startswith("xl/worksheets/"):
                _check_extent(part)
            blank = name == first and _UNCALCULATED.search(part)
            if blank:
                raise UnreadableListError("uncalculated", cell=blank[1].decode())


def _first_sheet(archive):
    """Return the name of the part that holds the first sheet, None without one."""
    links = _parsed(archive, "xl/_rels/workbook.xml.rels").iter("{*}Relationship")
    targets = {link.get("Id"): link.get("Target") for link in links}
    for sheet in _parsed(archive, "xl/workbook.xml").iter("{*}sheet"):
        found = (targets.get(sheet.get(key)) for key in _RELATION)
        target = next(filter(None, found), None)
        if target:
            # A target that begins with a slash counts from the root of the archive.
            return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return None


def _parsed(archive, name):
    """Return a part as XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(read_part(archive, name), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableListError("broken") from error


def _check_extent(sheet):
    rows = columns = merged = 0
    for place in _PLACE.finditer(sheet):
        rows = max(rows, int(place[2]))
        columns = max(columns, _column_number(place[1]))
    for place in _MERGED.finditer(sheet):
        merged += int(place[2]) * _column_number(place[1])
    if rows > MAX_LINES or max(rows * columns, merged) > MAX_CELLS:
        raise UnreadableListError("too_many", lines=MAX_LINES)


def _column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
