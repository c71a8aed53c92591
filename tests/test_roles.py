"""Who may do what: every role against every model, action, menu, field and method."""

import inspect

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import CategoryCase, create_category, create_rewards_group
from .roles_table import FIELDS, MENUS, METHODS, MODELS, ROLES

ADDON = "customer_category"
OURS = f"odoo.addons.{ADDON}."
# Names customers alone, who are shared or hidden by Odoo's own rules.
OF_NO_COMPANY = {"customer.category.pending"}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


class RolesCase(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: cls.env.ref("base.public_user")
            if role == "public"
            else new_test_user(cls.env, f"role_{role}", groups)
            for role, groups in ROLES.items()
        }

    def outcome(self, act):
        """Return whether a role gets past the rights, and undo what the act did.

        :param act: function to call; what is refused for another reason was past them
        """
        self.env.invalidate_all()
        self.env.cr.execute("SAVEPOINT outcome")
        try:
            act()
            self.env.flush_all()
        except AccessError:
            return "-"
        except UserError:
            return "y"
        else:
            return "y"
        finally:
            self.env.cr.execute("ROLLBACK TO SAVEPOINT outcome")
            self.env.invalidate_all()

    def check_table(self, table, found):
        """Compare a table with what is true, cell by cell, and row by row."""
        self.assertEqual(sorted(table), sorted(found), "The table lacks a row.")
        for name, row in table.items():
            for role, wanted in zip(ROLES, row.split(), strict=True):
                with self.subTest(name, role=role):
                    self.assertEqual(found[name][role], wanted)


class TestModels(RolesCase):
    def test_each_role_has_the_rights_of_the_table(self):
        self.check_table(
            MODELS,
            {
                name: {role: self.rights(name, role) for role in ROLES}
                for name in self.own_models()
            },
        )

    def own_models(self):
        return [
            name
            for name, model in self.registry.items()
            if model._original_module == ADDON and not model._abstract
        ]

    def rights(self, name, role):
        model = self.env[name].with_user(self.users[role])
        letters = [
            x for x, operation in OPERATIONS.items() if model.has_access(operation)
        ]
        return "".join(letters) or "-"

    def test_dialogs_of_others_are_closed_to_everybody(self):
        for name in self.own_models():
            if self.registry[name]._transient:
                with self.subTest(name):
                    domain = (
                        self.env["ir.rule"]
                        .with_user(self.users["administrator"])
                        ._compute_domain(name)
                    )
                    self.assertIn("create_uid", str(domain))


class TestFields(RolesCase):
    def test_each_restricted_field_is_seen_by_the_roles_of_the_table(self):
        found = {}
        for name, model in self.registry.items():
            for field in model._fields.values():
                if field.groups and field._module == ADDON and not model._abstract:
                    found[str(field)] = {
                        role: self.sees(name, field, user)
                        for role, user in self.users.items()
                    }
        self.check_table(FIELDS, found)

    def sees(self, name, field, user):
        model = self.env[name].with_user(user)
        return "y" if model._has_field_access(field, "read") else "-"


class TestMenus(RolesCase):
    def test_each_role_finds_the_menus_of_the_table(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", "ir.ui.menu")]
        )
        visible = {role: self.visible_menus(user) for role, user in self.users.items()}
        self.check_table(
            MENUS,
            {
                row.name: {
                    role: "y" if row.res_id in visible[role] else "-" for role in ROLES
                }
                for row in data
            },
        )

    def visible_menus(self, user):
        menus = self.env["ir.ui.menu"].with_user(user)
        return menus._visible_menu_ids() if menus.has_access("read") else ()


