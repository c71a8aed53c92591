"""Importing a list: whom its lines mean, and what adding them does."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import CategoryCase, create_category, create_customer


class ImportCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.env.company.country_id = self.env.ref("base.ch")
        self.vip = create_category(self.env)
        self.customer.write({"phone": "+41 79 123 45 67", "email": "ann@example.com"})

    def load(self, text=None, env=None, **values):
        """Return an import that has read a list."""
        wizard = (env or self.env)["customer.category.import"].create(
            {"text": text, "category_ids": self.vip.ids, **values}
        )
        wizard.action_read()
        if wizard.state == "columns":
            wizard.action_match()
        return wizard

    def lines(self, text, **values):
        """Return what became of each line: its status and customer."""
        return [
            (line.status, line.partner_id)
            for line in self.load(text, **values).line_ids
        ]

    def assert_found(self, text, **values):
        """Assert that the first line means the test's customer."""
        self.assertEqual(self.lines(text, **values)[0], ("matched", self.customer))


class TestMatching(ImportCase):
    def test_phone_in_any_notation(self):
        for text in ("079 123 45 67", "0041791234567", "791234567"):
            self.assert_found(text)

    def test_email_whatever_its_case(self):
        self.assert_found("Ann <ANN@Example.COM>")

    def test_barcode_of_this_company(self):
        self.customer.barcode = "0420042"
        self.assert_found("0420042")
        other = self.env["res.company"].create({"name": "Other"})
        self.customer.barcode = False
        self.customer.with_company(other).barcode = "0420042"
        self.assertEqual(self.lines("0420042")[0][0], "unknown")

    def test_reference_and_name(self):
        self.customer.write({"ref": "C-77", "name": "Ann Import"})
        self.assert_found("c-77")
        self.assert_found("ann  import")

    def test_lines_are_matched_ambiguous_unknown_and_invalid(self):
        create_customer(self.env, "Twin", email="twin@example.com")
        create_customer(self.env, "Twin", email="twin@example.com")
        wizard = self.load("0791234567\ntwin@example.com\nx@example.com\n079 1")
        self.assertEqual(
            wizard.line_ids.mapped("status"),
            ["matched", "ambiguous", "unknown", "invalid"],
        )
        self.assertEqual(wizard.line_ids[1].candidates, "Twin, Twin")
        self.assertEqual(wizard.line_ids[3].problem, "phone")

    def test_country_of_the_list_can_be_chosen(self):
        self.customer.phone = "+39 06 5555 5678"
        self.assertEqual(self.lines("06 5555 5678")[0][0], "invalid")
        self.assert_found("06 5555 5678", country_id=self.env.ref("base.it").id)

    def test_archived_contacts_are_not_found(self):
        self.customer.active = False
        self.assertEqual(self.lines("ann@example.com")[0][0], "unknown")

    def test_contacts_of_a_company_are_one_customer(self):
        acme = create_customer(self.env, "Acme", is_company=True, phone="0441112233")
        create_customer(self.env, "Bo", parent_id=acme.id, phone="0441112233")
        self.assertEqual(self.lines("044 111 22 33"), [("matched", acme)])

    def test_other_column_tells_twins_apart(self):
        create_customer(self.env, "Twin", phone="+41 79 123 45 67")
        wizard = self.load("0791234567;ann@example.com\n0791234567;x@example.com")
        first, second = wizard.line_ids
        self.assertEqual(first.partner_id, self.customer)
        self.assertEqual(second.status, "ambiguous")

    def test_name_beside_an_unknown_number_finds_nobody(self):
        self.customer.name = "Ann Import"
        lines = self.lines("Ann Import;0791112233\nBo;0791112244")
        self.assertEqual(lines[0][0], "unknown")

    def test_numbers_in_one_line_are_a_line_each(self):
        wizard = self.load("0791234567, 0791112233, ann@example.com")
        self.assertEqual(
            wizard.line_ids.mapped("status"), ["matched", "unknown", "matched"]
        )

    def test_customers_of_a_hidden_company_are_not_found(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.customer.company_id = other
        manager = new_test_user(
            self.env, "importer", "base.group_user,base.group_partner_manager"
        )
        wizard = self.load("0791234567", self.env(user=manager.id))
        self.assertEqual(wizard.line_ids.status, "unknown")

    def test_as_many_statements_for_many_lines_as_for_one(self):
        def count(text):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.load(text)
            return self.env.cr.sql_log_count - before

        count("0791234567")
        one = count("0791234567")
        many = "\n".join(f"0791{number:06}" for number in range(300))
        self.assertEqual(count(many), one)


class TestColumns(ImportCase):
    def test_headings_are_recognised_and_left_out(self):
        wizard = self.env["customer.category.import"].create(
            {"text": "Name;Handy;Ort\nAnn;0791234567;Bern\nBo;0791112233;Zug"}
        )
        wizard.action_read()
        self.assertEqual(wizard.state, "columns")
        self.assertEqual(wizard.column_ids.mapped("kind"), ["name", "phone", "none"])
        wizard.action_match()
        self.assertEqual(wizard.line_ids.mapped("status"), ["matched", "unknown"])
        self.assertEqual(wizard.line_ids.mapped("number"), [2, 3])

    def test_what_a_column_holds_can_be_changed(self):
        self.customer.ref = "0799999999"
        wizard = self.env["customer.category.import"].create(
            {"text": "x;0799999999\ny;0799999998"}
        )
        wizard.action_read()
        wizard.column_ids[0].kind = "none"
        wizard.column_ids[1].kind = "ref"
        wizard.action_match()
        self.assertEqual(wizard.line_ids[0].partner_id, self.customer)

    def test_no_column_at_all_is_refused(self):
        wizard = self.env["customer.category.import"].create({"text": "a;b\nc;d"})
        wizard.action_read()
        wizard.column_ids.kind = "none"
        with self.assertRaisesRegex(UserError, "at least one column"):
            wizard.action_match()


class TestAdding(ImportCase):
    def test_customers_join_with_last_day_and_reason(self):
        wizard = self.load("0791234567", date_expire="2099-01-02", reason="Fair")
        self.assertIn("VIP: 1 will be added", wizard.summary)
        action = wizard.action_apply()
        self.assertIn("1 joined", action["params"]["message"])
        row = self.customer.customer_category_membership_ids
        self.assertEqual((row.source, row.reason), ("import", "Fair"))
        self.assertEqual(str(row.date_expire), "2099-01-02")

    def test_undo_ends_what_the_import_began(self):
        wizard = self.load("0791234567")
        wizard.action_apply()
        wizard.operation_id.action_undo()
        self.assertFalse(self.customer.customer_category_ids)

    def test_nothing_changes_before_the_last_step(self):
        self.load("0791234567\nnew@example.com", creates_unknown=True)
        self.assertFalse(self.vip.member_count)
        self.assertFalse(
            self.env["res.partner"].search([("email", "=", "new@example.com")])
        )

    def test_customer_chosen_by_hand_joins(self):
        wizard = self.load("nobody@example.com")
        wizard.line_ids.write({"partner_id": self.customer.id, "status": "matched"})
        wizard.action_apply()
        self.assertEqual(self.customer.customer_category_ids, self.vip)

    def test_unknown_lines_become_customers_each_once(self):
        wizard = self.load(
            "New One;0791112233;\nNew One;0791112233;\n;;new@example.com",
            creates_unknown=True,
        )
        wizard.action_apply()
        created = wizard.operation_id.created_partner_ids
        self.assertEqual(set(created.mapped("name")), {"New One", "new@example.com"})
        self.assertEqual(created.filtered("phone").phone_sanitized, "+41791112233")
        self.assertEqual(created.customer_category_ids, self.vip)
        wizard.operation_id.action_undo()
        self.assertTrue(created.exists())
        self.assertFalse(created.customer_category_ids)

    def test_unknown_lines_are_left_alone_unless_asked(self):
        wizard = self.load("0791234567\nnew@example.com")
        wizard.action_apply()
        self.assertEqual(self.vip.member_count, 1)

    def test_no_category_is_refused(self):
        wizard = self.load("0791234567", category_ids=[])
        with self.assertRaisesRegex(UserError, "Choose at least one category"):
            wizard.action_apply()

    def test_day_that_is_over_is_refused(self):
        with self.assertRaisesRegex(UserError, "is over already"):
            self.load("0791234567", date_expire="2020-01-01")

    def test_customer_of_another_company_is_refused_and_told(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.vip.company_id = other
        self.customer.company_id = self.env.company
        self.env.user.company_ids += other
        both = self.env(context={"allowed_company_ids": (self.env.company + other).ids})
        wizard = self.load("0791234567", both)
        self.assertIn("1 refused, since they belong to another", wizard.summary)
        wizard.action_apply()
        self.assertFalse(self.vip.member_count)


class TestRoles(ImportCase):
    def test_contact_manager_imports(self):
        manager = new_test_user(
            self.env, "importer", "base.group_user,base.group_partner_manager"
        )
        wizard = self.load("0791234567\nnew@example.com", self.env(user=manager.id))
        wizard.creates_unknown = True
        wizard.action_apply()
        self.assertEqual(self.vip.member_count, 2)

    def test_other_employees_do_not(self):
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self.load("0791234567", self.env(user=clerk.id))

    def test_nobody_reads_the_list_of_another(self):
        wizard = self.load("0791234567")
        manager = new_test_user(
            self.env, "importer", "base.group_user,base.group_partner_manager"
        )
        for record in (wizard, wizard.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(manager).read(["display_name"])


class TestDuplicates(ImportCase):
    def test_shared_address_leads_to_odoos_own_merging(self):
        twin = create_customer(self.env, "Twin", email="ann@example.com")
        twin._add_customer_categories(self.vip, "manual")
        wizard = self.load("ann@example.com")
        self.assertEqual(wizard.duplicate_count, 1)
        action = wizard.line_ids.action_merge_duplicates()
        merging = (
            self.env[action["res_model"]].with_context(**action["context"]).create({})
        )
        self.assertEqual(merging.partner_ids, self.customer + twin)
        merging.action_merge()
        wizard.action_match()
        survivor = (self.customer + twin).exists()
        self.assertEqual(wizard.line_ids.partner_id, survivor)
        self.assertEqual(survivor.customer_category_ids, self.vip)

    def test_namesakes_are_no_duplicates(self):
        create_customer(self.env, "Twin Name")
        create_customer(self.env, "Twin Name")
        wizard = self.load("Twin Name")
        self.assertEqual(wizard.line_ids.status, "ambiguous")
        self.assertFalse(wizard.duplicate_count)
