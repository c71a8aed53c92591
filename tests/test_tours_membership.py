"""User stories of owners and clerks, played by a browser."""

from odoo.tests import tagged
from odoo.tests.common import HttpCase

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_rewards_group,
)


@tagged("post_install", "-at_install")
class TestTours(HttpCase, CategoryCase):
    def play(self, record, name, path="contacts"):
        """Play a tour that starts on a record's form, in the owner's browser."""
        self.start_tour(f"/odoo/{path}/{record.id}", name, login="admin", timeout=120)
        self.env.invalidate_all()

    def test_owner_says_no_to_a_preview_and_then_yes(self):
        silver = create_rewards_group(self.env, min_visits=9, visit_days=30)
        bob = create_customer(self.env, "Bob")
        self.buy(), self.buy(), self.buy(bob)
        self.play(silver, "customer_category_preview", "customer-categories")
        for customer in (self.customer, bob):
            self.assertEqual(customer.rewards_category_id, silver)

    def test_owner_assigns_now(self):
        self.buy()
        silver = create_rewards_group(self.env, min_visits=1, visit_days=30)
        self.play(silver, "customer_category_assign_now", "customer-categories")
        self.assertEqual(self.customer.rewards_category_id, silver)

    def test_manager_asks_why_and_pins(self):
        self.env.ref("base.user_admin").group_ids += self.env.ref(
            "point_of_sale.group_pos_manager"
        )
        self.buy()
        silver = create_rewards_group(self.env, price_percent=90)
        create_price_rule(create_pricelist(self.env), silver, percent_price=10)
        self.play(self.customer, "customer_category_why")
        self.assertEqual(self.customer.rewards_category_id, silver)

    def test_clerk_adds_many_undoes_and_replaces(self):
        students = create_category(self.env, "Students")
        trade = create_category(self.env, "Trade")
        readers = self.env["res.partner"].create(
            [{"name": f"Reader {i}"} for i in range(5)]
        )
        readers[0]._add_customer_categories(students, "manual")
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Readers",
                "res_model": "res.partner",
                "view_mode": "list,form",
                "domain": [("id", "in", readers.ids)],
            }
        )
        self.start_tour(
            f"/odoo/action-{action.id}",
            "customer_category_bulk_undo",
            login="admin",
            timeout=120,
        )
        self.env.invalidate_all()
        for reader in readers:
            self.assertEqual(reader.customer_category_ids, trade)

    def test_clerk_gives_a_last_day_and_a_proof(self):
        students = create_category(self.env, "Students")
        self.play(self.customer, "customer_category_expiry")
        row = self.customer.customer_category_membership_ids
        self.assertEqual(row.category_id, students)
        self.assertEqual(str(row.date_expire), "2099-01-02")
        self.assertEqual(row.proof_id.raw, b"a student card")

    def test_clerk_takes_a_badge_off_by_its_x(self):
        students = create_category(self.env, "Students")
        trade = create_category(self.env, "Trade")
        silver = create_rewards_group(self.env, min_visits=1, visit_days=30)
        self.customer._add_customer_categories(students | trade, "manual")
        self.buy()
        self.play(self.customer, "customer_category_badge_x")
        self.assertEqual(self.customer.customer_category_ids, trade | silver)
        ended = self.customer.customer_category_membership_ids.filtered("date_end")
        self.assertEqual((ended.category_id, ended.end_source), (students, "manual"))

    def test_owner_is_refused_every_wrong_rewards_group(self):
        create_rewards_group(self.env)
        self.play_new("customer_category_refused_group")
        gold = self.env["customer.category"].search([], order="id desc", limit=1)
        self.assertEqual((gold.name, gold.min_visits, gold.visit_days), ("Gold", 3, 30))
        self.assertEqual(self.count("Gold"), 1)

    def test_owner_is_refused_a_segment_with_one_wrong_line(self):
        self.play_new("customer_category_refused_segment")
        segment = self.env["customer.category"].search([], order="id desc", limit=1)
        self.assertEqual(segment.criterion_ids.mapped("value"), [3, 2])
        self.assertEqual(self.count("Regulars"), 1)

    def play_new(self, name):
        """Play a tour that starts on the list of categories."""
        self.start_tour("/odoo/customer-categories", name, login="admin", timeout=120)
        self.env.invalidate_all()

    def count(self, name):
        """Return how many categories of a name there are, archived or not."""
        categories = self.env["customer.category"].with_context(active_test=False)
        return categories.search_count([("name", "=", name)])
