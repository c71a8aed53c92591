"""What a cell of a list says, without any database."""

from odoo.tests import BaseCase, tagged

from ..engines.import_columns import header_rows, heading_kind, propose_kinds
from ..engines.import_recognition import Country, recognise, recognise_line

SWISS = Country("CH", 41)
ITALIAN = Country("IT", 39)
NOWHERE = Country(None, None)
MOBILE = "+41791234567"


@tagged("post_install", "-at_install")
class TestPhones(BaseCase):
    def phone(self, text, country=SWISS):
        return recognise(text, "auto", country).first("phone")

    def test_every_notation_is_the_same_number(self):
        for text in (
            "+41 79 123 45 67",
            "0041791234567",
            "079 123 45 67",
            "079/123.45.67",
            "079-123-45-67",
            "(079) 123 45 67",
            "+41 (0)79 123 45 67",
            "Tel. 079 123 45 67",
            "Mobile: +41 79 123 45 67",
            "tel:+41-79-123-45-67",
            "\u202a+41 79 123 45 67\u202c",
            "079\u00a0123\u00a045\u00a067",
            "０７９ １２３ ４５ ６７",
            "'0791234567",
            '="0791234567"',
        ):
            self.assertEqual(self.phone(text), MOBILE, text)

    def test_zero_or_plus_that_a_spreadsheet_dropped_is_put_back(self):
        for text in ("791234567", "791234567.0", "41791234567", "4.1791234567E+10"):
            self.assertEqual(self.phone(text), MOBILE, text)

    def test_zero_that_belongs_to_the_number_is_put_back(self):
        self.assertEqual(self.phone("0612345678", ITALIAN), "+390612345678")
        self.assertEqual(self.phone("612345678", ITALIAN), "+390612345678")

    def test_digits_that_a_spreadsheet_cut_off_are_not_guessed(self):
        self.assertEqual(recognise("4.17912E+10", "auto", SWISS).problem, "shortened")

    def test_number_without_country_code_needs_a_country(self):
        self.assertFalse(self.phone("079 123 45 67", NOWHERE))
        self.assertEqual(self.phone("+41 79 123 45 67", NOWHERE), MOBILE)

    def test_date_is_no_number(self):
        for text in (
            "2026-01-03",
            "2026-01-03 00:00:00",
            "2026/1/3",
            "03.01.2026",
            "01/03/26",
            "31-12-1999 23:59",
        ):
            self.assertEqual(recognise(text, "auto", SWISS).problem, "date", text)
        for text in ("079-12-34", "2026-13-45-67", "079 12.03.26", "03.01.2026.15"):
            self.assertNotEqual(recognise(text, "auto", SWISS).problem, "date", text)

    def test_too_few_digits_are_no_number(self):
        self.assertEqual(recognise("079 123", "auto", SWISS).problem, "phone")


@tagged("post_install", "-at_install")
class TestOtherKeys(BaseCase):
    def test_address_with_a_name_is_an_address(self):
        line = recognise("Ann <ANN@Example.com>", "auto", SWISS)
        self.assertEqual(line.keys, [("email", "ann@example.com")])

    def test_at_sign_alone_is_no_address(self):
        self.assertEqual(recognise("@shop", "auto", SWISS).problem, "email")

    def test_digits_can_be_a_barcode_or_a_reference(self):
        line = recognise("20100", "auto", SWISS)
        self.assertEqual(line.keys, [("barcode", "20100"), ("ref", "20100")])

    def test_words_are_a_name_or_a_reference(self):
        line = recognise("Ann  Smith", "auto", SWISS)
        self.assertEqual(line.kind, "name")
        self.assertIn(("name", "Ann Smith"), line.keys)

    def test_first_and_last_name_are_one_name(self):
        line = recognise_line(["Ann", "Smith"], ["name", "name"], SWISS)
        self.assertEqual(line.keys, [("name", "Ann Smith")])
        self.assertTrue(line.is_name_enough)

    def test_name_beside_a_number_does_not_find_anybody_alone(self):
        line = recognise_line(["Ann", "079 123 45 67"], ["name", "phone"], SWISS)
        self.assertEqual(line.kind, "phone")
        self.assertFalse(line.is_name_enough)

    def test_invalid_number_beside_an_address_does_no_harm(self):
        line = recognise_line(["n/a", "a@b.ch"], ["phone", "email"], SWISS)
        self.assertEqual(line.keys, [("email", "a@b.ch")])
        self.assertFalse(line.problem)

    def test_line_without_anything_to_read_says_so(self):
        self.assertEqual(
            recognise_line(["", " "], ["auto", None], SWISS).problem, "blank"
        )


@tagged("post_install", "-at_install")
class TestColumns(BaseCase):
    def test_headings_of_many_shops(self):
        for text, kind in (
            ("Mobile phone", "phone"),
            ("Kundennummer", "ref"),
            ("Customer number", "ref"),
            ("Contact e-mail", "email"),
            ("Nombre", "name"),
            ("City", None),
        ):
            self.assertEqual(heading_kind(text), kind, text)

    def test_headings_decide_and_others_are_left_out(self):
        rows = [["Kunde", "Handy", "Ort"], ["Ann", "079 123 45 67", "Bern"]]
        self.assertTrue(header_rows(rows, SWISS))
        self.assertEqual(propose_kinds(rows, 1, SWISS), ["name", "phone", None])

    def test_title_above_the_headings_is_left_out(self):
        rows = [["Fair", ""], ["Name", "Phone"], ["Ann", "079 123 45 67"]]
        self.assertEqual(header_rows(rows, SWISS), 2)
        self.assertEqual(propose_kinds(rows, 2, SWISS), ["name", "phone"])

    def test_name_with_a_word_of_headings_is_no_heading(self):
        self.assertFalse(header_rows([["Ann Card"], ["Bob"]], SWISS))
        self.assertTrue(header_rows([["Mobile phone"], ["079 123 45 67"]], SWISS))

    def test_cells_decide_where_headings_are_wrong(self):
        rows = [["Phone", "Mail"], ["a@b.ch", "079 123 45 67"]]
        self.assertEqual(propose_kinds(rows, 1, SWISS), ["email", "phone"])

    def test_cells_decide_without_headings(self):
        rows = [["Ann", "079 123 45 67"], ["Bob", "079 123 45 68"]]
        self.assertFalse(header_rows(rows, SWISS))
        self.assertEqual(propose_kinds(rows, 0, SWISS), ["name", "phone"])

    def test_column_of_dates_is_left_out(self):
        rows = [["Ann", "079 123 45 67", "2026-01-03"]]
        self.assertEqual(propose_kinds(rows, 0, SWISS), ["name", "phone", None])
        rows = [["Name", "Phone", "Since"], *rows]
        self.assertEqual(propose_kinds(rows, 1, SWISS), ["name", "phone", None])

    def test_first_customer_is_no_heading(self):
        self.assertFalse(header_rows([["mail@shop.ch"]], SWISS))
        self.assertFalse(header_rows([["079 123 45 67"]], SWISS))
