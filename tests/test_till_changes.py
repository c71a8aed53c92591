"""Standard categories that a cashier adds to a customer, and removes."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import CategoryCase, create_category, create_customer, create_rewards_group

TILL_USER = "base.group_user,point_of_sale.group_pos_user"
TILL_MANAGER = "base.group_user,point_of_sale.group_pos_manager"
TILL = "customer.category.till.change"


class TillChangeCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.cashier = new_test_user(self.env, "till", TILL_USER)
        self.manager = new_test_user(self.env, "boss", TILL_MANAGER)

    def change(self, category, joins=True, user=None, customer=None, employee=False):
        """Act as the till of a user does, by default of the manager."""
        customer = (customer or self.customer).with_user(user or self.manager)
        session = self.shop.current_session_id
        return customer.change_customer_category(
            session.id, category.id, joins, employee
        )

    def stays(self, category):
        return self.env["customer.category.membership"].search(
            [("category_id", "=", category.id)], order="id"
        )


class TestChangesAtTheTill(TillChangeCase):
    def test_ledger_says_that_it_was_the_till_who_and_where(self):
        self.change(self.vip)
        self.assertEqual(self.customer.customer_category_ids, self.vip)
        (stay,) = self.stays(self.vip)
        self.assertEqual((stay.source, stay.user_id), ("till", self.manager))
        self.assertEqual(stay.reason, "At “Shop”")
        self.change(self.vip, joins=False)
        self.assertFalse(self.customer.customer_category_ids)
        self.assertEqual((stay.end_source, stay.end_user_id), ("till", self.manager))
        self.assertEqual(stay.end_reason, "At “Shop”")

    def test_card_of_the_customer_says_so_too(self):
        self.change(self.vip)
        customer = self.customer.with_user(self.manager)
        (vip,) = customer.get_customer_category_card(self.shop.id)["categories"]
        self.assertEqual(vip["assignment"], "manual")
        self.assertIn("At the till, boss", vip["stay"])

    def test_what_was_removed_by_mistake_is_added_again(self):
        for joins in (True, False, True, True):
            self.change(self.vip, joins)
        self.assertEqual(self.customer.customer_category_ids, self.vip)
        self.assertEqual(len(self.stays(self.vip)), 2)

    def test_till_gets_customer_and_category_as_it_loads_them(self):
        answer = self.change(self.vip)
        self.assertEqual(set(answer), {"res.partner", "customer.category"})
        config = self.shop
        for model, record in (
            ("res.partner", self.customer),
            ("customer.category", self.vip),
        ):
            own = record.with_user(self.manager)
            self.assertEqual(answer[model], own._load_pos_data_read(own, config))
        (values,) = answer["res.partner"]
        self.assertEqual(values["customer_category_ids"], self.vip.ids)

    def test_till_gets_the_contacts_who_share_the_company_s_categories(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        clerk = create_customer(self.env, "Clerk", parent_id=firm.id)
        answer = self.change(self.vip, customer=clerk)
        self.assertEqual(
            {row["id"] for row in answer["res.partner"]}, {firm.id, clerk.id}
        )
        for row in answer["res.partner"]:
            self.assertEqual(row["customer_category_ids"], self.vip.ids)


class TestWhoMayChangeAtTheTill(TillChangeCase):
    def assert_refused(self, error, text, *args, **kwargs):
        with self.assertRaisesRegex(error, text):
            self.change(*args, **kwargs)
        self.assertFalse(self.customer.customer_category_ids)

    def test_managers_may_without_any_setting_and_cashiers_may_not(self):
        self.assert_refused(AccessError, "Only managers", self.vip, user=self.cashier)
        self.change(self.vip)
        self.assertEqual(self.customer.customer_category_ids, self.vip)

    def test_cashiers_may_where_the_till_lets_all(self):
        self.shop.customer_category_changed_by = "cashier"
        self.change(self.vip, user=self.cashier)
        self.assertEqual(self.stays(self.vip).user_id, self.cashier)

    def test_cashiers_may_not_remove_either(self):
        self.change(self.vip)
        with self.assertRaises(AccessError):
            self.change(self.vip, joins=False, user=self.cashier)
        self.assertEqual(self.customer.customer_category_ids, self.vip)

    def test_not_even_managers_may_where_nobody_does(self):
        self.shop.customer_category_changed_by = "nobody"
        self.assert_refused(AccessError, "not changed at “Shop”", self.vip)

    def test_who_is_no_user_of_the_point_of_sale_may_not(self):
        self.shop.customer_category_changed_by = "cashier"
        contacts = "base.group_user,base.group_partner_manager"
        outsider = new_test_user(self.env, "outsider", contacts)
        self.assert_refused(AccessError, "Point of Sale only", self.vip, user=outsider)

    def test_nothing_changes_at_a_till_that_is_closed(self):
        session = self.shop.current_session_id
        session.close_session_from_ui()
        customer = self.customer.with_user(self.manager)
        for gone in (session.id, 0):
            with self.assertRaisesRegex(UserError, "not open"):
                customer.change_customer_category(gone, self.vip.id, True)

    def test_rewards_groups_and_segments_follow_their_rules(self):
        segment = create_category(
            self.env,
            "Lapsing",
            assignment="smart",
            partner_domain="[('name', '=', 'Nobody')]",
        )
        for category in (create_rewards_group(self.env), segment):
            self.assert_refused(UserError, "follows its rules", category)

    def test_what_cashiers_may_not_see_they_may_not_change_nor_read(self):
        hidden = create_category(self.env, "Hidden", show_at_till=False)
        secret = create_category(self.env, "Secret", confidential=True)
        archived = create_category(self.env, "Old", active=False)
        other = self.env["res.company"].create({"name": "Other"})
        foreign = create_category(self.env, "Theirs", company_id=other.id)
        for category in (hidden, secret, archived, foreign):
            text = "^This category is not in use at “Shop”"
            self.assert_refused(UserError, text, category)

    def test_category_of_another_company_is_refused_to_users_of_both(self):
        other = self.env["res.company"].create({"name": "Other"})
        foreign = create_category(self.env, "Theirs", company_id=other.id)
        self.manager.company_ids += other
        self.manager = self.manager.with_context(
            allowed_company_ids=[self.env.company.id, other.id]
        )
        self.assert_refused(UserError, "not in use", foreign)

    def test_customer_of_another_company_is_out_of_reach(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = create_customer(self.env, "Theirs", company_id=other.id)
        self.assert_refused(AccessError, "", self.vip, customer=theirs)
        self.assertFalse(theirs.customer_category_ids)


class TestEmployeesAtTheTill(TillChangeCase):
    """As at a till where employees log in; the app for it need not be there."""

    def setUp(self):
        super().setUp()
        staff = {
            7: {"name": "Mia", "_role": "manager"},
            8: {"name": "Carl", "_role": "cashier"},
            9: {"name": "Tess", "_role": "minimal"},
        }
        service = self.env.registry[TILL]
        for name, answer in (
            ("_has_employees", lambda _self, _till: True),
            ("_employee_at_till", lambda _self, _till, known: staff.get(known, {})),
        ):
            self.startPatcher(patch.object(service, name, answer))

    def assert_let_in(self, employees):
        """Expect that of all employees these alone may change categories."""
        for employee in (7, 8, 9, 10, False):
            if employee in employees:
                self.change(self.vip, employee=employee)
                self.change(self.vip, joins=False, employee=employee)
            else:
                with self.assertRaises(AccessError):
                    self.change(self.vip, employee=employee)

    def test_role_is_the_employee_s_and_not_the_user_s(self):
        self.assert_let_in({7})
        self.shop.customer_category_changed_by = "cashier"
        self.assert_let_in({7, 8})
        self.shop.customer_category_changed_by = "nobody"
        self.assert_let_in(set())

    def test_ledger_names_the_employee(self):
        self.change(self.vip, user=self.cashier, employee=7)
        (stay,) = self.stays(self.vip)
        self.assertEqual(stay.reason, "Mia at “Shop”")
        self.assertEqual(stay.user_id, self.cashier)


class TestSettingsOfTheTill(CategoryCase):
    def test_fresh_till_needs_no_setting(self):
        self.assertEqual(self.shop.customer_category_changed_by, "manager")
        self.assertTrue(self.shop.customer_category_has_progress)
        self.assertTrue(self.shop.customer_category_is_on_receipt)

    def test_settings_page_keeps_them_on_the_till(self):
        values = {
            "customer_category_changed_by": "cashier",
            "customer_category_has_progress": False,
            "customer_category_is_on_receipt": False,
        }
        page = self.env["res.config.settings"].create({"pos_config_id": self.shop.id})
        page.write({f"pos_{fname}": value for fname, value in values.items()})
        page.execute()
        for fname, value in values.items():
            self.assertEqual(self.shop[fname], value, fname)

    def test_till_loads_them(self):
        config = self.shop.current_session_id.load_data([])["pos.config"][0]
        self.assertEqual(config["customer_category_changed_by"], "manager")
        self.assertIs(config["customer_category_has_progress"], True)
