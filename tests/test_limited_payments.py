"""Payment methods for some categories, and invoices by default."""

from odoo.exceptions import UserError

from .common import CategoryCase, create_category, create_shop


class TestLimitedPayments(CategoryCase):
    def setUp(self):
        super().setUp()
        # Odoo lets payment methods change only while no session uses them.
        self.till = create_shop(self.env, is_open=False)
        self.method = self.till.payment_method_ids

    def load(self):
        self.till.open_ui()
        return self.till.current_session_id.load_data([])

    def test_till_knows_for_whom_a_payment_method_is(self):
        vip = create_category(self.env, invoice_by_default=True)
        method = self.method
        method.customer_category_ids = vip
        vip.active = False
        data = self.load()
        loaded = next(
            values for values in data["pos.payment.method"] if values["id"] == method.id
        )
        self.assertEqual(loaded["customer_category_ids"], vip.ids)

    def test_till_knows_whose_orders_are_invoiced(self):
        vip = create_category(self.env, invoice_by_default=True)
        trade = create_category(self.env, "Trade")
        data = self.load()["customer.category"]
        invoiced = {values["id"]: values["invoice_by_default"] for values in data}
        self.assertTrue(invoiced[vip.id])
        self.assertFalse(invoiced[trade.id])

    def test_payment_method_is_for_members_only(self):
        vip = create_category(self.env)
        method = self.method
        method.customer_category_ids = vip
        self.assertFalse(method._is_for_customer(self.customer))
        self.customer._add_customer_categories(vip, "manual")
        self.assertTrue(method._is_for_customer(self.customer))

    def test_deleting_the_category_would_let_everybody_pay_and_is_refused(self):
        vip = create_category(self.env)
        self.method.customer_category_ids = vip
        with self.assertRaisesRegex(UserError, "“VIP” decides who gets “Card”"):
            vip.unlink()

    def test_category_of_another_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        with self.assertRaises(UserError):
            self.method.customer_category_ids = theirs
