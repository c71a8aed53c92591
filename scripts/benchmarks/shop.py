"""What a shop has: a till, products, rules for its customers."""

from uuid import uuid4

from odoo import fields
from odoo.fields import Command


def create_till(env, pricelist_id=False):
    """Create a till that takes cards, open it, and return its `pos.config`."""
    journal = env["account.journal"].search([("type", "=", "bank")], limit=1)
    method = env["pos.payment.method"].create(
        {"name": "Card", "journal_id": journal.id}
    )
    pricelists = {}
    if pricelist_id:
        pricelists = {
            "use_pricelist": True,
            "pricelist_id": pricelist_id,
            "available_pricelist_ids": [Command.set([pricelist_id])],
        }
    till = env["pos.config"].create(
        {"name": "Bench", "payment_method_ids": [Command.set(method.ids)], **pricelists}
    )
    till.with_user(2).open_ui()
    till.current_session_id.set_opening_control(0, None)
    return till


def create_past_session(env):
    """Create a closed session, for orders of the past."""
    till = env["pos.config"].create(
        {"name": "Past", "payment_method_ids": [Command.clear()]}
    )
    session = env["pos.session"].create({"config_id": till.id, "user_id": 2})
    now = fields.Datetime.now()
    session.write({"state": "closed", "start_at": now, "stop_at": now})
    till.active = False
    return session


def create_products(env, count):
    """Create products of the till without taxes, in ten product categories."""
    categories = env["product.category"].create(
        [{"name": f"Aisle {number}"} for number in range(10)]
    )
    return env["product.product"].create(
        [
            {
                "name": f"Product {number}",
                "list_price": 10 + number % 90,
                "available_in_pos": True,
                "taxes_id": [Command.clear()],
                "categ_id": categories[number % 10].id,
            }
            for number in range(count)
        ]
    )


def create_rules(env):
    """Create three rewards groups and two smart segments."""
    rewards = {"assignment": "rewards"}
    smart = {"assignment": "smart"}
    return env["customer.category"].create(
        [
            {**rewards, "name": "Gold", "price_percent": 85}
            | {"min_visits": 6, "visit_days": 120, "min_lifetime_spend": 400},
            {**rewards, "name": "Silver", "price_percent": 90}
            | {"min_visits": 3, "visit_days": 90},
            {**rewards, "name": "Bronze", "price_percent": 95}
            | {"min_lifetime_spend": 700, "grace_days": 14},
            {**smart, "name": "Long gone"}
            | _conditions(("days_since_last", ">", 200, None)),
            {**smart, "name": "Good customers"}
            | _conditions(("spend", ">=", 500, 365), ("visits", ">=", 5, 365)),
        ]
    )


def _conditions(*rows):
    names = ("metric", "operator", "value", "days_to")
    commands = [Command.create(dict(zip(names, row, strict=True))) for row in rows]
    return {"criterion_ids": commands}


def order_data(session, customer_id, products):
    """Return an order of one piece of each product as a till sends it."""
    now = fields.Datetime.to_string(fields.Datetime.now())
    total = sum(products.mapped("list_price"))
    return {
        "uuid": str(uuid4()),
        "access_token": str(uuid4()),
        "state": "paid",
        "session_id": session.id,
        "company_id": session.company_id.id,
        "user_id": session.user_id.id,
        "partner_id": customer_id,
        "pricelist_id": False,
        "fiscal_position_id": False,
        "date_order": now,
        "amount_total": total,
        "amount_paid": total,
        "amount_tax": 0,
        "amount_return": 0,
        "is_refund": False,
        "to_invoice": False,
        "lines": [_line(product) for product in products],
        "payment_ids": [
            Command.create(
                {
                    "amount": total,
                    "name": now,
                    "payment_method_id": session.payment_method_ids[:1].id,
                    "uuid": str(uuid4()),
                }
            )
        ],
    }


def _line(product):
    return Command.create(
        {
            "uuid": str(uuid4()),
            "product_id": product.id,
            "qty": 1,
            "price_unit": product.list_price,
            "price_subtotal": product.list_price,
            "price_subtotal_incl": product.list_price,
            "tax_ids": [Command.clear()],
        }
    )
