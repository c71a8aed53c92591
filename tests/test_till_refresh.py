"""What a till gets that asks what changed."""

from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
)


class TestTillRefresh(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.pricelist = create_pricelist(self.env)
        self.shop.write(
            {
                "use_pricelist": True,
                "pricelist_id": self.pricelist.id,
                "available_pricelist_ids": self.pricelist.ids,
            }
        )
        self.cashier = new_test_user(
            self.env, "till", "base.group_user,point_of_sale.group_pos_user"
        )
        self.other = create_customer(self.env, "Tom")
        self.set_dates("2020-01-01")

    def set_dates(self, day):
        """Let all that there is be as old as that."""
        self.env.flush_all()
        for table in (
            "res_partner",
            "product_pricelist_item",
            "customer_category_membership",
        ):
            self.env.cr.execute(
                SQL("UPDATE %s SET write_date = %s", SQL.identifier(table), day)
            )
        self.env.invalidate_all()

    def refresh(self, **known):
        session = self.shop.current_session_id.with_user(self.cashier)
        names = {
            "categories": "customer.category",
            "customers": "res.partner",
            "pricelists": "product.pricelist",
            "rules": "product.pricelist.item",
        }
        known = {names[key]: records.ids for key, records in known.items()}
        return session.refresh_customer_categories("2024-01-01 12:00:00", known)

    def loaded(self, customers, since="2024-01-01 12:00:00"):
        partners = self.env["res.partner"].with_user(self.cashier)
        partners = partners.with_context(pos_last_server_date=since)
        domain = [("id", "in", customers.ids)]
        return partners.search(partners._server_date_to_domain(domain))

    def ids(self, answer, model):
        return [values["id"] for values in answer["records"][model]]

    def test_customer_changed_by_the_ledger_is_loaded_again_and_no_other(self):
        both = self.customer | self.other
        self.assertFalse(self.loaded(both))
        self.customer._add_customer_categories(self.vip, "bulk", name="Fair")
        self.assertEqual(self.loaded(both).ids, self.customer.ids)
        self.set_dates("2020-01-01")
        self.customer._remove_customer_categories(self.vip, "bulk", name="Fair")
        self.assertEqual(self.loaded(both).ids, self.customer.ids)

    def test_contact_of_a_changed_customer_is_loaded_again(self):
        child = create_customer(self.env, "Child", parent_id=self.customer.id)
        self.set_dates("2020-01-01")
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertEqual(self.loaded(child).ids, child.ids)

    def test_customer_outside_of_the_domain_is_not_loaded(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertFalse(self.loaded(self.other))

    def test_till_that_loads_everything_is_not_limited(self):
        both = self.customer | self.other
        self.assertEqual(self.loaded(both, since=False).sorted("id"), both.sorted("id"))

    def test_change_that_was_under_way_is_loaded(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.set_dates("2024-01-01 11:50:00")
        self.env["res.partner"].flush_model()
        self.env.cr.execute("UPDATE res_partner SET write_date = '2020-01-01'")
        self.assertTrue(self.loaded(self.customer))
        self.assertFalse(self.loaded(self.customer, since="2024-01-01 13:00:00"))

    def test_refresh_reads_known_customers_that_changed(self):
        self.customer._add_customer_categories(self.vip, "manual")
        answer = self.refresh(customers=self.customer | self.other)
        [values] = answer["records"]["res.partner"]
        self.assertEqual(values["id"], self.customer.id)
        self.assertEqual(values["customer_category_ids"], self.vip.ids)
        self.assertEqual(set(answer["records"]), {"res.partner"})
        self.assertEqual(answer["limits"], {})
        self.assertTrue(answer["date"] > "2024")

    def test_refresh_takes_a_fixed_number_of_statements(self):
        few, many = (
            self.env["res.partner"].create([{"name": f"C{i}"} for i in range(count)])
            for count in (3, 150)
        )
        (few | many)._add_customer_categories(self.vip, "manual")
        self.refresh(customers=few)
        counts = []
        for customers in (few, many):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.refresh(customers=customers)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_refresh_tells_which_categories_are_there_and_which_are_gone(self):
        archived, deleted = (create_category(self.env, name) for name in "ab")
        known = self.vip | archived | deleted
        archived.active = False
        gone = deleted.id
        deleted.unlink()
        new = create_category(self.env, "New")
        answer = self.refresh(categories=known)
        self.assertIn(new.id, self.ids(answer, "customer.category"))
        self.assertEqual(
            answer["gone"]["customer.category"], sorted([archived.id, gone])
        )

    def test_category_of_another_company_is_gone(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.cashier.company_ids += company
        foreign = create_category(self.env, "Foreign", company_id=company.id)
        answer = self.refresh(categories=foreign)
        self.assertEqual(answer["gone"]["customer.category"], foreign.ids)
        self.assertNotIn(foreign.id, self.ids(answer, "customer.category"))

    def test_confidential_category_has_no_name(self):
        self.vip.write({"confidential": True, "till_note": "Owes us money"})
        answer = self.refresh(categories=self.vip)
        [values] = [
            values
            for values in answer["records"]["customer.category"]
            if values["id"] == self.vip.id
        ]
        self.assertFalse(values["name"] or values["till_note"])

    def test_rules_that_changed_are_read_and_those_gone_are_told(self):
        kept, changed, deleted = (
            create_price_rule(self.pricelist, self.vip, fixed_price=price)
            for price in (1, 2, 3)
        )
        known = kept | changed | deleted
        self.set_dates("2020-01-01")
        changed.fixed_price = 4
        gone = deleted.id
        deleted.unlink()
        new = create_price_rule(self.pricelist, self.vip, fixed_price=5)
        answer = self.refresh(pricelists=self.pricelist, rules=known)
        self.assertCountEqual(
            self.ids(answer, "product.pricelist.item"), [changed.id, new.id]
        )
        self.assertEqual(answer["gone"]["product.pricelist.item"], [gone])
        [pricelist] = answer["records"]["product.pricelist"]
        self.assertCountEqual(pricelist["item_ids"], (kept | changed | new).ids)

    def test_pricelist_that_a_new_rule_builds_on_comes_with_all_its_rules(self):
        base = create_pricelist(self.env, "Base")
        old = create_price_rule(base, fixed_price=5)
        self.set_dates("2020-01-01")
        rule = create_price_rule(
            self.pricelist, self.vip, base="pricelist", base_pricelist_id=base.id
        )
        none = self.env["product.pricelist.item"]
        answer = self.refresh(pricelists=self.pricelist, rules=none)
        self.assertCountEqual(
            self.ids(answer, "product.pricelist.item"), [old.id, rule.id]
        )
        self.assertIn(base.id, self.ids(answer, "product.pricelist"))

    def test_limits_are_told_with_categories(self):
        product = self.product.product_tmpl_id
        product.customer_category_ids = self.vip
        program = self.env["loyalty.program"].create(
            {"name": "Points", "customer_category_ids": self.vip.ids}
        )
        limits = self.refresh(categories=self.vip)["limits"]
        self.assertEqual(limits["product.template"], {product.id: self.vip.ids})
        self.assertEqual(limits["loyalty.program"], {program.id: self.vip.ids})
        self.assertEqual(limits["pos.payment.method"], {})