class TestMethods(RolesCase):
    """Everybody who is logged in can call a public method by name.

    An action that only opens a window is no danger: the window's model has its rights.
    """

    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.vip = create_category(self.env, "VIP")
        operation = self.customer._add_customer_categories(
            self.vip, "bulk", name="Added"
        )
        self.buy()
        self.customer._recompute_customer_categories()
        invitation = self.env["customer.category.invitation"].create(
            {
                "partner_id": self.customer.id,
                "category_id": self.vip.id,
                "leaving": "asked",
            }
        )
        self.records = {
            "customer.category": self.silver,
            "customer.category.invitation": invitation,
            "customer.category.operation": operation,
            "res.partner": self.customer,
        }

    def test_each_action_is_open_to_the_roles_of_the_table(self):
        self.check_table(
            METHODS,
            {
                f"{name}.{method}": {
                    role: self.outcome(getattr(self.record_of(name, user), method))
                    for role, user in self.users.items()
                }
                for name in self.records
                for method in self.own_actions(name)
            },
        )

    def record_of(self, name, user):
        record = self.records[name].with_user(user)
        return record.with_context(customer_category_id=self.vip.id)

    def own_actions(self, name):
        functions = inspect.getmembers(self.registry[name], inspect.isfunction)
        return [
            method
            for method, function in functions
            if method.startswith("action_") and function.__module__.startswith(OURS)
        ]


class TestCompanies(RolesCase):
    def setUp(self):
        super().setUp()
        here = self.env.company
        self.other = self.env["res.company"].create({"name": "Elsewhere"})
        self.stranger = new_test_user(
            self.env,
            "stranger",
            ROLES["administrator"],
            company_id=self.other.id,
            company_ids=[(6, 0, self.other.ids)],
        )
        self.ours = self.env["customer.category"].create(
            {
                "name": "Ours",
                "company_id": here.id,
                "assignment": "smart",
                "criterion_ids": [(0, 0, {"metric": "visits", "value": 1})],
            }
        )
        self.by_hand = create_category(self.env, "By hand", company_id=here.id)

    def test_administrator_of_another_company_finds_nothing_of_ours(self):
        found = self.rows_of_ours()
        self.assertEqual(sorted([*found, *OF_NO_COMPANY]), sorted(stored_models(self)))
        for name, records in found.items():
            with self.subTest(name):
                self.assertTrue(records)
                seen = records.with_user(self.stranger)
                self.assertFalse(seen.search([("id", "in", records.ids)]))
                with self.assertRaises(AccessError):
                    seen.read(["display_name"])

    def rows_of_ours(self):
        """Return rows of our company, by model."""
        here, customer = self.env.company.id, {"partner_id": self.customer.id}
        member = {**customer, "category_id": self.by_hand.id}
        second = create_category(self.env, "Second", company_id=here)
        operation = self.customer._add_customer_categories(
            self.by_hand + second, "bulk", name="Added"
        )
        self.buy()
        self.customer._opt_out_of_customer_categories(self.by_hand)
        mailing = self.env["mailing.mailing"].create({"subject": "News"})
        made = {
            "customer.category.holdout": {
                **customer,
                "mailing_id": mailing.id,
                "company_id": here,
            },
            "customer.category.invitation": member,
            "customer.category.note": {**member, "event": "join", "company_id": here},
            "customer.category.pin": {
                **customer,
                "category_id": self.ours.id,
                "mode": "in",
                "reason": "Owner's friend",
            },
        }
        self.env.flush_all()
        return {
            "customer.category": self.ours + self.by_hand,
            "customer.category.criterion": self.ours.criterion_ids,
            "customer.category.membership": (
                self.customer.customer_category_membership_ids
            ),
            "customer.category.operation": operation,
            "customer.category.optout": self.customer.customer_category_optout_ids,
            **{name: self.env[name].create(values) for name, values in made.items()},
            **{
                name: self.env[name].search([("partner_id", "=", self.customer.id)])
                for name in stored_models(self)
                if name.endswith(".report")
            },
        }


def stored_models(case):
    """Return the names of the models of this addon that are no dialogs."""
    return [
        name
        for name, model in case.registry.items()
        if model._original_module == ADDON
        and not model._abstract
        and not model._transient
    ]
