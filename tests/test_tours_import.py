"""User stories of importing, played by a browser."""

from odoo.tests import tagged
from odoo.tests.common import HttpCase

from .common import CategoryCase, create_category, create_customer


@tagged("post_install", "-at_install")
class TestImportTours(HttpCase, CategoryCase):
    def setUp(self):
        super().setUp()
        self.env.company.country_id = self.env.ref("base.ch")
        self.fair = create_category(self.env, "Fair")
        self.customers = self.env["res.partner"].create(
            [
                {"name": f"Tour {name}", "phone": f"+41 79 123 45 {67 + number}"}
                for number, name in enumerate(("Ann", "Bob", "Eve"))
            ]
        )
        self.customers[1].email = "bob@tour.example.com"

    def play(self, name, path="customer-category-import"):
        self.start_tour(f"/odoo/{path}", name, login="admin", timeout=120)
        self.env.invalidate_all()

    def test_clerk_pastes_numbers_in_many_notations(self):
        self.play("customer_category_import_paste")
        self.assertFalse(self.fair.member_count)
        created = self.env["res.partner"].search([("phone", "=", "+41791234570")])
        self.assertEqual(len(created), 1)

    def test_clerk_is_told_of_a_large_file_before_it_is_sent(self):
        self.play("customer_category_import_large_file")

    def test_owner_imports_a_spreadsheet_and_merges_twins(self):
        create_customer(self.env, "Tour Kim", phone="+41 79 123 45 70")
        twin = create_customer(self.env, "Tour Kim", phone="+41 79 123 45 70")
        self.play("customer_category_import_file")
        self.assertEqual(self.fair.member_count, 4)
        kims = self.env["res.partner"].search([("name", "=", "Tour Kim")])
        self.assertEqual(len(kims), 1, twin)

    def test_owner_turns_a_tag_into_a_category(self):
        tag = self.env["res.partner.category"].create(
            {"name": "Tour Press", "partner_ids": self.customers[:2].ids}
        )
        action = self.env.ref("customer_category.customer_category_from_tags_action")
        self.play("customer_category_from_tags", f"action-{action.id}")
        self.assertEqual(self.customers[0].customer_category_ids.name, tag.name)
