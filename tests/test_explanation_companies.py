"""R15: no explanation leaks what happened in a company that the user does not see."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import CategoryCase, create_rewards_group, create_shop


class TestOtherCompany(CategoryCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Secret Shops"})
        self.env["account.chart.template"].try_loading(
            "generic_coa", company=self.other, install_demo=False
        )
        shop = create_shop(self.env, "Secret Till", company_id=self.other.id)
        self.ours = self.buy(amount=10)
        self.theirs = self.buy(amount=77, shop=shop)
        self.theirs.name = "Secret/0001"
        self.cashier = new_test_user(
            self.env, "cashier", "base.group_user,point_of_sale.group_pos_user"
        )
        self.shared = create_rewards_group(
            self.env, "Shared", min_visits=5, visit_days=30, min_lifetime_spend=1000
        )

    def explain(self, category):
        return category.with_user(self.cashier)._explain(
            self.customer.with_user(self.cashier)
        )

    def html(self):
        dialogs = self.env(user=self.cashier)["customer.category.why"]
        return str(dialogs.create({"partner_id": self.customer.id}).explanation)

    def test_shared_category_counts_both_and_lists_ours(self):
        trace = self.explain(self.shared)
        visits, spend = trace["conditions"]
        self.assertEqual((visits["have"], spend["have"]), (2, 87))
        for condition in (visits, spend):
            self.assertEqual([o for o, *_rest in condition["orders"]], [self.ours])
        self.assertTrue(trace["elsewhere"])

    def test_dialog_names_neither_company_nor_order_nor_amount(self):
        html = self.html()
        self.assertIn(self.ours.name, html)
        self.assertIn("Purchases that you may not see count as well", html)
        for secret in ("Secret", "77.00"):
            self.assertNotIn(secret, html)

    def test_category_of_ours_knows_nothing_of_theirs(self):
        own = create_rewards_group(
            self.env, "Own", min_lifetime_spend=1000, company_id=self.env.company.id
        )
        trace = self.explain(own)
        self.assertEqual(trace["conditions"][0]["have"], 10)
        self.assertFalse(trace["elsewhere"])

    def test_category_of_theirs_is_not_explained(self):
        hidden = create_rewards_group(
            self.env, "Secret Club", min_lifetime_spend=1, company_id=self.other.id
        )
        with self.assertRaises(AccessError):
            self.explain(hidden)
        self.assertNotIn("Secret Club", self.html())

    def test_points_of_theirs_are_not_listed(self):
        program = self.env["loyalty.program"].create(
            {
                "name": "Secret Points",
                "program_type": "loyalty",
                "company_id": self.other.id,
            }
        )
        card = self.env["loyalty.card"].create(
            {"program_id": program.id, "partner_id": self.customer.id}
        )
        self.env["loyalty.card.update.balance"].create(
            {"card_id": card.id, "new_balance": 55, "description": "Secret gift"}
        ).action_update_card_point()
        self.shared.min_lifetime_points = 1000
        trace = self.explain(self.shared)
        points = next(c for c in trace["conditions"] if c["metric"] == "points")
        self.assertEqual((points["have"], points["events"]), (55, []))
        self.assertTrue(points["elsewhere"])
        self.assertNotIn("Secret", self.html())

    def test_pin_to_a_group_of_theirs_is_not_told(self):
        hidden = create_rewards_group(
            self.env, "Secret Club", min_lifetime_spend=1, company_id=self.other.id
        )
        self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": hidden.id,
                "reason": "Secret reason",
            }
        )
        self.assertNotIn("Secret", self.html())
