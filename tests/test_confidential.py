"""Confidential categories: no trace for users, all there for prices and limits."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user

from ..models.fields import CategoriesField, CategoryField
from .common import create_price_rule
from .confidential import NAME, ConfidentialCase, Looks, category_fields
from .roles_table import ROLES

# Fields of records that are hidden as a whole, by a record rule or access rights.
HIDDEN_WITH_RECORD = {
    "customer.category.invitation.category_id",
    "customer.category.optout.category_id",
    "customer.category.criterion.category_id",
    "customer.category.membership.category_id",
    "customer.category.note.category_id",
    "customer.category.pin.category_id",
    "product.pricelist.item.customer_category_id",
}
EXTRA = {
    "res.partner": ["customer_category_date_expire", "customer_category_expiry"],
    "customer.category": ["name"],
    "customer.category.operation": ["name"],
    "res.users": ["customer_category_ids", "rewards_category_id"],
}
BLIND = ("internal", "contacts", "pos_user")


class TestNoTrace(ConfidentialCase):
    def user(self, role):
        groups = f"{ROLES[role]},base.group_allow_export"
        return new_test_user(self.env, f"look_{role}", groups)

    def looks(self, user):
        """Return everything that a user sees of what could point to a category."""
        names = {}
        for field in category_fields(self.env.registry):
            names.setdefault(field.model_name, []).append(field.name)
        for model, fnames in EXTRA.items():
            names.setdefault(model, []).extend(fnames)
        seen = {}
        for model, fnames in names.items():
            records = self.env[model].with_user(user)
            if not records.has_access("read"):
                continue
            fnames = [
                f
                for f in fnames
                if records._has_field_access(records._fields[f], "read")
            ]
            self.env.invalidate_all()
            seen[model] = Looks(records, fnames, self.secrets()).everything()
        return seen

    def test_users_see_what_they_would_see_if_it_were_not_there(self):
        self.maxDiff = 2000
        users = [self.user(role) for role in BLIND]
        before = [self.looks(user) for user in users]
        for seen in before:
            self.assertNotIn(NAME, str(seen).replace(f"'ilike', '{NAME}'", ""))
        self.forget_secrets()
        for user, seen in zip(users, before, strict=True):
            after = self.looks(user)
            for model, values in seen.items():
                for fname, value in values.items():
                    with self.subTest(model, field=fname, user=user.login):
                        self.assertEqual(value, after[model][fname])

    def test_administrators_see_it(self):
        for role in ("administrator", "pos_manager"):
            user = self.user(role)
            self.assertIn(self.secret, self.secret.with_user(user).search([]))
            ann = self.customer.with_user(user)
            self.assertEqual(ann.customer_category_ids, self.secrets() | self.vip)
            self.assertEqual(ann.rewards_category_id, self.group)
            self.assertTrue(self.rule.with_user(user).has_access("read"))

    def test_whoever_becomes_administrator_sees_it(self):
        user = self.user("contacts")
        ann = self.customer.with_user(user)
        self.assertEqual(ann.customer_category_ids, self.vip)
        user.group_ids += self.env.ref(
            "customer_category.customer_category_group_administrator"
        )
        self.assertEqual(ann.customer_category_ids, self.secrets() | self.vip)

    def test_category_that_becomes_confidential_is_gone_at_once(self):
        ann = self.customer.with_user(self.user("contacts"))
        self.assertEqual(ann.customer_category_ids, self.vip)
        self.vip.confidential = True
        self.assertFalse(ann.customer_category_ids)
        self.vip.confidential = False
        self.assertEqual(ann.customer_category_ids, self.vip)

    def test_who_may_not_see_it_any_more_does_not_follow_it(self):
        clerk, owner = self.user("contacts"), self.user("administrator")
        self.vip.message_subscribe((clerk | owner).partner_id.ids)
        self.vip.confidential = True
        self.assertIn(owner.partner_id, self.vip.message_partner_ids)
        self.assertNotIn(clerk.partner_id, self.vip.message_partner_ids)

    def test_no_field_points_to_categories_unmasked(self):
        for field in category_fields(self.env.registry):
            if str(field) in HIDDEN_WITH_RECORD:
                continue
            with self.subTest(str(field)):
                self.assertIsInstance(field, (CategoriesField, CategoryField))
                if isinstance(field, CategoryField):
                    model = self.registry[field.model_name]
                    self.assertTrue(hasattr(model, "_with_secrets_for_till"))

    def test_name_is_in_no_dialog(self):
        user = self.user("contacts")
        why = self.env["customer.category.why"].with_user(user)
        text = why.create({"partner_id": self.customer.id}).explanation
        self.assertNotIn(NAME, text)
        with self.assertRaises(AccessError):
            dialog = why.create(
                {"partner_id": self.customer.id, "category_id": self.secret.id}
            )
            dialog.explanation  # noqa: B018 it is computed by being read
        check = self.env["customer.category.price.check"].with_user(user)
        found = check.create(
            {
                "partner_id": self.bob.id,
                "product_id": self.product.id,
                "pricelist_id": self.pricelist.id,
            }
        )
        self.assertEqual(found.price, 70)
        seen = found.read()[0]
        self.assertNotIn(NAME, str(seen))
        self.assertFalse(seen["item_id"])

    def test_context_is_no_way_to_its_prices(self):
        pricelist = self.pricelist.with_user(self.user("internal"))
        members = pricelist.with_context(customer_category_ids=self.secret.ids)
        product = self.product.with_user(pricelist.env.user)
        self.assertEqual(members._get_product_price(product, 1), 100)

    def test_it_cannot_be_given_or_taken(self):
        ann = self.customer.with_user(self.user("contacts"))
        for command in (Command.link(self.secret.id), Command.set(self.secret.ids)):
            with self.assertRaises(AccessError):
                self.cid.with_user(ann.env.user).customer_category_ids = [command]
        for command in (Command.clear(), Command.unlink(self.secret.id)):
            ann.write({"customer_category_ids": [command]})
            held = self.customer.customer_category_ids
            self.assertIn(self.secret, held)
        self.assertEqual(held, self.secrets())

    def test_its_product_page_names_it_not(self):
        user = self.user("internal")
        template = self.product.product_tmpl_id.with_user(user)
        self.assertNotIn(NAME, str(template.customer_category_prices))
        self.assertIn("VIP", str(template.customer_category_prices))


class TestNothingOpens(ConfidentialCase):
    """Who may not see a category decides nothing by it: it holds all the same."""

    def setUp(self):
        super().setUp()
        self.cashier = new_test_user(self.env, "cashier", ROLES["pos_user"])
        self.clerk = new_test_user(self.env, "clerk", ROLES["contacts"])

    def as_cashier(self, records):
        return records.with_user(self.cashier)

    def look_first(self, records, fname):
        """Let somebody who may not see it fill the cache."""
        self.env.invalidate_all()
        self.as_cashier(records).mapped(fname)

    def test_member_keeps_the_price_whoever_looks_first(self):
        self.look_first(self.customer | self.bob, "customer_category_ids")
        self.look_first(self.customer, "rewards_category_id")
        pricelist = self.as_cashier(self.pricelist)
        product = self.as_cashier(self.product)
        for customer, price in ((self.customer, 70), (self.bob, 70), (self.cid, 100)):
            partner = self.as_cashier(customer)
            self.assertEqual(
                pricelist._get_product_price(product, 1, partner=partner), price
            )

    def test_superuser_finds_the_rewards_group_whoever_looks_first(self):
        self.assertEqual(self.customer.sudo().rewards_category_id, self.group)
        self.look_first(self.customer, "rewards_category_id")
        self.assertEqual(self.customer.sudo().rewards_category_id, self.group)

    def test_stock_search_for_rules_finds_none_for_everybody(self):
        rules = self.as_cashier(self.env["product.pricelist.item"])
        found = rules.search([("pricelist_id", "=", self.pricelist.id)])
        self.assertEqual(found.customer_category_id, self.vip)

    def test_what_is_only_for_it_stays_so(self):
        wine = self.wine.product_tmpl_id
        for limited in (wine, self.account, self.program):
            self.look_first(limited, "customer_category_ids")
            self.look_first(self.bob | self.cid, "customer_category_ids")
            own = self.as_cashier(limited)
            self.assertTrue(own._is_for_customer(self.as_cashier(self.bob)))
            self.assertFalse(own._is_for_customer(self.as_cashier(self.cid)))

    def test_card_is_made_for_who_was_a_member_at_the_sale(self):
        self.program.customer_category_ids = self.secret
        self.bob._remove_customer_categories(self.secret, "manual")
        order = self.bob.pos_order_ids
        self.look_first(order, "customer_category_ids")
        self.assertTrue(self.as_cashier(self.program)._rewards(self.as_cashier(order)))

    def test_message_of_a_program_names_it_not(self):
        self.program.customer_category_ids = self.secret
        message = self.as_cashier(self.program)._get_limit_message()
        self.assertEqual(message, "“Points” is not for this customer.")

    def test_till_prices_and_limits_by_it(self):
        for model, records in (
            ("res.partner", self.customer | self.bob),
            ("product.template", self.wine.product_tmpl_id),
            ("loyalty.program", self.program),
        ):
            self.look_first(records, "customer_category_ids")
            rows = self.as_cashier(self.env[model])._load_pos_data_read(
                self.as_cashier(records), self.as_cashier(self.shop)
            )
            for row in rows:
                self.assertIn(self.secret.id, row["customer_category_ids"], model)

    def test_cashier_s_till_loads_rule_and_category_without_its_name(self):
        session = self.as_cashier(self.shop.current_session_id)
        data = session.load_data([])
        rows = {row["id"]: row for row in data["customer.category"]}
        self.assertEqual(rows[self.secret.id]["name"], "")
        rules = {row["id"]: row for row in data["product.pricelist.item"]}
        self.assertEqual(rules[self.rule.id]["customer_category_id"], self.secret.id)
        self.assertNotIn(NAME, str(data))

    def test_product_that_is_loaded_later_brings_its_rule(self):
        session = self.as_cashier(self.shop.current_session_id)
        own = create_price_rule(
            self.pricelist, self.secret, product_tmpl_id=self.wine.product_tmpl_id.id
        )
        loaded = session.get_pos_ui_product_pricelist_item_by_product(
            self.wine.product_tmpl_id.ids, self.wine.ids, self.shop.id
        )
        self.assertIn(own.id, [r["id"] for r in loaded[own._name]])

    def test_open_till_is_refreshed_with_it(self):
        session = self.as_cashier(self.shop.current_session_id)
        known = {
            "customer.category": self.secrets().ids,
            "product.pricelist": self.pricelist.ids,
            "product.pricelist.item": self.rule.ids,
            "res.partner": self.bob.ids,
        }
        fresh = session.refresh_customer_categories("2020-01-01 00:00:00", known)
        self.assertFalse(any(fresh["gone"].values()))
        bob = fresh["records"]["res.partner"][0]
        self.assertEqual(bob["customer_category_ids"], self.secrets().ids)
        wine = self.wine.product_tmpl_id
        limits = fresh["limits"]["product.template"]
        self.assertEqual(limits[wine.id], self.secret.ids)
        self.assertNotIn(NAME, str(fresh))

    def test_who_sees_it_not_takes_no_limit_away(self):
        product_manager = new_test_user(
            self.env, "products", "base.group_user,product.group_product_manager"
        )
        template = self.wine.product_tmpl_id.with_user(product_manager)
        self.assertFalse(template.customer_category_ids)
        for value in ([Command.set(self.vip.ids)], [Command.clear()]):
            template.customer_category_ids = value
            self.assertIn(self.secret, self.wine.customer_category_ids)
        copy = template.copy().sudo()
        self.assertEqual(copy.customer_category_ids, self.secret)

    def test_contact_of_a_company_keeps_it_when_a_clerk_writes(self):
        company = self.bob.with_user(self.clerk)
        company.is_company = True
        child = self.env["res.partner"].with_user(self.clerk)
        child = child.create({"name": "Child", "parent_id": company.id}).sudo()
        company.write({"customer_category_ids": [Command.set(self.vip.ids)]})
        for contact in (self.bob, child):
            self.assertEqual(contact.customer_category_ids, self.secrets() | self.vip)

    def test_replacing_leaves_it_alone(self):
        dialog = self.env["customer.category.assign"].with_user(self.clerk)
        dialog = dialog.with_context(active_ids=self.bob.ids).create(
            {"mode": "replace", "category_ids": self.vip.ids}
        )
        self.assertNotIn(NAME, dialog.summary)
        dialog.action_apply()
        self.assertEqual(self.bob.customer_category_ids, self.secrets() | self.vip)
