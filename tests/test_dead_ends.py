"""No button leads where whoever sees it may not go."""

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import CategoryCase, create_category
from .roles_table import ROLES

SALES = "customer.category.sale.report"
POS = "point_of_sale.group_pos_user"


class TestDeadEnds(CategoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = ROLES["administrator"]
        cls.owner = new_test_user(cls.env, "owner", groups)
        cls.cashier = new_test_user(cls.env, "cashier", f"{groups},{POS}")

    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        both = self.vip | create_category(self.env, "Trade")
        self.customer._add_customer_categories(both, "manual")
        self.order = self.buy(amount=100)
        self.env.flush_all()

    def views(self, model, kind, user):
        """Return the architecture of each of a model's views as a user gets it."""
        views = self.env["ir.ui.view"].search(
            [("model", "=", model), ("type", "=", kind), ("mode", "=", "primary")]
        )
        self.assertTrue(views)
        for view in views:
            yield etree.fromstring(
                self.env[model].with_user(user).get_view(view.id, kind)["arch"]
            )

    def buttons(self, model, kind, user):
        """Return the names of what a click calls."""
        return {
            node.get("action") or node.get("name")
            for arch in self.views(model, kind, user)
            for node in arch.xpath(
                "//button[@type='object'][not(ancestor::field)]|//list[@type='object']"
            )
        }

    def test_each_click_opens_what_the_user_may_read(self):
        for user in (self.owner, self.cashier):
            for model, kind in (
                (SALES, "list"),
                ("customer.category.member.report", "list"),
                ("customer.category.overlap.report", "list"),
                ("customer.category", "form"),
                ("customer.category", "kanban"),
                ("customer.category", "list"),
            ):
                record = self.env[model].with_user(user).search([], limit=1)
                self.assertTrue(record)
                for name in self.buttons(model, kind, user):
                    with self.subTest(name, model=model, user=user.login):
                        self.click(record, name)

    def click(self, record, name):
        """Do what a click does, and see that the screen which it opens is open."""
        self.env.cr.execute("SAVEPOINT click")
        try:
            action = getattr(record, name)()
        except UserError as error:
            # Whatever is refused is told in words; the right to it is not lacking.
            self.assertNotIsInstance(error, AccessError)
        else:
            if action and action.get("res_model"):
                opened = record.env[action["res_model"]]
                self.assertTrue(opened.has_access("read"), action["res_model"])
        finally:
            self.env.cr.execute("ROLLBACK TO SAVEPOINT click")
            self.env.invalidate_all()

    def test_rows_and_orders_can_be_clicked_by_who_reads_orders(self):
        wanted = {"action_view_order", "action_view_orders"}
        self.assertEqual(self.buttons(SALES, "list", self.cashier), wanted)
        self.assertEqual(self.buttons(SALES, "list", self.owner), set())
        for arch in self.views(SALES, "list", self.owner):
            self.assertEqual(arch.get("no_open"), "1")

    def test_revenue_leads_to_sales_where_orders_are_closed(self):
        vip = self.vip.with_user(self.owner)
        action = vip.action_view_orders()
        self.assertEqual(action["res_model"], SALES)
        rows = vip.env[SALES].search(action["domain"])
        self.assertEqual(rows.order_id.ids, self.order.ids)
        action = self.vip.with_user(self.cashier).action_view_orders()
        self.assertEqual(action["res_model"], "pos.order")
