"""Memberships with a last day and a proof, as people give and see them."""

import base64
from datetime import date, timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from .common import CategoryCase, create_category, create_customer

SPRING = date.today() + timedelta(days=10)
CARD = base64.b64encode(b"a student card")


class LastDayCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.students = create_category(self.env, "Students")
        self.bob = create_customer(self.env, "Bob")
        self.manager = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        self.clerk = new_test_user(self.env, "clerk", "base.group_user")

    def apply(self, customers, **values):
        """Add customers by the dialog and return the bulk act."""
        dialogs = self.env["customer.category.assign"]
        dialogs.with_context(active_ids=customers.ids).create(
            {"category_ids": self.students.ids, **values}
        ).action_apply()
        return self.env["customer.category.operation"].search([], limit=1)


class TestLastDay(LastDayCase):
    def test_day_that_is_over_is_refused(self):
        yesterday = date.today() - timedelta(days=1)
        with self.assertRaisesRegex(ValidationError, "is over already"):
            self.apply(self.customer, date_expire=yesterday)
        self.assertFalse(self.customer.customer_category_ids)

    def test_contact_shows_the_last_day(self):
        self.apply(self.customer, date_expire=SPRING)
        shown = self.customer.with_user(self.clerk)
        self.assertEqual(shown.customer_category_date_expire, SPRING)
        self.assertIn("Students until", shown.customer_category_expiry)

    def test_contacts_are_found_by_the_last_day(self):
        self.apply(self.customer, date_expire=SPRING)
        both = [("id", "in", (self.customer + self.bob).ids)]
        field = "customer_category_date_expire"
        for leaves, found in (
            ([(field, ">=", "today"), (field, "<=", "today +14d")], self.customer),
            ([(field, "<=", "today +9d")], self.bob.browse()),
            ([(field, "=", SPRING)], self.customer),
            ([(field, "!=", False)], self.customer),
            ([(field, "=", False)], self.bob),
        ):
            partners = self.bob.with_user(self.clerk)
            self.assertEqual(partners.search(both + leaves), found)

    def test_last_day_in_another_company_is_not_told(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.students.company_id = other
        self.apply(self.customer, date_expire=SPRING)
        shown = self.customer.with_user(self.clerk)
        self.assertFalse(shown.customer_category_expiry)
        leaf = ("customer_category_date_expire", "!=", False)
        self.assertNotIn(self.customer, shown.search([leaf]))

    def test_expired_membership_is_not_shown_any_more(self):
        self.apply(self.customer, date_expire=SPRING)
        self.customer._remove_customer_categories(self.students, "manual")
        self.assertFalse(self.customer.customer_category_date_expire)


class TestProof(LastDayCase):
    def test_proof_is_kept_once_for_all_customers(self):
        act = self.apply(self.customer + self.bob, proof=CARD, proof_name="card.png")
        rows = (self.customer + self.bob).customer_category_membership_ids
        self.assertEqual(act.proof_ids, rows.proof_id)
        self.assertEqual(rows.proof_id.mapped("name"), ["card.png"])
        self.assertEqual(rows.proof_id.raw, b"a student card")

    def test_who_may_assign_sees_it_and_others_do_not(self):
        proof = self.apply(self.customer, proof=CARD).proof_ids
        customer = self.customer.with_user(self.manager)
        self.assertEqual(customer.customer_category_proof_ids, proof)
        self.assertEqual(proof.with_user(self.manager).raw, b"a student card")
        with self.assertRaises(AccessError):
            proof.with_user(self.clerk).read(["raw"])
        with self.assertRaises(AccessError):
            self.customer.with_user(self.clerk).read(["customer_category_proof_ids"])

    def test_who_may_assign_cannot_take_it_away(self):
        proof = self.apply(self.customer, proof=CARD).proof_ids
        with self.assertRaises(AccessError):
            proof.with_user(self.manager).unlink()

    def test_proof_for_a_category_of_another_company_is_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.students.company_id = other
        proof = self.apply(self.customer, proof=CARD).proof_ids
        customer = self.customer.with_user(self.manager)
        self.assertFalse(customer.customer_category_proof_ids)
        with self.assertRaises(AccessError):
            proof.with_user(self.manager).read(["raw"])

    def test_proof_alone_renews_and_each_keeps_the_last_day(self):
        self.apply(self.customer, date_expire=SPRING)
        self.apply(self.bob)
        both = self.customer + self.bob
        act = self.apply(both, renews=True, proof=CARD)
        self.assertEqual((act.renewed_count, act.joined_count), (2, 0))
        rows = both.customer_category_membership_ids.filtered(lambda m: not m.date_end)
        self.assertEqual(rows.proof_id, act.proof_ids)
        days = {row.partner_id: row.date_expire for row in rows}
        self.assertEqual(days, {self.customer: SPRING, self.bob: False})

    def test_proof_renews_though_the_last_day_is_the_same(self):
        self.apply(self.customer, date_expire=SPRING)
        act = self.apply(self.customer, date_expire=SPRING, renews=True, proof=CARD)
        act.action_undo()
        rows = self.customer.customer_category_membership_ids
        row = rows.filtered(lambda m: not m.date_end)
        self.assertEqual((row.date_expire, row.proof_id.ids), (SPRING, []))

    def test_act_that_changes_nothing_keeps_no_proof(self):
        self.apply(self.customer)
        self.apply(self.customer, proof=CARD)
        attachments = self.env["ir.attachment"]
        model = "customer.category.operation"
        self.assertFalse(attachments.search_count([("res_model", "=", model)]))
