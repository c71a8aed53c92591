"""What open tills are told of changes, and whom it is told."""

import json
from unittest.mock import patch

from odoo import fields

from ..engines.freshness import NAMED
from ..models.customer_category_broadcast import CHANNEL
from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_product,
    create_shop,
)


class TillNewsCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.till = self.shop
        self.told(self.till)

    def told(self, till):
        """Return the messages to a till since it was last asked for."""
        self.env.cr.precommit.run()
        channel = json.dumps([self.env.cr.dbname, till.access_token], separators=",:")
        rows = self.env["bus.bus"].sudo().search([("channel", "=", channel)])
        messages = [json.loads(message) for message in rows.mapped("message")]
        rows.unlink()
        return [m["payload"] for m in messages if m["type"].endswith(CHANNEL)]

    def add(self, customers, category=None):
        customers._add_customer_categories(category or self.vip, "manual")

    def other_company(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.user.company_ids += company
        return company


class TestTillNews(TillNewsCase):
    def test_changed_customers_and_their_contacts_are_named(self):
        child = create_customer(self.env, "Child", parent_id=self.customer.id)
        self.told(self.till)
        self.add(self.customer)
        [message] = self.told(self.till)
        ids = sorted((self.customer | child).ids)
        self.assertEqual(message["customer_ids"], ids)
        self.assertFalse(message["is_setup"])
        since = fields.Datetime.to_string(self.env.cr.now())
        self.assertEqual(message["since"], since)

    def test_a_customer_who_leaves_is_named(self):
        self.add(self.customer)
        self.told(self.till)
        self.customer._remove_customer_categories(self.vip, "manual")
        [message] = self.told(self.till)
        self.assertEqual(message["customer_ids"], self.customer.ids)

    def test_a_contact_who_joins_a_company_is_named(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        self.add(firm)
        self.told(self.till)
        self.customer.parent_id = firm
        [message] = self.told(self.till)
        self.assertIn(self.customer.id, message["customer_ids"])

    def test_changes_of_one_transaction_are_told_together(self):
        gold = create_category(self.env, "Gold")
        self.add(self.customer)
        other = create_customer(self.env, "Tom")
        self.add(other, gold)
        [message] = self.told(self.till)
        self.assertTrue(message["is_setup"])
        self.assertEqual(message["customer_ids"], sorted((self.customer | other).ids))

    def test_customers_who_change_places_are_both_named(self):
        other = create_customer(self.env, "Tom")
        self.told(self.till)
        rows = [
            (self.vip.id, False, 1, self.customer.ids),
            (self.vip.id, True, 1, other.ids),
        ]
        self.vip._tell_tills_of_members(rows)
        [message] = self.told(self.till)
        self.assertEqual(message["customer_ids"], (self.customer | other).ids)

    def test_very_many_are_not_named(self):
        many = self.env["res.partner"].create(
            [{"name": f"Customer {i}"} for i in range(NAMED + 1)]
        )
        self.add(many[:NAMED])
        [message] = self.told(self.till)
        self.assertEqual(len(message["customer_ids"]), NAMED)
        self.add(many[NAMED:] | many[:NAMED], create_category(self.env, "Gold"))
        [message] = self.told(self.till)
        self.assertIs(message["customer_ids"], False)

    def test_nobody_is_told_where_nothing_changed(self):
        self.add(self.customer)
        self.told(self.till)
        self.add(self.customer)
        self.assertEqual(self.told(self.till), [])

    def test_closed_till_is_told_nothing(self):
        closed = create_shop(self.env, "Closed", is_open=False)
        self.add(self.customer)
        self.assertEqual(self.told(closed), [])

    def test_till_hears_nothing_of_another_company(self):
        company = self.other_company()
        foreign = create_category(
            self.env, "Foreign", company_id=company.id, currency_id=1
        )
        self.add(create_customer(self.env, "Anybody"), foreign)
        self.add(create_customer(self.env, "Fran", company_id=company.id))
        self.assertEqual(self.told(self.till), [])

    def test_till_of_the_company_hears_of_its_own(self):
        company = self.env.company
        self.add(self.customer, create_category(self.env, "Own", company_id=company.id))
        [message] = self.told(self.till)
        self.assertEqual(message["customer_ids"], self.customer.ids)

    def test_message_says_nothing_of_a_confidential_category(self):
        secret = create_category(self.env, "High risk", confidential=True)
        self.told(self.till)
        self.add(self.customer, secret)
        [message] = self.told(self.till)
        self.assertEqual(set(message), {"since", "customer_ids", "is_setup"})
        self.assertEqual(message["customer_ids"], self.customer.ids)
        self.assertFalse(message["is_setup"])

    def test_message_takes_a_fixed_number_of_statements(self):
        self.add(self.customer)
        self.env.cr.precommit.run()
        few, many = (
            self.env["res.partner"].create([{"name": f"C{i}"} for i in range(count)])
            for count in (2, 150)
        )
        counts = []
        for customers in (few, many):
            self.add(customers)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["customer.category"]._send_to_tills()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_a_message_that_fails_undoes_nothing(self):
        def fail(*args):
            self.env.cr.execute("SELECT 1 / 0")

        broadcast = type(self.env["customer.category"])
        with (
            patch.object(broadcast, "_news_for_till", fail),
            self.assertLogs("odoo.addons.customer_category", "WARNING"),
            self.assertLogs("odoo.sql_db", "ERROR"),
        ):
            self.add(self.customer)
            self.env.cr.precommit.run()
        self.assertEqual(self.customer.customer_category_ids, self.vip)


class TestTillNewsOfSetup(TillNewsCase):
    def assert_told(self, change):
        self.told(self.till)
        change()
        self.env.flush_all()
        messages = self.told(self.till)
        self.assertEqual([m["is_setup"] for m in messages], [True])

    def test_category_written(self):
        for vals in (
            {"name": "Gold"},
            {"color": 3},
            {"till_note": "Ask"},
            {"show_at_till": False},
            {"active": False},
        ):
            self.assert_told(lambda vals=vals: self.vip.write(vals))

    def test_category_deleted(self):
        self.assert_told(self.vip.unlink)

    def test_what_tills_do_not_know_is_not_told(self):
        self.vip.description = "For us only"
        self.assertEqual(self.told(self.till), [])

    def test_rule_for_a_category(self):
        pricelist = create_pricelist(self.env)
        self.assert_told(lambda: create_price_rule(pricelist, self.vip, fixed_price=5))
        rule = pricelist.item_ids
        self.assert_told(lambda: rule.write({"fixed_price": 4}))
        self.assert_told(lambda: rule.write({"customer_category_id": False}))
        self.assert_told(lambda: rule.write({"customer_category_id": self.vip.id}))
        self.assert_told(rule.unlink)

    def test_rule_for_everybody_competes_with_those_for_categories(self):
        create_price_rule(create_pricelist(self.env), self.vip, fixed_price=5)
        pricelist = create_pricelist(self.env, "Base")
        self.assert_told(lambda: create_price_rule(pricelist, fixed_price=6))
        rule = pricelist.item_ids
        self.assert_told(lambda: rule.write({"fixed_price": 4}))
        self.assert_told(rule.unlink)

    def test_rule_for_everybody_is_left_to_stock_where_none_is_for_a_category(self):
        self.env["product.pricelist.item"].search(
            [("customer_category_id", "!=", False)]
        ).unlink()
        self.told(self.till)
        rule = create_price_rule(create_pricelist(self.env), fixed_price=5)
        rule.fixed_price = 4
        rule.unlink()
        self.assertEqual(self.told(self.till), [])

    def test_rule_of_another_company_is_not_told(self):
        create_price_rule(create_pricelist(self.env), self.vip, fixed_price=5)
        elsewhere = self.other_company()
        pricelist = create_pricelist(self.env, company_id=elsewhere.id)
        self.told(self.till)
        create_price_rule(pricelist, fixed_price=4)
        self.assertEqual(self.told(self.till), [])

    def test_many_rules_take_a_fixed_number_of_statements(self):
        pricelist = create_pricelist(self.env)
        create_price_rule(pricelist, self.vip, fixed_price=5)
        counts = []
        for count in (2, 150):
            rules = self.env["product.pricelist.item"].create(
                [{"pricelist_id": pricelist.id} for _number in range(count)]
            )
            self.told(self.till)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["customer.category"]._tell_tills_of_rules(rules)
            self.env["customer.category"]._send_to_tills()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_pricelist(self):
        pricelist = create_pricelist(self.env)
        policy = {"customer_category_policy": "category_first"}
        self.assert_told(lambda: pricelist.write(policy))
        self.assert_told(pricelist.unlink)

    def test_limits(self):
        product = create_product(self.env, "Wine").product_tmpl_id
        method = self.till.payment_method_ids[:1].copy()
        program = self.env["loyalty.program"].create({"name": "Points"})
        for record in (product, method, program):
            limits = {"customer_category_ids": self.vip.ids}
            self.assert_told(lambda record=record, limits=limits: record.write(limits))

    def test_other_company_is_not_told(self):
        elsewhere = self.other_company()
        self.told(self.till)
        create_category(self.env, "Foreign", company_id=elsewhere.id)
        self.assertEqual(self.told(self.till), [])
