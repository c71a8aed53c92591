"""Who may open and call what: every role against actions, dialogs and tills."""

import inspect
import json

from odoo.tools import mute_logger

from .common import create_category, create_rewards_group
from .roles_actions_table import ACTIONS, DASHBOARD, DIALOGS, TILL
from .roles_table import METHODS
from .test_roles import ADDON, OURS, RolesCase


class TestActions(RolesCase):
    @mute_logger("odoo.addons.base.models.ir_actions")
    def test_each_action_opens_for_the_roles_of_the_table(self):
        data = self.env["ir.model.data"].search(
            [
                ("module", "=", ADDON),
                ("model", "=like", "ir.actions.%"),
            ]
        )
        self.check_table(
            ACTIONS,
            {
                row.name: {
                    role: self.opens(self.env[row.model].browse(row.res_id), user)
                    for role, user in self.users.items()
                }
                for row in data
            },
        )

    def opens(self, action, user):
        if action._name == "ir.actions.client":
            # Its screen shows what it may ask for.
            asked = self.env[action.tag.replace("_", ".")].with_user(user)
            return self.outcome(lambda: asked.retrieve_dashboard("30"))
        if action.group_ids and not action.group_ids & user.all_group_ids:
            return "-"
        if action._name == "ir.actions.server":
            category = create_category(self.env, f"{action.name} for {user.login}")
            chosen = {"active_model": category._name, "active_ids": category.ids}
            return self.outcome(action.with_user(user).with_context(**chosen).run)
        self.assertEqual(action._name, "ir.actions.act_window")
        readable = self.env[action.res_model].with_user(user).has_access("read")
        return "y" if readable else "-"


class TestDialogs(RolesCase):
    def setUp(self):
        super().setUp()
        self.silver = create_rewards_group(self.env, min_visits=1, visit_days=9)
        self.vip = create_category(self.env, "VIP")
        self.env["res.partner.category"].create(
            {"name": "Press", "partner_ids": self.customer.ids}
        )
        self.buy()
        self.customer._recompute_customer_categories()
        self.customer._add_customer_categories(self.vip, "manual")
        pricelist = self.env["product.pricelist"].create({"name": "Shop"})
        selected = json.dumps([("id", "in", self.customer.ids)])
        vip, categories = {"category_id": self.vip.id}, {"category_ids": self.vip.ids}
        asked = {"partner_id": self.customer.id, "category_id": self.silver.id}
        self.values = {
            "customer.category.assign": {**categories, "partner_domain": selected},
            "customer.category.copy": {
                **categories,
                "company_id": self.env.company.id,
            },
            "customer.category.follow.up": vip,
            "customer.category.from.tags": {},
            "customer.category.import": {**categories, "text": "Ann"},
            "customer.category.member.date": vip,
            "customer.category.preview": {"category_ids": self.silver.ids},
            "customer.category.price.conflict": categories,
            "customer.category.pricing": {**vip, "pricelist_ids": pricelist.ids},
            "customer.category.why": asked,
        }

    def test_each_button_works_for_the_roles_of_the_table(self):
        self.check_table(
            DIALOGS,
            {
                f"{name}.{method}": {
                    role: self.outcome(self.press(name, method, user))
                    for role, user in self.users.items()
                }
                for name, methods in own_methods(self.registry).items()
                for method in methods
                if f"{name}.{method}" not in {**METHODS, **TILL}
            },
        )

    def press(self, name, method, user):
        """Return the function that opens a dialog as a role and presses a button."""

        def press():
            getattr(self.open(self.env[name].with_user(user)), method)()

        return press

    def open(self, model):
        """Return a record of the role's own, or the first row of a report."""
        if model._name == "customer.category.import.line":
            dialog = self.open(model.env["customer.category.import"])
            dialog.action_read()
            return dialog.line_ids[:1]
        if model._transient:
            return model.create(self.values[model._name])
        row = model.search([], limit=1)
        self.assertTrue(row, "The report has no row.")
        return row


class TestTill(RolesCase):
    def setUp(self):
        super().setUp()
        self.shop.customer_category_changed_by = "cashier"
        self.vip = create_category(self.env, "VIP")
        self.order = self.buy()
        self.calls = {
            "pos.order.get_customer_category_news": (self.order,),
            "pos.session.refresh_customer_categories": (
                self.shop.current_session_id,
                "2026-01-01 00:00:00",
                {"customer.category": []},
            ),
            "res.partner.change_customer_category": (
                self.customer,
                self.shop.current_session_id.id,
                self.vip.id,
                True,
            ),
            "res.partner.get_customer_category_card": (self.customer, self.shop.id),
            "res.partner.get_customer_category_progress": (
                self.customer,
                self.shop.id,
            ),
            "res.partner.get_new_members": (
                self.env["res.partner"],
                self.shop.id,
                self.vip.id,
                "",
                0,
            ),
        }

    def test_each_call_of_a_till_answers_the_roles_of_the_table(self):
        self.check_table(
            TILL,
            {
                name: {
                    role: self.outcome(self.call(name, records, values, user))
                    for role, user in self.users.items()
                }
                for name, (records, *values) in self.calls.items()
            },
        )

    def call(self, name, records, values, user):
        """Return the function that calls a method as a role."""
        method = name.rpartition(".")[2]
        return lambda: getattr(records.with_user(user), method)(*values)


class TestDashboard(RolesCase):
    """The dashboard stores nothing, but is called by name like what does."""

    def test_each_call_of_the_dashboard_answers_the_roles_of_the_table(self):
        name = "customer.category.dashboard"
        vip = create_category(self.env, "VIP")
        calls = {
            "action_view_figure": ("revenue", "30", vip.id),
            "action_view_move": ("30", vip.id, vip.id),
            "action_view_mover": ("30", self.customer.id),
            "retrieve_dashboard": ("30",),
        }
        self.assertEqual(set(calls), set(_own_methods_of(self.registry[name])))
        self.check_table(
            DASHBOARD,
            {
                f"{name}.{method}": {
                    role: self.outcome(self.call(name, method, values, user))
                    for role, user in self.users.items()
                }
                for method, values in calls.items()
            },
        )

    def call(self, name, method, values, user):
        """Return the function that calls a method as a role."""
        return lambda: getattr(self.env[name].with_user(user), method)(*values)


class TestMethodNames(RolesCase):
    def test_every_method_that_can_be_called_by_name_is_in_a_table(self):
        own = {
            f"{name}.{method}"
            for name, methods in own_methods(self.registry).items()
            for method in methods
        }
        self.assertEqual(own, {*METHODS, *DIALOGS, *TILL})


def own_methods(registry):
    """Return the public methods, by model, that this addon alone has."""
    return {
        name: methods
        for name, model in registry.items()
        if not model._abstract and (methods := [*_own_methods_of(model)])
    }


def _own_methods_of(model):
    for name, _function in inspect.getmembers(model, inspect.isfunction):
        homes = [kind.__module__ for kind in model.__mro__ if name in vars(kind)]
        if not name.startswith("_") and all(home.startswith(OURS) for home in homes):
            yield name
