"""Contact tags become categories, seen before and undone after."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_rewards_group,
)


class TestFromTags(CategoryCase):
    def tag(self, name, customers=None):
        customers = self.customer if customers is None else customers
        return self.env["res.partner.category"].create(
            {"name": name, "partner_ids": customers.ids}
        )

    def open(self, tags, env=None):
        wizards = (env or self.env)["customer.category.from.tags"]
        return wizards.with_context(
            active_model=tags._name, active_ids=tags.ids
        ).create({})

    def test_preview_tells_how_many_and_what_exists(self):
        bob = create_customer(self.env, "Bob")
        trade = create_category(self.env, "Trade")
        bob._add_customer_categories(trade, "manual")
        wizard = self.open(self.tag("Press") + self.tag(" trade", self.customer + bob))
        press, known = wizard.line_ids.sorted("customer_count")
        self.assertEqual((press.result, press.customer_count), ("new", 1))
        self.assertEqual((known.result, known.category_id), ("existing", trade))
        self.assertEqual((known.customer_count, known.already_count), (2, 1))

    def test_contacts_of_one_company_are_one_customer(self):
        acme = create_customer(self.env, "Acme", is_company=True)
        people = self.env["res.partner"].create(
            [{"name": name, "parent_id": acme.id} for name in ("Bo", "Cy")]
        )
        wizard = self.open(self.tag("Press", people))
        self.assertEqual(wizard.line_ids.customer_count, 1)
        wizard.action_apply()
        self.assertEqual(acme.customer_category_ids.name, "Press")

    def test_tag_becomes_a_category_with_its_customers(self):
        tag = self.tag("Press")
        tag.color = 5
        action = self.open(tag).action_apply()
        category = self.customer.customer_category_ids
        self.assertEqual((category.name, category.color), ("Press", 5))
        self.assertIn("1 joined", action["params"]["message"])
        self.assertEqual(self.customer.category_id, tag)

    def test_undo_ends_the_memberships_and_keeps_the_tags(self):
        tag = self.tag("Press")
        action = self.open(tag).action_apply()
        operation = self.env["customer.category.operation"].browse(
            action["params"]["operation_id"]
        )
        operation.action_undo()
        self.assertFalse(self.customer.customer_category_ids)
        self.assertEqual(self.customer.category_id, tag)

    def test_tag_of_a_category_with_rules_is_left_alone(self):
        create_rewards_group(self.env, "Gold")
        wizard = self.open(self.tag("gold"))
        self.assertEqual(wizard.line_ids.result, "automatic")
        self.assertFalse(wizard.line_ids.is_chosen)
        wizard.line_ids.is_chosen = True
        with self.assertRaisesRegex(UserError, "Choose at least one tag"):
            wizard.action_apply()

    def test_tag_of_an_archived_category_is_left_alone(self):
        create_category(self.env, "Press", active=False)
        self.assertEqual(self.open(self.tag("Press")).line_ids.result, "archived")

    def test_name_taken_in_a_hidden_company_is_told_without_its_category(self):
        other = self.env["res.company"].create({"name": "Other"})
        create_category(self.env, "Press", company_id=other.id)
        owner = new_test_user(
            self.env,
            "owner",
            "base.group_user,customer_category.customer_category_group_administrator",
        )
        wizard = self.open(self.tag("Press"), self.env(user=owner.id))
        self.assertEqual(wizard.line_ids.result, "elsewhere")
        self.assertFalse(wizard.line_ids.category_id)

    def test_tags_of_one_name_share_a_category(self):
        bob = create_customer(self.env, "Bob")
        self.open(self.tag("Press") + self.tag("press ", bob)).action_apply()
        self.assertEqual(self.customer.customer_category_ids, bob.customer_category_ids)

    def test_all_tags_that_somebody_wears_are_offered(self):
        self.env["res.partner.category"].search([]).unlink()
        self.tag("Press")
        self.tag("Nobody", self.env["res.partner"])
        wizard = self.env["customer.category.from.tags"].create({})
        self.assertEqual(wizard.line_ids.tag_id.name, "Press")

    def test_tag_that_was_not_chosen_changes_nothing(self):
        wizard = self.open(self.tag("Press") + self.tag("Trade"))
        wizard.line_ids.filtered(lambda line: line.tag_id.name == "Trade").write(
            {"is_chosen": False}
        )
        wizard.action_apply()
        self.assertEqual(self.customer.customer_category_ids.name, "Press")

    def test_only_administrators_turn_tags_into_categories(self):
        manager = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        with self.assertRaises(AccessError):
            self.open(self.tag("Press"), self.env(user=manager.id))


class TestOdoosOwnImport(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP")
        self.trade = create_category(self.env, "Trade")

    def import_csv(self, text, fnames):
        """Import a file of contacts as Odoo's import screen does."""
        importing = self.env["base_import.import"].create(
            {"res_model": "res.partner", "file": text.encode(), "file_type": "text/csv"}
        )
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        result = importing.execute_import(fnames, [], options)
        self.assertFalse([m for m in result["messages"] if m["type"] == "error"])
        return self.env["res.partner"].browse(result["ids"])

    def test_new_contacts_join_the_categories_of_their_column(self):
        partners = self.import_csv(
            'Name,Customer Categories\nNew Ann,"VIP,Trade"\nNew Bo,VIP\nNew Cy,\n',
            ["name", "customer_category_ids"],
        )
        self.assertEqual(
            partners.mapped(lambda p: p.customer_category_ids.ids),
            [[self.vip.id, self.trade.id], [self.vip.id], []],
        )
        rows = partners.customer_category_membership_ids
        self.assertEqual(set(rows.mapped("source")), {"import"})

    def test_known_contacts_get_exactly_the_categories_of_their_column(self):
        self.customer._add_customer_categories(self.trade, "manual")
        self.import_csv(
            f"ID,Customer Categories\n{self.customer.id},VIP\n",
            [".id", "customer_category_ids"],
        )
        self.assertEqual(self.customer.customer_category_ids, self.vip)
        ended = self.customer.customer_category_membership_ids.filtered("date_end")
        self.assertEqual(ended.end_source, "import")

    def test_file_without_the_column_changes_no_category(self):
        self.customer._add_customer_categories(self.trade, "manual")
        self.import_csv(f"ID,City\n{self.customer.id},Bern\n", [".id", "city"])
        self.assertEqual(self.customer.customer_category_ids, self.trade)

    def test_rewards_group_cannot_be_imported(self):
        create_rewards_group(self.env, "Gold")
        importing = self.env["base_import.import"].create(
            {
                "res_model": "res.partner",
                "file": b"Name,Customer Categories\nNew Ann,Gold\n",
                "file_type": "text/csv",
            }
        )
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        result = importing.execute_import(
            ["name", "customer_category_ids"], [], options
        )
        self.assertIn("follows its rules", result["messages"][0]["message"])
        self.assertFalse(self.env["res.partner"].search([("name", "=", "New Ann")]))
