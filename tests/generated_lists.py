"""Lists as people and programs write them, and as accidents leave them."""

import io
import zipfile

import openpyxl

SIGNS = "0123456789+-/.() \t;,|\"'@=#éß中\u202a\u00a0\x00\x0b\u2028\ud83d\r\n٣７ab"
WORDS = [
    "Ann",
    "079 123 45 67",
    "+41791234567",
    "791234567.0",
    "4.17E+10",
    "ann@example.com",
    "@",
    "=1+1",
    "#REF!",
    "Name",
    "Phone",
    "E-mail",
    "'",
    '"',
    '="079"',
    "",
    " ",
    "Müller, Zoë",
    "9" * 400,
    "1e999999",
    "\u202e",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "cp1251"]


def random_cell(dice):
    """Return a text of a cell."""
    if dice.random() < 0.7:
        return dice.choice(WORDS)
    return "".join(dice.choices(SIGNS, k=dice.randrange(30)))


def random_rows(dice):
    """Return rows of cells, not always equally many."""
    width = dice.randrange(1, 6)
    return [
        [random_cell(dice) for _c in range(max(1, width + dice.choice([0, 0, 0, 1])))]
        for _r in range(dice.randrange(8))
    ]


def random_text(dice):
    """Return a text to paste."""
    separator = dice.choice(["\t", ";", ",", "|", " ", ""])
    end = dice.choice(["\n", "\r\n", "\r", "\u2028"])
    text = end.join(separator.join(row) for row in random_rows(dice))
    # A browser sends neither half characters nor zeros.
    return _writable(text.replace("\x00", ""))


def _writable(text):
    return text.encode("utf-8", "ignore").decode()


def _text_file(dice):
    return random_text(dice).encode(dice.choice(ENCODINGS), "ignore")


def _workbook(dice):
    book = openpyxl.Workbook()
    for number, row in enumerate(random_rows(dice), 1):
        for column, text in enumerate(row, 1):
            cell = book.active.cell(number, column)
            try:
                cell.value = dice.choice([_writable(text), 791234567, 7.5, None, True])
            except openpyxl.utils.exceptions.IllegalCharacterError:
                cell.value = "x"
    if dice.random() < 0.3:
        book.active.merge_cells("A1:C2")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _document(dice):
    rows = "".join(
        f'<table:table-row table:number-rows-repeated="{dice.choice([1, 2, "x", ""])}">'
        + "".join(_document_cell(dice, text) for text in row)
        + "</table:table-row>"
        for row in random_rows(dice)
    )
    content = (
        '<x xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<table:table>{rows}</table:table></x>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("content.xml", content.encode("utf-8", "ignore"))
    return stream.getvalue()


def _document_cell(dice, text):
    kind = dice.choice(["string", "float", "date", "boolean"])
    times = dice.choice([1, 1, 3, 10**9])
    if dice.random() < 0.9:
        text = "".join(c for c in text if c >= " " and c not in '<&"')
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{len(text)}"'
        f' table:number-columns-repeated="{times if text else 1}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def _noise(dice):
    return dice.choice([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) + (
        dice.randbytes(dice.randrange(300))
    )


def random_file(dice):
    """Return a file, now and then damaged on its way."""
    makers = [_text_file, _text_file, _workbook, _document, _noise]
    raw = bytearray(dice.choice(makers)(dice))
    accident = dice.random()
    if raw and accident < 0.15:
        del raw[dice.randrange(len(raw)) :]
    elif raw and accident < 0.3:
        for _hit in range(dice.randrange(1, 20)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
    return bytes(raw)
