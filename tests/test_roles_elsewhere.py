"""What the administrator of another company may call about what is ours."""

from odoo.tests import new_test_user

from . import test_roles, test_roles_actions
from .roles_actions_table import DIALOGS, TILL
from .roles_table import METHODS, ROLES
from .test_roles_actions import own_methods

# They read nothing, and open windows that have rights of their own. Contact tags are
# everybody's, unlike the contacts.
OPEN = {
    "customer.category.action_add_to_pricelist",
    "customer.category.action_apply_to_everything",
    "customer.category.action_check_price",
    "customer.category.action_view_history",
    "customer.category.action_view_invitations",
    "customer.category.from.tags.action_apply",
    "res.partner.action_follow_up_as_members",
}


class ElsewhereCase(test_roles.RolesCase):
    """All that the tables are about belongs to our company; who calls does not."""

    def setUp(self):
        here, everywhere = self.env.company, self.env
        self.env = self.env(context={**self.env.context, "default_company_id": here.id})
        super().setUp()
        self.env = everywhere
        self.assertEqual(self.vip.company_id, here)
        self.customer.company_id = here
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.stranger = new_test_user(
            self.env,
            "stranger",
            ROLES["administrator"],
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )

    def check_calls(self, table, calls):
        """Hold what each call comes to against what is open to anybody.

        :param table: the names there must be
        :param dict calls: name -> function to call
        """
        self.assertEqual(set(table), set(calls), "A call is missing.")
        for name, call in calls.items():
            with self.subTest(name):
                self.assertEqual(self.outcome(call), "y" if name in OPEN else "-")


class TestMethodsElsewhere(ElsewhereCase, test_roles.TestMethods):
    def test_each_action_is_open_to_the_roles_of_the_table(self):
        self.check_calls(
            METHODS,
            {
                f"{name}.{method}": getattr(self.record_of(name, self.stranger), method)
                for name in self.records
                for method in self.own_actions(name)
            },
        )


class TestDialogsElsewhere(ElsewhereCase, test_roles_actions.TestDialogs):
    def open(self, model):
        """Return a dialog about ours, or a row of ours, which no list would show."""
        if model._transient:
            return super().open(model)
        row = self.env[model._name].search([("partner_id", "=", self.customer.id)])[:1]
        self.assertTrue(row, "The report has no row.")
        return row.with_user(self.stranger)

    def test_each_button_works_for_the_roles_of_the_table(self):
        self.check_calls(
            DIALOGS,
            {
                f"{name}.{method}": self.press(name, method, self.stranger)
                for name, methods in own_methods(self.registry).items()
                for method in methods
                if f"{name}.{method}" not in {**METHODS, **TILL}
            },
        )

    def test_tags_make_members_of_their_own_contacts_alone(self):
        model = self.env["customer.category.from.tags"].with_user(self.stranger)
        dialog = model.create({})
        self.assertIn("Press", dialog.line_ids.tag_id.mapped("name"))
        dialog.line_ids.is_chosen = True
        dialog.action_apply()
        categories = self.env["customer.category"].search([("name", "=", "Press")])
        self.assertTrue(categories)
        self.assertFalse(categories & self.customer.customer_category_ids)


class TestTillElsewhere(ElsewhereCase, test_roles_actions.TestTill):
    def test_each_call_of_a_till_answers_the_roles_of_the_table(self):
        self.check_calls(
            TILL,
            {
                name: self.call(name, records, values, self.stranger)
                for name, (records, *values) in self.calls.items()
            },
        )
