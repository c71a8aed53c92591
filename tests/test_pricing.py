"""Add to pricelist and Apply to everything: P4 and P5."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import (
    CategoryCase,
    create_category,
    create_price_rule,
    create_pricelist,
    create_product,
    create_shop,
)


class PricingCase(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["product.pricelist"].search([]).active = False
        cls.env["pos.config"].search([]).active = False
        cls.vip = create_category(cls.env, price_percent=90)
        cls.mug = create_product(cls.env, price=100).product_tmpl_id
        cls.mug.categ_id = cls.env["product.category"].create({"name": "Cups"})
        # Whether a feature is on is seen by the groups of Odoo's own user.
        cls.env.user.group_ids -= cls.env.ref("product.group_product_pricelist")

    def dialog(self, action, user=None, **values):
        """Return the dialog that a button of the category opens."""
        return (
            self.env[action["res_model"]]
            .with_user(user or self.env.user)
            .with_context(**action["context"])
            .create(values)
        )

    def switch_pricelists(self, is_on):
        settings = self.env["res.config.settings"]
        settings.create({"group_product_pricelist": is_on}).execute()


class TestAddToPricelist(PricingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.group_user").implied_ids += cls.env.ref(
            "product.group_product_pricelist"
        )
        cls.lists = create_pricelist(cls.env, "A") + create_pricelist(cls.env, "B")

    def add(self, **values):
        return self.dialog(self.vip.action_add_to_pricelist(), **values)

    def test_several_products_in_several_pricelists_in_one_step(self):
        cup = create_product(self.env, "Cup").product_tmpl_id
        dialog = self.add(product_tmpl_ids=(self.mug + cup).ids)
        self.assertEqual(dialog.pricelist_ids, self.lists)
        self.assertEqual(dialog.new_count, 4)
        dialog.action_apply()
        rules = self.vip.price_rule_ids
        self.assertEqual(rules.pricelist_id, self.lists)
        self.assertEqual(rules.product_tmpl_id, self.mug + cup)
        self.assertEqual(set(rules.mapped("percent_price")), {10})

    def test_administrator_without_rights_on_products_and_tills_sets_prices(self):
        create_shop(self.env)
        group = "customer_category.customer_category_group_administrator"
        owner = new_test_user(self.env, "owner", f"base.group_user,{group}")
        action = self.vip.with_user(owner).action_apply_to_everything()
        dialog = self.dialog(action, user=owner)
        dialog.env.invalidate_all()
        self.assertFalse(dialog.sudo().config_ids)
        self.assertIn("ask a manager of the Point of Sale", dialog.till_plan)
        dialog.action_apply()
        self.assertEqual(self.vip.price_rule_ids.pricelist_id, self.lists)

    def test_price_is_not_set_in_a_pricelist_of_another_company(self):
        group = "customer_category.customer_category_group_administrator"
        owner = new_test_user(self.env, "owner", f"base.group_user,{group}")
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_pricelist(self.env, "Theirs", company_id=other.id)
        dialog = self.add(scope="everything", pricelist_ids=theirs.ids)
        dialog.sudo().create_uid = owner
        with self.assertRaises(AccessError):
            dialog.with_user(owner).action_apply()
        self.assertFalse(self.vip.price_rule_ids)

    def test_product_categories(self):
        self.add(
            scope="product_categories", product_categ_ids=self.mug.categ_id.ids
        ).action_apply()
        self.assertEqual(self.vip.price_rule_ids.categ_id, self.mug.categ_id)
        self.assertEqual(len(self.vip.price_rule_ids), 2)

    def test_rules_that_are_there_are_shown_and_not_doubled(self):
        there = create_price_rule(self.lists[0], self.vip, percent_price=30)
        dialog = self.add(scope="everything")
        self.assertEqual(dialog.item_ids, there)
        self.assertIn("add: 1. There already, and left as they are: 1", dialog.summary)
        dialog.action_apply()
        self.assertEqual(len(self.vip.price_rule_ids), 2)
        self.assertEqual(there.percent_price, 30)
        again = self.add(scope="everything")
        self.assertIn("nothing to add", again.summary)
        again.action_apply()
        self.assertEqual(len(self.vip.price_rule_ids), 2)

    def test_quantity_break_is_no_double(self):
        create_price_rule(self.lists[0], self.vip, percent_price=30, min_quantity=6)
        self.assertFalse(self.add(scope="everything").item_ids)

    def test_floor_goes_into_the_rules(self):
        self.add(scope="everything", has_floor=True, floor_percent=5).action_apply()
        self.assertEqual(
            self.vip.price_rule_ids.mapped("customer_category_floor_percent"), [5, 5]
        )

    def test_nothing_chosen_is_said(self):
        with self.assertRaisesRegex(UserError, "Choose what the price is for"):
            self.add().action_apply()
        with self.assertRaisesRegex(UserError, "Choose at least one pricelist"):
            self.add(pricelist_ids=[]).action_apply()

    def test_pricelists_of_other_companies_are_not_proposed(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        create_pricelist(self.env, "Far", company_id=other.id)
        self.assertEqual(self.add().pricelist_ids, self.lists)

    def test_category_says_where_it_applies(self):
        self.assertTrue(self.vip.is_price_unused)
        self.assertFalse(self.vip.price_summary)
        self.add(scope="everything", pricelist_ids=self.lists[0].ids).action_apply()
        self.add(
            product_tmpl_ids=self.mug.ids, pricelist_ids=self.lists[1].ids
        ).action_apply()
        self.assertFalse(self.vip.is_price_unused)
        self.assertEqual(self.vip.price_summary, "A: all products; B: 1 products")
        action = self.vip.action_view_price_rules()
        found = self.env["product.pricelist.item"].search(action["domain"])
        self.assertEqual(found, self.vip.price_rule_ids)

    def test_category_at_full_price_has_no_banner(self):
        self.vip.price_percent = 100
        self.assertFalse(self.vip.is_price_unused)

    def test_rules_in_an_archived_pricelist_do_not_count(self):
        create_price_rule(self.lists[0], self.vip, percent_price=10)
        self.lists[0].active = False
        self.assertTrue(self.vip.is_price_unused)

    def test_product_shows_its_customer_prices(self):
        create_price_rule(self.lists[0], self.vip, percent_price=10)
        self.assertIn("90.00", self.mug.customer_category_prices)
        self.assertIn("VIP", self.mug.customer_category_prices)
        trade = create_category(self.env, "Trade")
        cup = create_product(self.env, "Cup").product_tmpl_id
        create_price_rule(
            self.lists[1],
            trade,
            5,
            applied_on="1_product",
            product_tmpl_id=self.mug.id,
        )
        self.env.invalidate_all()
        self.assertIn("Trade", self.mug.customer_category_prices)
        self.assertNotIn("Trade", cup.customer_category_prices)


class TestApplyToEverything(PricingCase):
    def apply(self, **values):
        return self.dialog(self.vip.action_apply_to_everything(), **values)

    def test_one_click_prices_every_product_where_pricelists_were_never_on(self):
        self.switch_pricelists(False)
        shop = create_shop(self.env, is_open=False)
        dialog = self.apply()
        self.assertTrue(dialog.needs_setting)
        self.assertIn("switched off", dialog.summary)
        self.assertEqual(dialog.config_ids, shop)
        dialog.action_apply()
        groups = self.env["res.groups"]
        self.assertTrue(groups._is_feature_enabled("product.group_product_pricelist"))
        self.assertTrue(shop.use_pricelist)
        self.assertTrue(shop.pricelist_id)
        self.assertEqual(shop.available_pricelist_ids, shop.pricelist_id)
        self.assertEqual(self.vip.price_rule_ids.pricelist_id, shop.pricelist_id)
        self.customer._add_customer_categories(self.vip, "manual")
        price = shop.pricelist_id._get_product_price(
            self.mug.product_variant_id, 1, partner=self.customer
        )
        self.assertEqual(price, 90)

    def test_open_till_is_named_beforehand_and_still_gets_the_pricelist(self):
        self.switch_pricelists(True)
        dialog = self.apply()
        self.assertIn("No till is changed", dialog.till_plan)
        shop = create_shop(self.env, "Corner")
        dialog = self.apply()
        self.assertIn("Open now: Corner.", dialog.till_plan)
        dialog.action_apply()
        self.assertEqual(shop.pricelist_id, dialog.pricelist_ids[0])

    def test_till_that_uses_pricelists_stays_as_it_is(self):
        self.switch_pricelists(True)
        own = create_pricelist(self.env, "Own")
        shop = create_shop(
            self.env,
            is_open=False,
            use_pricelist=True,
            available_pricelist_ids=own.ids,
            pricelist_id=own.id,
        )
        dialog = self.apply()
        self.assertFalse(dialog.config_ids)
        dialog.action_apply()
        self.assertEqual(shop.available_pricelist_ids, own)

    def test_pricelist_in_another_currency_is_no_use_to_a_till(self):
        self.switch_pricelists(True)
        create_shop(self.env, "Corner", is_open=False)
        euro = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("id", "!=", self.env.company.currency_id.id)], limit=1)
        )
        euro.active = True
        foreign = create_pricelist(self.env, "Abroad", currency_id=euro.id)
        with self.assertRaisesRegex(UserError, "currency of till “Corner”"):
            self.apply(pricelist_ids=foreign.ids).action_apply()

    def test_who_may_not_change_settings_is_told_whom_to_ask(self):
        self.switch_pricelists(False)
        user = self.env["res.users"].create(
            {
                "name": "Pat",
                "login": "pat",
                "group_ids": [
                    (4, self.env.ref("base.group_user").id),
                    (4, self.env.ref("point_of_sale.group_pos_manager").id),
                ],
            }
        )
        vip = self.vip.with_user(user)
        action = vip.action_apply_to_everything()
        dialog = (
            vip.env[action["res_model"]].with_context(**action["context"]).create({})
        )
        with self.assertRaisesRegex(UserError, "access to the Settings"):
            dialog.action_apply()
