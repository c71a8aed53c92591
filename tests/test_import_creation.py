"""Customers created by an import: many at once are as if each was entered by hand."""

from unittest.mock import patch

from freezegun import freeze_time

from odoo.tools import SQL

from ..wizards import customer_category_import_creation as creation
from .common import create_customer
from .test_import import ImportCase

LIST = (
    "Uma\t079 111 22 33\tUMA@Example.com\n"
    "  Zoë Ünal \t079 111 22 34\t\n"
    "Kim\t\tkim@example.com\n"
    "Lou\t+49 30 901820\tlou@example.com\n"
)
# What differs between any two contacts.
OWN = {"id", "commercial_partner_id", "create_date", "write_date"}


class TestCreation(ImportCase):
    def import_new(self, text, few=0, **values):
        """Import a list, and return the new customers by name."""
        with patch.object(creation, "FEW", few):
            wizard = self.load(text, creates_unknown=True, **values)
            wizard.action_apply()
        created = wizard.operation_id.created_partner_ids
        return {partner.name: partner for partner in created}

    def rows(self, partners):
        """Return what the database has of contacts, by name and without dates."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL("SELECT * FROM res_partner WHERE id IN %s", tuple(partners.ids))
        )
        return {
            row["name"]: {key: row[key] for key in row if key not in OWN}
            for row in self.env.cr.dictfetchall()
        }

    # A contact keeps the second of its creation (the last reminder of a meeting).
    @freeze_time("2026-01-02 10:00:00")
    def test_many_at_once_are_as_odoo_creates_each(self):
        at_once = self.import_new(LIST)
        rows = self.rows(self.env["res.partner"].union(*at_once.values()))
        self.assertEqual(len(rows), 4)
        for partner in at_once.values():
            self.assertEqual(partner.commercial_partner_id, partner)
            self.assertEqual(partner.customer_category_ids, self.vip)
        self.env["res.partner"].union(*at_once.values()).active = False
        one_by_one = self.import_new(LIST, few=100)
        expected = self.rows(self.env["res.partner"].union(*one_by_one.values()))
        self.assertEqual(rows, expected)

    def test_fields_that_are_computed_are_there(self):
        uma = self.import_new(LIST)["Uma"]
        self.assertEqual(uma.phone_sanitized, "+41791112233")
        self.assertEqual(uma.email_normalized, "uma@example.com")
        self.assertEqual(uma.complete_name, "Uma")
        self.assertTrue(self.env["res.partner"].search([("display_name", "=", "Uma")]))

    def test_lines_get_their_own_customer(self):
        wizard = self.load(LIST, creates_unknown=True)
        with patch.object(creation, "FEW", 0):
            wizard.action_apply()
        for line in wizard.line_ids:
            self.assertEqual(line.partner_id.name, line.name)

    def test_customers_with_barcodes_are_among_them(self):
        text = "Barcode\tName\n0420077\tBea\n0420078\tBob\n"
        self.load(text)
        found = self.import_new(text + "\tCid\n")
        for name, barcode in (("Bea", "0420077"), ("Bob", "0420078")):
            self.assertEqual(found[name].barcode, barcode)

    def test_statements_do_not_depend_on_how_many(self):
        def count(first, customers):
            text = "\n".join(
                f"Customer {number}\t079 {number:07}"
                for number in range(first, first + customers)
            )
            before = self.env.cr.sql_log_count
            self.assertEqual(len(self.import_new(text)), customers)
            return self.env.cr.sql_log_count - before

        count(1000000, 3)
        self.assertLessEqual(count(3000000, 200), count(2000000, 20) + 2)

    def test_module_with_a_way_of_its_own_has_its_say(self):
        seen = []
        model = type(self.env["res.partner"])
        create = model.create

        def automate(partners, vals_list):
            seen.extend(vals_list)
            return create(partners, vals_list)

        automate.__module__ = "odoo.addons.base_automation.models.base_automation"
        with patch.object(model, "create", automate):
            self.import_new(LIST)
        self.assertEqual(len(seen), 4)

    def test_new_customers_are_found_by_the_next_list(self):
        self.import_new(LIST)
        statuses = [status for status, _partner in self.lines(LIST)]
        self.assertEqual(set(statuses), {"matched"})
        self.assertFalse(create_customer(self.env).phone)
