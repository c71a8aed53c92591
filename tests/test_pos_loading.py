"""What a till receives, and what it is told to forget."""

from datetime import datetime, timedelta

from odoo import fields
from odoo.fields import Command

from .common import CategoryCase, create_category, create_product


class TestPosLoading(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pricelist = cls.env["product.pricelist"].create({"name": "Shop"})

    def setUp(self):
        super().setUp()
        self.shop.write(
            {
                "use_pricelist": True,
                "pricelist_id": self.pricelist.id,
                "available_pricelist_ids": self.pricelist.ids,
            }
        )

    def rule(self, pricelist=None, **values):
        return self.env["product.pricelist.item"].create(
            {"pricelist_id": (pricelist or self.pricelist).id, **values}
        )

    def loaded(self, model):
        data = self.shop.current_session_id.load_data([])
        return self.env[model].browse([values["id"] for values in data[model]])

    def to_forget(self, records):
        forgotten = self.shop.current_session_id.filter_local_data(
            {records._name: records.ids}
        )
        return records.browse(forgotten[records._name])

    @property
    def tomorrow(self):
        return fields.Datetime.to_string(datetime.now() + timedelta(days=1))

    @property
    def yesterday(self):
        return fields.Datetime.to_string(datetime.now() - timedelta(days=1))

    def test_rule_that_begins_later_is_loaded_and_one_that_ended_is_not(self):
        later = self.rule(date_start=self.tomorrow)
        ended = self.rule(date_end=self.yesterday)
        rules = self.loaded("product.pricelist.item")
        self.assertIn(later, rules)
        self.assertNotIn(ended, rules)

    def test_rule_of_a_product_loaded_later_is_loaded_with_it(self):
        later = self.rule(
            applied_on="1_product",
            product_tmpl_id=self.product.product_tmpl_id.id,
            date_start=self.tomorrow,
        )
        session = self.shop.current_session_id
        data = session.get_pos_ui_product_pricelist_item_by_product(
            self.product.product_tmpl_id.ids, self.product.ids, self.shop.id
        )
        ids = [values["id"] for values in data["product.pricelist.item"]]
        self.assertEqual(ids.count(later.id), 1)

    def test_pricelist_that_others_build_on_is_loaded_with_its_rules(self):
        deepest = self.env["product.pricelist"].create({"name": "Deepest"})
        base = self.env["product.pricelist"].create({"name": "Base"})
        rule = self.rule(deepest)
        self.rule(base, base="pricelist", base_pricelist_id=deepest.id)
        self.rule(base="pricelist", base_pricelist_id=base.id)
        self.assertLessEqual(base | deepest, self.loaded("product.pricelist"))
        self.assertIn(rule, self.loaded("product.pricelist.item"))

    def test_other_pricelists_are_not_loaded(self):
        other = self.env["product.pricelist"].create({"name": "Other"})
        self.assertNotIn(other, self.loaded("product.pricelist"))

    def test_till_forgets_rules_that_ended_or_are_gone(self):
        kept, ended, gone = (
            self.rule(),
            self.rule(date_end=self.yesterday),
            self.rule(),
        )
        rules = kept | ended | gone
        gone.unlink()
        self.assertEqual(set(self.to_forget(rules).ids), {ended.id, gone.id})

    def test_till_forgets_categories_that_are_archived_or_gone(self):
        kept, archived, gone = (create_category(self.env, name) for name in "abc")
        categories = kept | archived | gone
        archived.active = False
        gone.unlink()
        self.assertEqual(set(self.to_forget(categories).ids), {archived.id, gone.id})

    def test_archived_category_is_not_loaded(self):
        vip = create_category(self.env)
        self.assertIn(vip, self.loaded("customer.category"))
        vip.active = False
        self.assertNotIn(vip, self.loaded("customer.category"))

    def test_cashier_can_load_all_of_it(self):
        create_product(self.env)
        self.rule(customer_category_id=create_category(self.env).id)
        cashier = self.env["res.users"].create(
            {
                "name": "Cashier",
                "login": "cashier",
                "group_ids": [
                    Command.link(self.env.ref("base.group_user").id),
                    Command.link(self.env.ref("point_of_sale.group_pos_user").id),
                ],
            }
        )
        session = self.shop.current_session_id.with_user(cashier)
        data = session.load_data([])
        self.assertTrue(data["customer.category"])
        self.assertTrue(data["product.pricelist.item"])

    def test_what_is_for_everybody_is_sent_without_fields_of_categories(self):
        category = create_category(self.env)
        general, limited = self.rule(), self.rule(customer_category_id=category.id)
        data = self.shop.current_session_id.load_data([])
        rules = {r["id"]: r for r in data["product.pricelist.item"]}
        self.assertNotIn("customer_category_id", rules[general.id])
        self.assertEqual(rules[limited.id]["customer_category_id"], category.id)
        products = {r["id"]: r for r in data["product.template"]}
        product = products[self.product.product_tmpl_id.id]
        self.assertNotIn("customer_category_ids", product)
