"""Loyalty programs for some categories, as the server sees to it."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command

from .common import CategoryCase, create_category, create_product, order_data


class TestLimitedPrograms(CategoryCase):
    """A coupon of 10% off that is for VIPs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env)
        cls.program = cls.env["loyalty.program"].create(
            {
                "name": "VIP coupons",
                "program_type": "coupons",
                "trigger": "with_code",
                "applies_on": "current",
                "customer_category_ids": [Command.set(cls.vip.ids)],
                "reward_ids": [
                    Command.create({"reward_type": "discount", "discount": 10})
                ],
            }
        )
        cls.card = cls.env["loyalty.card"].create(
            {"program_id": cls.program.id, "code": "VIP-1", "points": 1}
        )

    def use_code(self, customer):
        return self.shop.use_coupon_code(
            "VIP-1",
            fields.Datetime.to_string(fields.Datetime.now()),
            customer.id,
            False,
        )

    def validate(self, customer=None):
        orders = self.env["pos.order"]
        if customer is not None:
            orders = orders.with_context(customer_category_partner_id=customer.id)
        return orders.validate_coupon_programs({str(self.card.id): -1}, [])

    def test_code_is_refused_to_others_with_the_reason(self):
        result = self.use_code(self.customer)
        self.assertFalse(result["successful"])
        self.assertRegex(
            result["payload"]["error_message"], "“VIP coupons” is only for VIP"
        )

    def test_code_is_refused_without_a_customer(self):
        self.assertFalse(self.use_code(self.env["res.partner"])["successful"])

    def test_code_is_taken_from_a_member_and_from_everybody_without_categories(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.use_code(self.customer)["successful"])
        self.program.customer_category_ids = False
        self.assertTrue(self.use_code(self.env["res.partner"])["successful"])

    def test_archived_category_lets_nobody_use_the_code(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.vip.active = False
        result = self.use_code(self.customer)
        self.assertRegex(result["payload"]["error_message"], "not in use")

    def test_rewards_are_refused_to_others_before_they_are_paid(self):
        self.assertFalse(self.validate(self.customer)["successful"])
        self.assertFalse(self.validate(self.env["res.partner"])["successful"])
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertTrue(self.validate(self.customer)["successful"])

    def test_card_counts_for_its_own_customer_where_none_is_named(self):
        self.assertFalse(self.validate()["successful"])
        self.customer._add_customer_categories(self.vip, "manual")
        self.card.partner_id = self.customer
        self.assertTrue(self.validate()["successful"])

    def test_till_knows_for_whom_a_program_is(self):
        self.vip.active = False
        data = self.shop.current_session_id.load_data([])["loyalty.program"]
        loaded = next(values for values in data if values["id"] == self.program.id)
        self.assertEqual(loaded["customer_category_ids"], self.vip.ids)

    def test_deleting_the_category_would_open_the_program_and_is_refused(self):
        with self.assertRaisesRegex(UserError, "decides who gets “VIP coupons”"):
            self.vip.unlink()

    def test_gift_cards_and_ewallets_are_refused_to_others(self):
        for program_type in ("gift_card", "ewallet"):
            with self.subTest(program_type):
                self.program.program_type = program_type
                self.program.customer_category_ids = self.vip
                self.assertFalse(self.validate(self.customer)["successful"])

    def sell(self, customer):
        """Complete a sale that asks for a new card of the program; return the card."""
        product = create_product(self.env)
        data = order_data(self.shop, customer, [(product, 1, 100)])
        synced = self.env["pos.order"].sync_from_ui([data])["pos.order"]
        order = self.env["pos.order"].browse(synced[0]["id"])
        values = {
            "points": 7,
            "won": 7,
            "spent": 0,
            "card_id": -1,
            "program_id": self.program.id,
            "partner_id": customer.id,
        }
        order.confirm_coupon_programs({"-1": values})
        return self.env["loyalty.card"].search([("source_pos_order_id", "=", order.id)])

    def test_points_of_a_sale_are_for_members(self):
        self.assertFalse(self.sell(self.customer))
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertEqual(self.sell(self.customer).points, 7)

    def test_points_of_a_program_without_categories_are_for_everybody(self):
        self.program.customer_category_ids = False
        self.assertEqual(self.sell(self.customer).points, 7)

    def test_gift_card_that_was_paid_for_is_made_in_any_case(self):
        self.assertTrue(self.shop.current_session_id)
        self.program.program_type = "gift_card"
        self.program.customer_category_ids = self.vip
        self.assertEqual(self.sell(self.customer).points, 7)
