"""Payment methods for some categories, and invoices by default."""

from odoo.exceptions import UserError

from .common import CategoryCase, create_category


class TestLimitedPayments(CategoryCase):
    def test_till_knows_for_whom_a_payment_method_is(self):
        vip = create_category(self.env, invoice_by_default=True)
        method = self.shop.payment_method_ids
        method.customer_category_ids = vip
        vip.active = False
        data = self.shop.current_session_id.load_data([])
        loaded = next(
            values
            for values in data["pos.payment.method"]
            if values["id"] == method.id
        )
        self.assertEqual(loaded["customer_category_ids"], vip.ids)

    def test_till_knows_whose_orders_are_invoiced(self):
        vip = create_category(self.env, invoice_by_default=True)
        trade = create_category(self.env, "Trade")
        data = self.shop.current_session_id.load_data([])["customer.category"]
        invoiced = {values["id"]: values["invoice_by_default"] for values in data}
        self.assertTrue(invoiced[vip.id])
        self.assertFalse(invoiced[trade.id])

    def test_payment_method_is_for_members_only(self):
        vip = create_category(self.env)
        method = self.shop.payment_method_ids
        method.customer_category_ids = vip
        self.assertFalse(method._is_for_customer(self.customer))
        self.customer._add_customer_categories(vip, "manual")
        self.assertTrue(method._is_for_customer(self.customer))

    def test_deleting_the_category_would_let_everybody_pay_and_is_refused(self):
        vip = create_category(self.env)
        self.shop.payment_method_ids.customer_category_ids = vip
        with self.assertRaisesRegex(UserError, "“VIP” decides who gets “Card”"):
            vip.unlink()

    def test_category_of_another_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        with self.assertRaises(UserError):
            self.shop.payment_method_ids.customer_category_ids = theirs
