"""Memberships with a last day: renewed, taken back, and counted in statements."""

from datetime import date, timedelta

from .common import CategoryCase, create_category, create_customer

SPRING = date.today() + timedelta(days=90)
AUTUMN = date.today() + timedelta(days=270)


class RenewalCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.students = create_category(self.env, "Students")
        self.bob = create_customer(self.env, "Bob")

    def add(self, customers, last_day=None, **why):
        why = {"name": "Added", "date_expire": last_day, **why}
        return customers._add_customer_categories(self.students, "bulk", **why)

    def remove(self, customers):
        return customers._remove_customer_categories(
            self.students, "bulk", name="Removed"
        )

    def held(self, customer):
        rows = customer.customer_category_membership_ids
        return rows.filtered(lambda row: not row.date_end)

    def last_day(self, customer):
        return self.held(customer).date_expire


class TestRenewal(RenewalCase):
    def test_adding_again_leaves_the_last_day_alone(self):
        self.add(self.customer, SPRING)
        self.add(self.customer, AUTUMN)
        self.assertEqual(self.last_day(self.customer), SPRING)

    def test_renewing_ends_the_old_membership_and_begins_a_new_one(self):
        self.add(self.customer, SPRING)
        old = self.held(self.customer)
        self.add(self.customer, AUTUMN, renews=True)
        new = self.held(self.customer)
        self.assertEqual((new.date_expire, old.date_expire), (AUTUMN, SPRING))
        self.assertEqual(old.date_end, new.date_start)

    def test_badges_survive_a_renewal(self):
        acme = create_customer(self.env, "Acme", is_company=True)
        eve = create_customer(self.env, "Eve", parent_id=acme.id)
        for last_day in (SPRING, AUTUMN, None, SPRING):
            self.add(acme + self.customer, last_day, renews=True)
            for contact in (acme, eve, self.customer):
                self.assertEqual(contact.customer_category_ids, self.students)

    def test_equal_last_day_renews_nothing(self):
        self.add(self.customer, SPRING)
        self.assertFalse(self.add(self.customer, SPRING, renews=True))

    def test_who_is_new_joins_in_the_same_act(self):
        self.add(self.customer, SPRING)
        act = self.add(self.customer + self.bob, AUTUMN, renews=True)
        counts = (act.joined_count, act.renewed_count, act.left_count)
        self.assertEqual(counts, (1, 1, 0))

    def test_any_number_of_customers_takes_the_same_statements(self):
        crowd = self.env["res.partner"].create(
            [{"name": f"Customer {i}"} for i in range(60)]
        )
        self.add(crowd[:30], SPRING)
        counts = []
        for customers in (crowd[:1], crowd[:60]):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.add(customers, AUTUMN + timedelta(days=len(customers)), renews=True)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)


class TestUndo(RenewalCase):
    def test_undoing_a_removal_brings_the_last_day_back(self):
        self.add(self.customer, SPRING)
        self.remove(self.customer).action_undo()
        self.assertEqual(self.last_day(self.customer), SPRING)

    def test_undoing_a_removal_brings_the_proof_back(self):
        proof = self.env["ir.attachment"].create({"name": "card.png", "raw": b"x"})
        self.add(self.customer, SPRING, proof_id=proof.id)
        self.remove(self.customer).action_undo()
        self.assertEqual(self.held(self.customer).proof_id, proof)

    def test_undoing_a_renewal_restores_the_last_day_of_before(self):
        self.add(self.customer, SPRING)
        self.add(self.customer + self.bob, AUTUMN, renews=True).action_undo()
        self.assertEqual(self.last_day(self.customer), SPRING)
        self.assertEqual(self.customer.customer_category_ids, self.students)
        self.assertFalse(self.bob.customer_category_ids)

    def test_renewal_that_was_renewed_since_is_left_alone(self):
        self.add(self.customer, SPRING)
        act = self.add(self.customer, AUTUMN, renews=True)
        self.add(self.customer, None, renews=True)
        act.action_undo()
        self.assertFalse(self.last_day(self.customer))
        self.assertEqual(act.kept_partner_ids, self.customer)

    def test_member_who_left_after_a_renewal_does_not_come_back(self):
        self.add(self.customer, SPRING)
        act = self.add(self.customer, AUTUMN, renews=True)
        self.remove(self.customer)
        act.action_undo()
        self.assertFalse(self.held(self.customer))
        self.assertEqual(act.kept_partner_ids, self.customer)

    def test_member_who_came_and_went_since_a_removal_does_not_come_back(self):
        self.add(self.customer, SPRING)
        act = self.remove(self.customer)
        self.add(self.customer)
        self.remove(self.customer)
        act.action_undo()
        self.assertFalse(self.held(self.customer))

    def test_who_became_a_contact_of_a_company_does_not_come_back(self):
        self.add(self.customer, SPRING)
        act = self.remove(self.customer)
        self.customer.parent_id = create_customer(self.env, "Acme", is_company=True)
        act.action_undo()
        self.assertFalse(self.held(self.customer))
