"""Files and pasted texts become rows of text, or one reason why they cannot.

What a file is, its content decides: names and types that a browser sends are guesses.
"""

import csv
import io
import re
import zipfile

import chardet

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_LINES = 100_000
MAX_CELLS = 2_000_000
SEPARATORS = ("\t", ";", ",", "|")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"\x1f\x8b")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableListError(Exception):
    """A list that cannot be read.

    :param str reason: which sentence a person is to see
    :param details: what the sentence names
    """

    def __init__(self, reason, **details):
        super().__init__(reason)
        self.reason = reason
        self.details = details


def check_size(size):
    """Refuse a file that would take too long to read.

    :param int size: in bytes
    :raise UnreadableListError: when it is too large
    """
    if size > MAX_BYTES:
        raise UnreadableListError("too_big", limit=MAX_BYTES // 1024 // 1024)


def file_kind(raw):
    """Return what a file is: ``csv``, ``ods``, ``xls`` or ``xlsx``.

    :param bytes raw: the file
    :raise UnreadableListError: for a file that is empty, too large, protected, broken
        or of another kind
    """
    check_size(len(raw))
    if not raw.strip():
        raise UnreadableListError("empty")
    if raw.startswith(_OLE):
        if _ENCRYPTED_OLE in raw:
            raise UnreadableListError("protected")
        return "xls"
    if raw.startswith(b"PK"):
        return _archive_kind(raw)
    start = raw[:1024].lstrip().lower()
    if raw.startswith(_OTHER_KINDS) or start.startswith((b"<html", b"<!doctype")):
        raise UnreadableListError("other_kind")
    return "csv"


def _archive_kind(raw):
    with open_archive(raw) as archive:
        names = set(archive.namelist())
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise UnreadableListError("too_many", lines=MAX_LINES)
        if any(part.flag_bits & 1 for part in archive.infolist()):
            raise UnreadableListError("protected")
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "content.xml" in names:
            _check_document(archive, names)
            return "ods"
    raise UnreadableListError("other_kind")


def open_archive(raw):
    """Return a packed file, opened.

    :param bytes raw: the file
    :raise UnreadableListError: when it is broken
    """
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableListError("broken") from error


def read_part(archive, name):
    """Return one part of a packed file.

    :param ZipFile archive: the file
    :param str name: the part's name
    :raise UnreadableListError: when the part is broken, or XML that defines entities
    """
    try:
        part = archive.read(name)
    except Exception as error:
        raise UnreadableListError("broken") from error
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise UnreadableListError("broken")
    return part


def _check_document(archive, names):
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in read_part(archive, manifest):
        raise UnreadableListError("protected")


def decode_text(raw):
    """Return the text of a file, whatever its encoding.

    :param bytes raw: the file
    :raise UnreadableListError: when no encoding makes it a text
    """
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = _decode_guessed(raw)
    if _CONTROL.search(text):
        raise UnreadableListError("no_text")
    return text


def _decode_guessed(raw):
    guess = chardet.detect(raw[:200_000])["encoding"] or "cp1252"
    for encoding in (guess, "cp1252"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableListError("no_text")


def text_rows(text):
    """Return the rows of a text, cells apart where its lines are made of cells.

    A list of one line, such as numbers with commas between, is a row for each.

    :param str text: pasted, or the content of a CSV file
    :raise UnreadableListError: for too many lines
    """
    if text.count("\n") > 2 * MAX_LINES:
        raise UnreadableListError("too_many", lines=MAX_LINES)
    separator = _separator(text)
    rows = [[line] for line in text.splitlines()]
    if separator:
        rows = _split(text, separator)
    rows = filled_rows(rows)
    if len(rows) == 1 and len(rows[0]) > 2:
        return filled_rows([[cell] for cell in rows[0]])
    return rows


def filled_rows(rows, empty="empty"):
    """Return rows as stripped text, all as wide as the widest, without blank ones.

    :param rows: lists of cells
    :param str empty: which sentence says that there is none
    :raise UnreadableListError: for none, or too many
    """
    result = [["" if c is None else str(c).strip() for c in row] for row in rows]
    result = [row for row in result if any(row)]
    if not result:
        raise UnreadableListError(empty)
    width = max(_filled_width(row) for row in result)
    if len(result) > MAX_LINES or len(result) * width > MAX_CELLS:
        raise UnreadableListError("too_many", lines=MAX_LINES)
    return [(row + [""] * width)[:width] for row in result]


def _filled_width(row):
    return next(i for i in range(len(row), 0, -1) if row[i - 1])


def _separator(text):
    """Return what most lines have equally many of, None when nothing is."""
    lines = [line for line in text.splitlines()[:500] if line.strip()]
    for separator in SEPARATORS:
        counts = [line.count(separator) for line in lines]
        common = max(set(counts), key=counts.count) if counts else 0
        if common and counts.count(common) >= 0.7 * len(lines):
            return separator
    return None


def _split(text, separator):
    """Return the cells; quotes that do not pair are letters like any other."""
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()]
