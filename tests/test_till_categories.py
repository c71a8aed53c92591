"""What a till learns of categories, and how it finds their members."""

from odoo.tests import new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
)


class TestTillCategories(CategoryCase):
    def setUp(self):
        super().setUp()
        self.cashier = new_test_user(
            self.env, "till", "base.group_user,point_of_sale.group_pos_user"
        )

    def loaded(self, category):
        data = self.shop.current_session_id.load_data([])["customer.category"]
        return next((row for row in data if row["id"] == category.id), None)

    def found(self, text):
        """Return who is found when a cashier looks for a text, as a till asks."""
        domain = ["|", ("name", "ilike", f"{text}%"), ("email", "ilike", f"{text}%")]
        partners = self.env["res.partner"].with_user(self.cashier)
        return self.ids_of(partners.get_new_partner(self.shop.id, domain, 0))

    def members(self, category, query="", offset=0):
        return self.ids_of(
            self.env["res.partner"].get_new_members(
                self.shop.id, category.id, query, offset
            )
        )

    @staticmethod
    def ids_of(answer):
        return [row["id"] for row in answer["res.partner"]]

    def test_category_is_shown_at_tills_unless_said_otherwise(self):
        row = self.loaded(create_category(self.env, till_note="Ask for the form"))
        self.assertTrue(row["show_at_till"])
        self.assertFalse(row["confidential"])
        self.assertEqual((row["name"], row["till_note"]), ("VIP", "Ask for the form"))

    def test_till_learns_no_more_of_a_confidential_category_than_prices_need(self):
        secret = create_category(
            self.env,
            "High risk",
            color=3,
            price_percent=70,
            confidential=True,
            till_note="Owes us money",
            till_note_confirm=True,
        )
        row = self.loaded(secret)
        known = {fname for fname, value in row.items() if value}
        self.assertEqual(known, {"id", "active", "sequence", "confidential"})
        self.assertEqual(row["name"], "")

    def test_rule_and_membership_of_a_confidential_category_reach_the_till(self):
        secret = create_category(self.env, "High risk", confidential=True)
        self.customer._add_customer_categories(secret, "manual")
        pricelist = create_pricelist(self.env)
        rule = create_price_rule(pricelist, secret, fixed_price=70)
        self.shop.write(
            {
                "use_pricelist": True,
                "pricelist_id": pricelist.id,
                "available_pricelist_ids": pricelist.ids,
            }
        )
        data = self.shop.current_session_id.load_data([])
        rules = {row["id"]: row for row in data["product.pricelist.item"]}
        self.assertEqual(rules[rule.id]["customer_category_id"], secret.id)
        partner = self.env["res.partner"]._load_pos_data_read(self.customer, self.shop)
        self.assertEqual(partner[0]["customer_category_ids"], secret.ids)

    def test_customers_are_found_by_the_name_of_a_category(self):
        vip = create_category(self.env, "Very Important")
        self.customer._add_customer_categories(vip, "manual")
        by_name = create_customer(self.env, "Very Important Person")
        self.assertCountEqual(self.found("very"), [self.customer.id, by_name.id])
        self.assertEqual(self.found("Person"), [by_name.id])

    def test_no_customer_is_found_by_the_name_of_a_hidden_category(self):
        for name, values in (
            ("Qqsecret", {"confidential": True}),
            ("Qqquiet", {"show_at_till": False}),
        ):
            category = create_category(self.env, name, **values)
            self.customer._add_customer_categories(category, "manual")
            self.assertEqual(self.found(name), [])

    def test_empty_search_still_loads_the_next_customers(self):
        partners = self.env["res.partner"]
        stock = {row[0] for row in self.shop.get_limited_partners_loading(0)}
        found = self.ids_of(partners.get_new_partner(self.shop.id, [], 0))
        self.assertCountEqual(found, partners.search([("id", "in", list(stock))]).ids)

    def test_list_limited_to_a_category_has_its_members_and_a_contact_of_one(self):
        vip = create_category(self.env)
        self.customer._add_customer_categories(vip, "manual")
        child = create_customer(self.env, "Child", parent_id=self.customer.id)
        create_customer(self.env, "Ann Other")
        self.assertCountEqual(self.members(vip), [self.customer.id, child.id])
        self.assertEqual(self.members(vip, "child"), [child.id])
        self.assertEqual(len(self.members(vip, offset=1)), 1)

    def test_list_cannot_be_limited_to_a_hidden_category(self):
        secret = create_category(self.env, confidential=True)
        self.customer._add_customer_categories(secret, "manual")
        self.assertEqual(self.members(secret), [])

    def test_choices_for_the_till_are_tracked(self):
        vip = create_category(self.env)
        for fname in (
            "show_at_till",
            "confidential",
            "till_note",
            "till_note_confirm",
        ):
            self.assertTrue(vip._fields[fname].tracking, fname)
