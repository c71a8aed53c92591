"""What the rules would change: shown first, then applied exactly."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import CategoryCase, create_customer, create_rewards_group


class TestPreview(CategoryCase):
    def setUp(self):
        super().setUp()
        self.bob = create_customer(self.env, "Bob")
        self.buy()
        self.buy(self.bob)
        self.buy(self.bob)
        self.silver = create_rewards_group(self.env, min_visits=1, visit_days=9)

    def open(self, category=None):
        category = category or self.silver
        return self.env["customer.category.preview"].create(
            {"category_ids": category.ids}
        )

    def create_gold(self):
        return create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=9, price_percent=90
        )

    def test_preview_names_who_enters_and_changes_nothing(self):
        preview = self.silver._preview()
        self.assertEqual(preview["enter"], self.customer + self.bob)
        self.assertFalse(preview["leave"] + preview["move"] + preview["stay"])
        self.assertFalse(self.customer.customer_category_ids)

    def test_lines_belong_to_whom_the_preview_is_shown(self):
        owner = new_test_user(
            self.env,
            "owner",
            "base.group_user,customer_category.customer_category_group_administrator",
        )
        preview = (
            self.env["customer.category.preview"]
            .with_user(owner)
            .create({"category_ids": self.silver.ids})
        )
        self.env.invalidate_all()
        self.assertEqual(preview.line_ids.partner_id, self.customer + self.bob)
        self.assertTrue(all(preview.line_ids.mapped("create_date")))

    def test_customer_who_changes_groups_moves(self):
        self.open().action_apply()
        gold = self.create_gold()
        preview = gold._preview()
        self.assertEqual(preview["move"], self.bob)
        self.assertFalse(preview["enter"])

    def test_customer_with_a_better_group_does_not_enter(self):
        self.open(self.create_gold()).action_apply()
        self.assertEqual(self.silver._preview()["enter"], self.customer)

    def test_tightened_rule_names_who_leaves_and_who_stays(self):
        self.open().action_apply()
        self.silver.min_visits = 2
        preview = self.silver._preview()
        self.assertEqual(preview["leave"], self.customer)
        self.assertEqual(preview["stay"], self.bob)
        self.assertEqual(self.customer.rewards_category_id, self.silver)

    def test_apply_does_what_the_list_says(self):
        dialog = self.open()
        self.assertEqual((dialog.enter_count, dialog.leave_count), (2, 0))
        dialog.action_apply()
        self.assertEqual(self.customer.rewards_category_id, self.silver)
        self.assertEqual(self.bob.rewards_category_id, self.silver)

    def test_change_meanwhile_makes_a_new_list_and_applies_nothing(self):
        dialog = self.open()
        self.silver.min_visits = 2
        action = dialog.action_apply()
        self.assertEqual(action["res_id"], dialog.id)
        self.assertTrue(dialog.is_outdated)
        self.assertEqual(dialog.line_ids.partner_id, self.bob)
        self.assertFalse(self.bob.rewards_category_id)
        dialog.action_apply()
        self.assertEqual(self.bob.rewards_category_id, self.silver)

    def test_preview_asks_the_group_s_own_ladder_and_no_other_rule(self):
        gold = self.create_gold()
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        create_rewards_group(
            self.env, "Theirs", min_visits=1, visit_days=9, company_id=elsewhere.id
        )
        regulars = self.env["customer.category"].create(
            {
                "name": "Regulars",
                "assignment": "smart",
                "criterion_ids": [(0, 0, {"metric": "visits", "value": 2})],
            }
        )
        for asked, competing in (
            (self.silver, self.silver + gold),
            (regulars, regulars),
            (regulars + gold, regulars + self.silver + gold),
        ):
            with self.subTest(asked.mapped("name")):
                rules = asked._competing_rules(asked._company_days())
                self.assertEqual({r.category_id for r in rules}, {*competing.ids})

    def test_preview_is_for_who_opened_it(self):
        preview = self.open()
        group = "customer_category.customer_category_group_administrator"
        user = new_test_user(self.env, "admin2", f"base.group_user,{group}")
        with self.assertRaises(AccessError):
            preview.with_user(user).action_apply()
