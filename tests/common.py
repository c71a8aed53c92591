"""Factories for tests: each makes one thing, with values you may override."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from odoo import fields
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged

# Of every account that customers have on the portal.
PASSWORD = "ann at the portal"


def read_cases(name):
    """Return a table of cases that the till's tests import as a module."""
    text = (Path(__file__).parents[1] / "static/tests/cases" / name).read_text()
    return json.loads(text[text.index("[") : text.rindex("]") + 1])


def create_category(env, name="VIP", **values):
    """Create a category assigned by hand."""
    return env["customer.category"].create({"name": name, **values})


def create_rewards_group(env, name="Silver", **values):
    """Create a rewards group, by default for three visits in 30 days."""
    if not {"min_visits", "min_lifetime_spend", "min_lifetime_points"} & values.keys():
        values.update(min_visits=3, visit_days=30)
    values.setdefault("price_percent", 95)
    return create_category(env, name, assignment="rewards", **values)


def create_customer(env, name="Ann", **values):
    """Create a contact who buys."""
    return env["res.partner"].create({"name": name, **values})


def create_account(partner, login="ann", **values):
    """Let a customer log in to the portal, by ``PASSWORD``."""
    return new_test_user(
        partner.env,
        login,
        "base.group_portal",
        password=PASSWORD,
        partner_id=partner.id,
        **values,
    )


def merge_customers(kept, gone):
    """Merge contacts as Odoo's wizard does."""
    wizard = kept.env["base.partner.merge.automatic.wizard"].create({})
    wizard._merge((kept | gone).ids, kept)


def create_product(env, name="Mug", price=100, **values):
    """Create a product of the till, without taxes."""
    return env["product.product"].create(
        {
            "name": name,
            "list_price": price,
            "available_in_pos": True,
            "taxes_id": [Command.clear()],
            **values,
        }
    )


def create_pricelist(env, name="Shop prices", **values):
    """Create a pricelist without rules."""
    return env["product.pricelist"].create({"name": name, **values})


def create_price_rule(pricelist, category=None, fixed_price=None, **values):
    """Create a rule on all products, for a category or for everybody."""
    if fixed_price is not None:
        values.update(compute_price="fixed", fixed_price=fixed_price)
    elif "percent_price" in values:
        values["compute_price"] = "percentage"
    return pricelist.env["product.pricelist.item"].create(
        {
            "pricelist_id": pricelist.id,
            "customer_category_id": category.id if category else False,
            **values,
        }
    )


def create_shop(env, name="Shop", is_open=True, **values):
    """Create a till that takes bank payments, and open its session on demand."""
    company = env["res.company"].browse(values.get("company_id")) or env.company
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    method = env["pos.payment.method"].create(
        {
            "name": "Card",
            "journal_id": env["account.journal"]
            .search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)
            .id,
            "company_id": company.id,
        }
    )
    shop = env["pos.config"].create(
        {"name": name, "payment_method_ids": [Command.set(method.ids)], **values}
    )
    if is_open:
        shop.open_ui()
        shop.current_session_id.set_opening_control(0, None)
    return shop


def order_data(shop, customer, lines, **values):
    """Return an order as the till sends it.

    :param lines: tuples ``(product, quantity, unit price)`` or
        ``(product, quantity, unit price, refunded line)``
    """
    total = sum(quantity * price for _product, quantity, price, *_rest in lines)
    return {
        "uuid": str(uuid4()),
        "access_token": str(uuid4()),
        "state": "paid",
        "session_id": shop.current_session_id.id,
        "company_id": shop.company_id.id,
        "user_id": shop.env.uid,
        "partner_id": customer.id if customer else False,
        "pricelist_id": shop.pricelist_id.id,
        "fiscal_position_id": False,
        "date_order": fields.Datetime.to_string(fields.Datetime.now()),
        "amount_total": total,
        "amount_paid": total,
        "amount_tax": 0,
        "amount_return": 0,
        "is_refund": total < 0,
        "to_invoice": False,
        "lines": [_line_command(*line) for line in lines],
        "payment_ids": [
            Command.create(
                {
                    "amount": total,
                    "name": fields.Datetime.to_string(fields.Datetime.now()),
                    "payment_method_id": shop.payment_method_ids[:1].id,
                    "uuid": str(uuid4()),
                }
            )
        ],
        **values,
    }


def _line_command(product, quantity, price, refunded=None):
    return Command.create(
        {
            "uuid": str(uuid4()),
            "product_id": product.id,
            "qty": quantity,
            "price_unit": price,
            # As the till sends it: positive also for a refund made there.
            "price_subtotal": abs(quantity) * price,
            "price_subtotal_incl": abs(quantity) * price,
            "tax_ids": [Command.clear()],
            "refunded_orderline_id": refunded.id if refunded else False,
        }
    )


@tagged("post_install", "-at_install")
class CategoryCase(TransactionCase):
    """A database with one customer and, on demand, one shop."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("product.group_product_pricelist").user_ids = cls.env.user
        cls.customer = create_customer(cls.env)

    @property
    def shop(self):
        """The till, opened when a test first asks for it."""
        if "_shop" not in self.__dict__:
            self._shop = create_shop(self.env)
            self._product = create_product(self.env)
        return self._shop

    @property
    def product(self):
        """What the shop sells."""
        return self.shop and self._product

    def buy(self, customer=None, amount=10, days_ago=0, **values):
        """Complete an order as a till does, some days ago, and return it."""
        moment = values.pop("moment", None) or (
            datetime.now() - timedelta(days=days_ago)
        )
        shop = values.pop("shop", None) or self.shop
        customer = self.customer if customer is None else customer
        data = order_data(
            shop,
            customer,
            [(self._product, 1, amount)],
            date_order=fields.Datetime.to_string(moment),
            **values,
        )
        return self.sync(data)

    def refund(self, order, quantity=1, **values):
        """Refund an order's first line as a till does, and return the refund."""
        line = order.lines[0]
        share = (line.product_id, -quantity, line.price_unit, line)
        shop = order.config_id
        return self.sync(order_data(shop, order.partner_id, [share], **values))

    def sync(self, data):
        """Send an order to the server as a till does, and return it."""
        self.env["pos.order"].sync_from_ui([data])
        return self.env["pos.order"].search([("uuid", "=", data["uuid"])])
