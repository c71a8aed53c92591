"""Columns: which row is a header, and what each column seems to hold."""

from .import_recognition import AUTOMATIC, KINDS, recognise

_SAMPLE = 50
_TITLE_ROWS = 5

# How people and programs head such columns, in the languages of many shops.
_HEADINGS = {
    "phone": "phone|mobile|cell|tel|telephone|telefon|telefono|teléfono|téléphone"
    "|handy|natel|móvil|movil|portable|gsm|whatsapp|cellulare|telefone|celular|mobil",
    "email": "email|e-mail|mail|courriel|correo|e-post",
    "barcode": "barcode|ean|card|strichcode|badge",
    "ref": "ref|reference|référence|referencia|riferimento|referenz|id|code|number"
    "|no|nr|kundennummer|kundennr",
    "name": "name|customer|contact|nom|prénom|nombre|nome|cognome|kunde|vorname"
    "|nachname|firstname|lastname|surname|cliente|client|fullname|company",
}
_KIND_OF_WORD = {
    word: kind for kind, words in _HEADINGS.items() for word in words.split("|")
}

_FILLERS = {"address", "adresse", "of", "de", "full", "first", "last", "main"}


def heading_kind(text):
    """Return what a column with this heading holds, None when it says nothing.

    :param str text: the heading, such as "Mobile phone" or "Kunden-Nr."
    """
    found = [_KIND_OF_WORD.get(word) for word in _words(text)]
    # "Customer number" is a number, "contact e-mail" an e-mail address.
    return next((kind for kind in KINDS if kind in found), None)


def _words(text):
    text = text.casefold().replace("_", " ").replace("/", " ")
    return [word.strip(".:#()*") for word in text.split()]


def _is_heading(text):
    """Tell whether a text is nothing but words that columns are headed with."""
    words = _words(text)
    known = all(word in _KIND_OF_WORD or word in _FILLERS for word in words)
    return known and heading_kind(text) is not None


def header_rows(rows, country):
    """Return how many rows at the top are no customers: title and headings.

    :param rows: lists of text
    :param Country country: where phone numbers are from
    """
    for number, row in enumerate(rows[:_TITLE_ROWS]):
        if number + 1 < len(rows) and _names_columns(row, country):
            return number + 1
        if sum(map(bool, row)) > 1 or len(row) == 1:
            return 0
    return 0


def _names_columns(row, country):
    cells = [cell for cell in row if cell]
    if not any(map(_is_heading, cells)):
        return False
    kinds = {recognise(cell, AUTOMATIC, country).kind for cell in cells}
    return not kinds & {"phone", "email"} and all(len(cell) < 60 for cell in cells)


def propose_kinds(rows, skipped, country):
    """Return what each column seems to hold, None for what says nothing of customers.

    A heading decides where the cells below do not contradict it.

    :param rows: lists of text
    :param int skipped: how many rows at the top are no customers, headings last
    :param Country country: where phone numbers are from
    """
    body = rows[skipped:][:_SAMPLE]
    width = len(rows[0])
    if width == 1:
        return [AUTOMATIC]
    kinds = []
    for column in range(width):
        cells = [row[column] for row in body if row[column]]
        headed = heading_kind(rows[skipped - 1][column]) if skipped else None
        kinds.append(_propose_kind(cells, headed, bool(skipped), country))
    return kinds if any(kinds) else [AUTOMATIC, *[None] * (width - 1)]


def _propose_kind(cells, headed, is_headed, country):
    found = [recognise(cell, AUTOMATIC, country).kind for cell in cells]
    common = max(set(found), key=found.count) if found else None
    if headed and (headed not in ("phone", "email") or common in (headed, None)):
        return headed
    if common in ("phone", "email"):
        return common
    if headed:
        return headed
    # Without headings, words are most likely names; a heading that says something
    # else, such as "City", was read and means that they are not.
    return None if is_headed or common is None else common
