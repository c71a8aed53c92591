"""Recognition: what a cell of a list says about a customer.

A *key* is ``(kind, value)`` as contacts keep it: a phone number in E.164, an e-mail
address in lower case, a barcode, a reference, a name. One cell may give several: digits
can be a phone number and a barcode alike, and the contacts decide which it is.
"""

import re
import unicodedata
from dataclasses import dataclass

from odoo.exceptions import UserError
from odoo.tools import email_normalize

from odoo.addons.phone_validation.tools.phone_validation import phone_format

AUTOMATIC = "auto"
KINDS = ("phone", "email", "barcode", "ref", "name")
MAX_VALUE = 200

_FORMULA_TEXT = re.compile(r'^="(.*)"$')
_SPREADSHEET_ZERO = re.compile(r"^(\+?\d+)\.0+$")
_SHORTENED = re.compile(r"^\d(?:[.,](\d+))?[eE]\+?(\d{1,2})$")
_PHONE = re.compile(r"^[^\d@+(]{0,40}?[\s:.]?([+(]?[\d\s().\-/+]{5,40})$")
_ADDRESS = re.compile(r"^[^@\s]{1,100}@[^@\s]{1,95}\.[^@\s.]{2,60}$")
_PLAIN = re.compile(r"^\w{1,60}$")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"^(?:(?:19|20)\d\d([-/.]){_DAY}\1{_DAY}|{_DAY}([-/.]){_DAY}\2(?:19|20)?\d\d)"
    r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?$"
)


@dataclass(frozen=True)
class Country:
    """Where phone numbers without country code are from.

    :param str | None code: such as ``CH``
    :param int | None phone_code: such as 41
    """

    code: str | None
    phone_code: int | None


@dataclass(frozen=True)
class Line:
    """What one line of a list says.

    :param list keys: tuples ``(kind, value)``
    :param str | None kind: what it was recognised as
    :param str | None problem: which sentence says why it is invalid
    :param bool is_name_enough: whether the name alone finds the customer
    """

    keys: list
    kind: str | None = None
    problem: str | None = None
    is_name_enough: bool = True

    def first(self, kind):
        """Return the first value of a kind, None without one."""
        return next((value for found, value in self.keys if found == kind), None)


def clean(cell):
    """Return a cell without what spreadsheets and phones put around a value.

    :param str cell: as it was read
    """
    text = unicodedata.normalize("NFKC", cell)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    text = re.sub(r"\s+", " ", text).strip()
    wrapped = _FORMULA_TEXT.match(text)
    text = wrapped[1] if wrapped else text.removeprefix("'")
    whole = _SPREADSHEET_ZERO.match(text)
    return whole[1] if whole else _lengthened(text)


def _lengthened(text):
    """Return a number that a spreadsheet wrote with exponent, if nothing is lost."""
    match = _SHORTENED.match(text)
    if not match:
        return text
    digits = text[0] + (match[1] or "")
    zeros = int(match[2]) + 1 - len(digits)
    return digits if zeros == 0 else text


def recognise_line(cells, kinds, country):
    """Return what a line says, its columns read as what they hold.

    :param cells: the line's texts
    :param kinds: what each column holds, ``auto`` to find out, None to leave it out
    :param Country country: where phone numbers are from
    :return: the :class:`Line`
    """
    lines = [
        recognise(cell, kind, country)
        for cell, kind in zip(cells, kinds, strict=True)
        if kind and cell.strip()
    ]
    if not lines:
        return Line([], problem="blank")
    if len(lines) == 1:
        return lines[0]
    names = [line.first("name") for line in lines if line.kind == "name"]
    keys = [key for line in lines for key in line.keys if key[0] != "name"]
    names = [("name", " ".join(names)[:MAX_VALUE])] if names else []
    good = [line for line in lines if line.keys]
    if not good:
        return lines[0]
    strong = next((line.kind for line in good if line.kind != "name"), "name")
    return Line(
        list(dict.fromkeys(keys + names)),
        kind=strong,
        is_name_enough=all(line.kind == "name" for line in lines),
    )


def recognise(cell, kind, country):
    """Return what one cell says.

    :param str cell: as it was read
    :param str kind: one of ``KINDS``, or ``auto`` to find out
    :param Country country: where phone numbers are from
    :return: the :class:`Line`
    """
    text = clean(cell)
    if not text:
        return Line([], problem="blank")
    if kind == AUTOMATIC:
        return _recognise_any(text, country)
    value = _READERS[kind](text, country)
    if not value:
        return Line([], kind=kind, problem=_problem(text, kind))
    return Line([(kind, value)], kind=kind)


def _recognise_any(text, country):
    if "@" in text:
        return recognise(text, "email", country)
    if _SHORTENED.match(text) or _DATE.match(text):
        return _misleading(text)
    codes = [("barcode", text), ("ref", text)] if len(text) <= MAX_VALUE else []
    phone = phone_key(text, country)
    if phone:
        return Line([("phone", phone), *codes], kind="phone")
    if not any(c.isalpha() for c in text):
        if _PLAIN.match(text):
            return Line(codes, kind="ref")
        return Line([], kind="phone", problem="phone")
    return Line([*codes, ("name", text[:MAX_VALUE])], kind="name")


def _misleading(text):
    """Return what digits say that may well be somebody else's phone number."""
    if _DATE.match(text):
        return Line([], problem="date")
    return Line([], kind="phone", problem="shortened")


def _problem(text, kind):
    if kind == "phone" and _SHORTENED.match(text):
        return "shortened"
    return kind


def phone_key(text, country):
    """Return a phone number in E.164, None when the text is none.

    Spreadsheets drop the zero or the plus that a number begins with; both are tried.

    :param str text: in any notation
    :param Country country: where numbers without country code are from
    """
    match = _PHONE.match(text)
    if not match:
        return None
    number = match[1].strip()
    for attempt in _phone_tries(number):
        try:
            return phone_format(attempt, country.code, country.phone_code, "E164")
        except UserError:
            continue
    return None


def _phone_tries(number):
    """Return what a number may have been before a spreadsheet shortened it."""
    if number.startswith("00"):
        return [f"+{number[2:]}", number]
    if number[0] in "+(0":
        return [number]
    tries = [number, f"0{number}"]
    is_long = sum(c.isdigit() for c in number) >= 10
    return [*tries, f"+{number}"] if is_long else tries


def _email_key(text, _country):
    address = email_normalize(text)
    return address if address and _ADDRESS.match(address) else None


def _code_key(text, _country):
    return text if len(text) <= MAX_VALUE else None


def _name_key(text, _country):
    return text[:MAX_VALUE]


_READERS = {
    "phone": phone_key,
    "email": _email_key,
    "barcode": _code_key,
    "ref": _code_key,
    "name": _name_key,
}
