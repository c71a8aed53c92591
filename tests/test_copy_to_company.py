"""A company gets categories of its own like those of another."""

from odoo.exceptions import UserError

from .common import CategoryCase, create_category, create_rewards_group


class TestCopyToCompany(CategoryCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.user.company_ids |= self.other
        self.silver = create_rewards_group(
            self.env,
            "Silver",
            min_visits=4,
            visit_days=20,
            price_percent=92,
            company_id=self.env.company.id,
        )
        self.vip = create_category(self.env, "VIP", company_id=self.env.company.id)

    def copy_there(self, categories):
        wizard = (
            self.env["customer.category.copy"]
            .with_context(active_ids=categories.ids)
            .create({"company_id": self.other.id})
        )
        action = wizard.action_copy()
        return self.env["customer.category"].search(action["domain"])

    def test_copy_has_the_same_rules_and_nobody_in_it(self):
        self.buy()
        self.customer._recompute_customer_categories()
        copy = self.copy_there(self.silver)
        self.assertEqual(copy.company_id, self.other)
        self.assertEqual(copy.name, "Silver")
        self.assertEqual((copy.min_visits, copy.visit_days), (4, 20))
        self.assertEqual(copy.price_percent, 92)
        self.assertFalse(copy.member_count)

    def test_conditions_of_a_segment_are_copied(self):
        segment = self.env["customer.category"].create(
            {
                "name": "Regulars",
                "company_id": self.env.company.id,
                "assignment": "smart",
                "criterion_ids": [(0, 0, {"metric": "visits", "value": 3})],
            }
        )
        self.assertEqual(self.copy_there(segment).criterion_ids.value, 3)

    def test_translations_are_copied(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.silver.with_context(lang="fr_FR").name = "Argent"
        copy = self.copy_there(self.silver)
        self.assertEqual(copy.with_context(lang="fr_FR").name, "Argent")
        self.assertEqual(copy.with_context(lang="en_US").name, "Silver")

    def test_what_is_there_already_is_left_alone(self):
        create_category(self.env, "vip", company_id=self.other.id)
        copies = self.copy_there(self.vip | self.silver)
        self.assertEqual(copies.mapped("name"), ["Silver"])

    def test_shared_category_needs_no_copy(self):
        shared = create_category(self.env, "Students")
        copies = self.copy_there(shared | self.silver)
        self.assertEqual(copies.mapped("name"), ["Silver"])

    def test_nothing_to_copy_is_said(self):
        self.copy_there(self.vip)
        with self.assertRaisesRegex(UserError, "Elsewhere has categories"):
            self.copy_there(self.vip)
